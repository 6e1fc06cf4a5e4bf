import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { giveSecret } from '../../credentials/authorizer-entity.ts';
import { owners } from '../../credentials/owners.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import { none, type Route, route } from '../http/route.ts';
import { appid, merchantId } from '../processes/fields.ts';
import { requestOf } from '../routes/request-of.ts';

/** WeChat is asked for a token, and may take its time; in milliseconds. */
const limit = 30_000;

/** The AppSecret of a customised merchant (定制化型), whose account authorizes no platform. */
export const secretRoute = ({ temporal, sealer }: { readonly temporal: Client; readonly sealer: Sealer }): Route =>
  route({
    method: 'put',
    path: '/v1/authorizers/{appid}/secret',
    name: 'give secret',
    tag: 'authorizer',
    summary: "Give a customised merchant's own AppSecret (定制化型)",
    description:
      "It is sealed here, proved by a token of WeChat's, and never shown again. The IPs of the workers must be on the merchant's own allow-list. Code management refuses such an account (86000); what needs only its own token works.",
    role: 'admin',
    params: z.object({ appid }),
    query: none,
    body: z.strictObject({
      secret: z.string().regex(/^\w{16,64}$/, 'the AppSecret of the account'),
      merchantId: merchantId.exactOptional(),
    }),
    answer: {
      status: 200,
      description: 'WeChat gave a token for it.',
      schema: z.object({ appid, origin: z.literal('customised') }),
    },
    problems: ['not-now', 'merchant-must-act', 'wechat-refused', 'no-worker'],
    limit,
    handle: async (request) => {
      const {
        params: { appid },
        body: { secret, merchantId },
      } = request;
      await giveSecret(temporal, appid, {
        secret: sealer.seal(owners.authorizerSecret(appid), secret),
        ...(merchantId ? { merchantId } : {}),
        request: requestOf(request),
      });
      return { status: 200, body: { appid, origin: 'customised' } };
    },
  });
