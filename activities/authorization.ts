import { Context } from '@temporalio/activity';
import type { Client as TemporalClient } from '@temporalio/client';
import { startAuthorization } from '../credentials/authorization-start.ts';
import { tellAuthorizer } from '../credentials/authorizer-entity.ts';
import type { Ids } from '../credentials/ids.ts';
import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { AuthorizationResult, ExchangeRequest } from '../messages/authorization.ts';
import {
  type AccountAssignment,
  type AppliedGrant,
  accountAssigned,
  authorizationGranted,
  authorizationLost,
} from '../messages/authorizer.ts';
import { beating } from './wechat.ts';

/** What authorizations are exchanged and reported with. */
export type AuthorizationDeps = {
  readonly temporal: TemporalClient;
  readonly sealer: Sealer;
  readonly ids: Ids;
};

/** Activities around the workflow `authorization`. */
export const createAuthorizationActivities = ({ temporal, sealer, ids }: AuthorizationDeps) => ({
  /** Has a code exchanged and waits for the result, whoever came first with it. */
  exchangeAuthorization: ({ assignment, unverified, ...input }: ExchangeRequest): Promise<AuthorizationResult> =>
    beating(async () => {
      const code = sealer.open(input.code, owners.authorizationCode);
      const handle = await startAuthorization({ temporal, ids }, code, input);
      const result = await Promise.race([handle.result(), Context.current().cancelled]);
      const proven = !unverified || result.kind === 'exchanged';
      if (assignment && result.appid && proven)
        await tellAuthorizer(temporal, result.appid, accountAssigned, assignment);
      return result;
    }),

  /** Tells the account's entity whose it is; the entity is made where it does not exist yet. */
  assignAccount: ({ appid, ...assignment }: AccountAssignment & { appid: string }): Promise<void> =>
    tellAuthorizer(temporal, appid, accountAssigned, assignment),

  /** Tells the account's entity what was granted. */
  reportGrant: (grant: AppliedGrant): Promise<void> =>
    tellAuthorizer(temporal, grant.appid, authorizationGranted, grant),

  /** Tells the account's entity that its code could not be exchanged. */
  reportLoss: ({ appid, ...loss }: { appid: string; createTime: number; key: string }): Promise<void> =>
    tellAuthorizer(temporal, appid, authorizationLost, loss),
});

export type AuthorizationActivities = ReturnType<typeof createAuthorizationActivities>;
