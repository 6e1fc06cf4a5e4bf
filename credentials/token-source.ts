import type { QueryDefinition, UpdateDefinition } from '@temporalio/common';
import { authorizerToken, refreshAuthorizerToken } from '../messages/authorizer.ts';
import { componentToken, refreshComponentToken } from '../messages/component.ts';
import type { SealedToken } from '../messages/sealed.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { TokenOwner } from '../wechat/endpoint.ts';
import { owners } from './owners.ts';

/** The entity that keeps a token, and how it is asked. */
export type TokenSource = {
  readonly workflowId: string;
  /** The account, where it is one's and not the platform's. */
  readonly appid?: string;
  /** Whose its sealed token is. */
  readonly owner: string;
  readonly query: QueryDefinition<SealedToken | null>;
  readonly refresh: UpdateDefinition<SealedToken, [{ readonly stale?: string }]>;
};

/** Where a token of this owner comes from. */
export const tokenSourceOf = (owner: TokenOwner): TokenSource =>
  owner.kind === 'component'
    ? {
        workflowId: workflowIds.component(),
        owner: owners.componentAccessToken,
        query: componentToken,
        refresh: refreshComponentToken,
      }
    : {
        workflowId: workflowIds.authorizer(owner.appid),
        appid: owner.appid,
        owner: owners.authorizerAccessToken(owner.appid),
        query: authorizerToken,
        refresh: refreshAuthorizerToken,
      };
