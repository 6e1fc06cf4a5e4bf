import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a token proved to be. */
export type OpenedToken =
  | { readonly kind: 'valid'; readonly subject: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'forged' };

/** Tokens that name a subject until they expire; they may stand in a path. */
export type SignedTokens = {
  /** A token that holds for so many milliseconds from now. */
  sign(subject: string, life: number): string;
  open(token: string): OpenedToken;
};

/** Makes tokens for one purpose, under a key of its own derived from the id key: they live as long as ids do. */
export const createSignedTokens = (
  idKey: Buffer,
  purpose: string,
  clock: () => number = () => Date.now(),
): SignedTokens => {
  const key = Buffer.from(hkdfSync('sha256', idKey, '', purpose, 32));
  const signatureOf = (claim: string) => createHmac('sha256', key).update(claim).digest('base64url');
  return {
    sign: (subject, life) => {
      const claim = `${Buffer.from(subject).toString('base64url')}.${Math.ceil((clock() + life) / 1000).toString(36)}`;
      return `${claim}.${signatureOf(claim)}`;
    },
    open: (token) => {
      const [subject = '', expiry = '', signature = '', ...rest] = token.split('.');
      const given = Buffer.from(signature);
      const expected = Buffer.from(signatureOf(`${subject}.${expiry}`));
      const genuine = rest.length === 0 && given.length === expected.length && timingSafeEqual(given, expected);
      if (!genuine) return { kind: 'forged' };
      if (Number.parseInt(expiry, 36) * 1000 <= clock()) return { kind: 'expired' };
      return { kind: 'valid', subject: Buffer.from(subject, 'base64url').toString() };
    },
  };
};
