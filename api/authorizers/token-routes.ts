import type { Client } from '@temporalio/client';
import { z } from 'zod';
import type { Sealer } from '../../credentials/sealer.ts';
import { tokenSourceOf } from '../../credentials/token-source.ts';
import type { Tokens } from '../../wechat/client.ts';
import type { TokenOwner } from '../../wechat/endpoint.ts';
import { none, type Route, route } from '../http/route.ts';
import { appid } from '../processes/fields.ts';
import { ask } from '../routes/read.ts';
import { tokenAnswer } from './answers.ts';
import { findAuthorizer } from './find.ts';

/** What these routes need. */
export type TokenDeps = {
  readonly temporal: Client;
  readonly tokens: Tokens;
  readonly sealer: Sealer;
  readonly componentAppid: string;
};

/** A cold token is fetched from WeChat, and the component's before it; in milliseconds. */
const limit = 30_000;

/** Tokens for other services: one system fetches them, so that none kills another's. */
export const tokenRoutes = (deps: TokenDeps): readonly Route[] => [
  route({
    method: 'get',
    path: '/v1/authorizers/{appid}/token',
    name: 'get authorizer token',
    tag: 'token',
    summary: "An account's access token",
    description: 'Ask again before each use; it is cached here and renewed before it ends.',
    role: 'service',
    params: z.object({ appid }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The token.', schema: tokenAnswer },
    problems: ['not-found', 'merchant-must-act', 'wechat-refused', 'no-worker'],
    limit,
    handle: async ({ params: { appid } }) => {
      await findAuthorizer(deps.temporal, appid);
      return { status: 200, body: { appid, ...(await tokenOf(deps, { kind: 'authorizer', appid })) } };
    },
  }),
  route({
    method: 'get',
    path: '/v1/component/token',
    name: 'get component token',
    tag: 'token',
    summary: "The platform's own access token (component_access_token)",
    description:
      'A second system that fetches one of its own may kill ours; take it from here. In cloud mode it is the 微信令牌, which WeChat takes as `cloudbase_access_token`.',
    role: 'service',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'The token.', schema: tokenAnswer },
    problems: ['wechat-refused', 'no-worker'],
    limit,
    handle: async () => ({
      status: 200,
      body: { appid: deps.componentAppid, ...(await tokenOf(deps, { kind: 'component' })) },
    }),
  }),
];

/** A token, and when it ends where its entity still holds the same one. */
const tokenOf = async ({ temporal, tokens, sealer }: TokenDeps, tokenOwner: TokenOwner) => {
  const accessToken = await tokens(tokenOwner);
  const { workflowId, owner, query } = tokenSourceOf(tokenOwner);
  // In cloud mode no entity holds the platform's token.
  const held = await ask(temporal, () => temporal.workflow.getHandle(workflowId).query(query));
  const same = held && sealer.open(held.token, owner) === accessToken;
  return { accessToken, ...(same ? { expiresAt: new Date(held.expiresAt).toISOString() } : {}) };
};
