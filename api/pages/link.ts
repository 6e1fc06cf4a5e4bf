import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** The addresses of merchants' pages: whoever has one sees one matter until it expires. */
export type PageLinks = {
  /** The address for so many milliseconds from now. */
  href(workflowId: string, life: number): string;
  /** What a token opens. */
  open(token: string): OpenedLink;
};

/** What a token proved to be. */
export type OpenedLink =
  | { readonly kind: 'valid'; readonly workflowId: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'forged' };

/** Makes and opens page links; the key is derived from the id key, so links live as long as ids do. */
export const createPageLinks = (
  idKey: Buffer,
  publicUrl: string,
  clock: () => number = () => Date.now(),
): PageLinks => {
  const key = Buffer.from(hkdfSync('sha256', idKey, '', "weft merchants' pages", 32));
  const signatureOf = (claim: string) => createHmac('sha256', key).update(claim).digest('base64url');
  return {
    href: (workflowId, life) => {
      const claim = `${Buffer.from(workflowId).toString('base64url')}.${Math.ceil((clock() + life) / 1000).toString(36)}`;
      return `${publicUrl}/m/${claim}.${signatureOf(claim)}`;
    },
    open: (token) => {
      const [subject = '', expiry = '', signature = '', ...rest] = token.split('.');
      const given = Buffer.from(signature);
      const expected = Buffer.from(signatureOf(`${subject}.${expiry}`));
      const genuine = rest.length === 0 && given.length === expected.length && timingSafeEqual(given, expected);
      if (!genuine) return { kind: 'forged' };
      if (Number.parseInt(expiry, 36) * 1000 <= clock()) return { kind: 'expired' };
      return { kind: 'valid', workflowId: Buffer.from(subject, 'base64url').toString() };
    },
  };
};
