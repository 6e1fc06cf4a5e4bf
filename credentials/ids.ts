import { createHmac } from 'node:crypto';

/** Identifiers made of what must not be shown: company data, codes, keys of requests. */
export type Ids = {
  /**
   * 32 hex characters, equal for equal values of a kind; nobody without the key can guess a value from it. Kinds in use:
   * `authorization-code`, `pre-auth-code`, `authorization-link`, `enterprise-code`, `wechat-user`, `openid`,
   * `dedupe`, `idempotency-key`, `body`, `cursor`, `inspection`.
   */
  hmac(kind: string, value: string): string;
};

/** Makes ids under one key, which must not change while anything made with it lives. */
export const createIds = (idKey: Buffer): Ids => ({
  hmac: (kind, value) => createHmac('sha256', idKey).update(`${kind}\0${value}`).digest('hex').slice(0, 32),
});
