import type { Client as TemporalClient } from '@temporalio/client';
import { z } from 'zod';
import type { Ids } from '../../credentials/ids.ts';
import type { Client } from '../../wechat/client.ts';
import { WeChatError } from '../../wechat/wechat-error.ts';
import { Problem } from '../http/problem.ts';
import { membersOf } from '../http/problem-of.ts';
import { none, type Route, route } from '../http/route.ts';
import { appid } from '../processes/fields.ts';
import { reserveKey } from '../routes/idempotency.ts';
import { findAuthorizer } from './find.ts';

/** The component token may have to be fetched before; in milliseconds. */
const limit = 30_000;

/** WeChat's errcodes where a code is unknown or too old, or was used. */
const refusedCodes: readonly (number | undefined)[] = [40029, 40163];

const session = z.object({
  openid: z.string(),
  unionid: z.string().exactOptional().describe('Where the mini program is bound to an open account (开放平台账号).'),
  sessionKey: z.string().describe("Signs and encrypts the user's data; it stays on your server."),
});

/** The session of a user of a mini program, for the backend that serves it. */
export const sessionRoute = ({
  temporal,
  ids,
  wechat,
}: {
  readonly temporal: TemporalClient;
  readonly ids: Ids;
  readonly wechat: Client;
}): Route =>
  route({
    method: 'post',
    path: '/v1/authorizers/{appid}/sessions',
    name: 'create session',
    tag: 'token',
    summary: "Exchange the code of a user's `wx.login` (code2Session)",
    description:
      'A code works once, within 5 minutes. Nothing of the session is kept here: a repeated request is refused, with an Idempotency-Key too, because its code is used.',
    role: 'service',
    params: z.object({ appid }),
    query: none,
    body: z.strictObject({ code: z.string().min(1).max(512).describe('What `wx.login` gave the mini program.') }),
    answer: { status: 201, description: 'The session.', schema: session },
    problems: ['not-found', 'login-code-refused', 'idempotency-conflict', 'merchant-must-act', 'wechat-refused'],
    limit,
    handle: async (request) => {
      const { params, body } = request;
      await findAuthorizer(temporal, params.appid);
      await reserveKey({ temporal, ids }, request);
      const {
        openid,
        unionid,
        session_key: sessionKey,
      } = await wechat.thirdpartyCode2Session({ appid: params.appid, js_code: body.code }).catch((error) => {
        throw refusalOf(error);
      });
      return { status: 201, body: { openid, ...(unionid ? { unionid } : {}), sessionKey } };
    },
  });

const refusalOf = (error: unknown): unknown =>
  error instanceof WeChatError && refusedCodes.includes(error.failure.errcode)
    ? new Problem('login-code-refused', error.failure.hint, membersOf(error.failure))
    : error;
