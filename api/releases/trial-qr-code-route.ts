import { z } from 'zod';
import { binaryAnswer } from '../../wechat/wire.ts';
import { findAuthorizer } from '../authorizers/find.ts';
import type { CallRouteDeps } from '../calls/routes.ts';
import { none, type Route, route } from '../http/route.ts';
import { appid } from '../processes/fields.ts';

/** The code by which testers open the trial version. */
export const trialQrCodeRoute = ({ wechat, temporal }: CallRouteDeps): Route =>
  route({
    method: 'get',
    path: '/v1/authorizers/{appid}/trial-qr-code',
    name: 'get trial qr code',
    tag: 'code release',
    summary: 'The QR code of the trial version (体验版二维码)',
    description: 'It opens whatever the trial version is when it is scanned, for testers and admins.',
    role: 'viewer',
    params: z.object({ appid }),
    query: z.strictObject({ path: z.string().min(1).max(1_000).exactOptional().describe('The page that it opens.') }),
    body: none,
    answer: { status: 200, description: 'A JPEG.', schema: z.unknown(), file: true },
    problems: ['not-found', 'wechat-refused'],
    handle: async ({ params, query }) => {
      await findAuthorizer(temporal, params.appid);
      return { status: 200, file: binaryAnswer.parse(await wechat.getTrialQRCode(params.appid, query)) };
    },
  });
