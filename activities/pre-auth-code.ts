import type { Ids } from '../credentials/ids.ts';
import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { PreAuthCode } from '../messages/authorization-link.ts';
import type { Client } from '../wechat/client.ts';
import { calling } from './wechat.ts';

/** What pre-authorization codes are made with. */
export type PreAuthCodeDeps = { readonly wechat: Client; readonly sealer: Sealer; readonly ids: Ids };

/** Codes for authorization pages, sealed. */
export const createPreAuthCodeActivities = ({ wechat, sealer, ids }: PreAuthCodeDeps) => ({
  /** A code for one view of the page, and the pointer by which the push about it finds the link. */
  createPreAuthCode: (): Promise<PreAuthCode> =>
    calling(async () => {
      const askedAt = Date.now();
      const { pre_auth_code: code, expires_in: life } = await wechat.getPreAuthCode({});
      return {
        code: sealer.seal(owners.preAuthCode, code),
        pointer: ids.hmac('pre-auth-code', code),
        expiresAt: askedAt + life * 1_000,
      };
    }),
});

export type PreAuthCodeActivities = ReturnType<typeof createPreAuthCodeActivities>;
