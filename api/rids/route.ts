import type { Client as TemporalClient } from '@temporalio/client';
import { z } from 'zod';
import type { Ids } from '../../credentials/ids.ts';
import type { Client } from '../../wechat/client.ts';
import type { ResponseOf } from '../../wechat/endpoint.ts';
import type { getRidInfo } from '../../wechat/endpoints/index.ts';
import { WeChatError } from '../../wechat/wechat-error.ts';
import { findAuthorizer } from '../authorizers/find.ts';
import { Problem } from '../http/problem.ts';
import { membersOf } from '../http/problem-of.ts';
import { none, type Route, route } from '../http/route.ts';
import { appid } from '../processes/fields.ts';
import { reserveKey } from '../routes/idempotency.ts';
import { redactedBody, redactedTarget } from './redacted.ts';

/** The token may have to be fetched before; in milliseconds. */
const limit = 30_000;

/** WeChat's errcodes where a rid is unknown, another account's, or too old. */
const unknownRids: readonly (number | undefined)[] = [76001, 76003, 76004];

const failedCall = z.object({
  rid: z.string(),
  at: z.iso.datetime().describe('When WeChat was called.'),
  took: z.number().describe('How long WeChat took, in milliseconds.'),
  target: z.string().describe('Path and query, without credentials.'),
  sent: z.unknown().describe('The body as WeChat keeps it, without credentials; JSON where it was that.'),
  answered: z.unknown().describe("WeChat's answer, without credentials."),
});

/** What WeChat knows of a call that failed, without any credential. */
export const ridRoute = ({
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
    path: '/v1/rids/{rid}',
    name: 'look up rid',
    tag: 'call',
    summary: 'Ask WeChat about a call that failed within the last 7 days',
    description: 'Every refusal of WeChat names its `rid`. Nothing is changed.',
    role: 'operator',
    params: z.object({ rid: z.string().regex(/^[\w-]{1,128}$/, 'a rid, such as 5f8a1b2c-0a1b2c3d-1234abcd') }),
    query: none,
    body: z.strictObject({
      appid: appid.exactOptional().describe("The account whose token made the call; without it the platform's own."),
    }),
    answer: { status: 200, description: 'When it was, what was sent and what was answered.', schema: failedCall },
    problems: ['not-found', 'idempotency-conflict', 'merchant-must-act', 'wechat-refused'],
    limit,
    handle: async (request) => {
      const { rid } = request.params;
      const { appid } = request.body;
      if (appid !== undefined) await findAuthorizer(temporal, appid);
      await reserveKey({ temporal, ids }, request);
      const owner = appid === undefined ? ({ kind: 'component' } as const) : ({ kind: 'authorizer', appid } as const);
      const failed = await wechat.getRidInfo(owner, { rid }).catch((error) => {
        throw refusalOf(error);
      });
      return { status: 200, body: { rid, ...told(failed.request) } };
    },
  });

const told = (request: ResponseOf<typeof getRidInfo>['request']): Omit<z.output<typeof failedCall>, 'rid'> => ({
  at: new Date(request.invoke_time * 1_000).toISOString(),
  took: request.cost_in_ms,
  target: redactedTarget(request.request_url),
  sent: redactedBody(request.request_body),
  answered: redactedBody(request.response_body),
});

const refusalOf = (error: unknown): unknown =>
  error instanceof WeChatError && unknownRids.includes(error.failure.errcode)
    ? new Problem('not-found', error.failure.hint, membersOf(error.failure))
    : error;
