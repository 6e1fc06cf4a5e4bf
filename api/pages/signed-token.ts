import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a token proved to be; times in milliseconds since the epoch. */
export type OpenedToken =
  | {
      readonly kind: 'valid';
      readonly subject: string;
      readonly issuedAt: number;
      readonly expiresAt: number;
    }
  | { readonly kind: 'expired' }
  | { readonly kind: 'forged' };

/** Tokens that name a subject until they expire; they may stand in a path. */
export type SignedTokens = {
  /** A token that holds for so many milliseconds from now, or from when it is said to be made. */
  sign(subject: string, life: number, issuedAt?: number): string;
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
    sign: (subject, life, issuedAt = clock()) => {
      const times = [issuedAt, issuedAt + life].map((time) => time.toString(36)).join('.');
      const claim = `${Buffer.from(subject).toString('base64url')}.${times}`;
      return `${claim}.${signatureOf(claim)}`;
    },
    open: (token) => {
      const [subject = '', issued = '', expiry = '', signature = '', ...rest] = token.split('.');
      const given = Buffer.from(signature);
      const expected = Buffer.from(signatureOf(`${subject}.${issued}.${expiry}`));
      const genuine = rest.length === 0 && given.length === expected.length && timingSafeEqual(given, expected);
      if (!genuine) return { kind: 'forged' };
      const expiresAt = Number.parseInt(expiry, 36);
      if (expiresAt <= clock()) return { kind: 'expired' };
      return {
        kind: 'valid',
        subject: Buffer.from(subject, 'base64url').toString(),
        issuedAt: Number.parseInt(issued, 36),
        expiresAt,
      };
    },
  };
};
