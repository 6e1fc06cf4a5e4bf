import { longestPageLife } from '../../messages/page-links.ts';
import { createSignedTokens } from './signed-token.ts';

/** Where pages with a link's token are: a process's page, those of an authorization link, the way to one for what a process lacks, consents. */
const pagePaths = ['/m', '/authorize/pc', '/authorize/h5', '/authorize/lacking', '/consents'] as const;
export type PagePath = (typeof pagePaths)[number];

/** The addresses of merchants' pages: whoever has one sees what it is for until it expires or is revoked. */
export type PageLinks = {
  /** The address of a process's page, or of what `pageSubjects` names, for so many milliseconds from now or `issuedAt`. */
  href(subject: string, life: number, path?: PagePath, issuedAt?: number): string;
  /** What a token opens; whether it was revoked Temporal knows. */
  open(token: string): OpenedLink;
  /**
   * A link of ours that stands on a page, as if made when the page's own link was: a page whose link was made after a
   * revocation leads to no dead links. It ends when it did. Any other address stays as it is.
   */
  asOf(issuedAt: number, href: string): string;
};

/** A genuine link: what it is for, a workflow's id or what `pageSubjects` names, and when it was made, in milliseconds. */
export type ValidLink = { readonly kind: 'valid'; readonly workflowId: string; readonly issuedAt: number };

/** What a token proved to be. */
export type OpenedLink = ValidLink | { readonly kind: 'expired' } | { readonly kind: 'forged' };

const ofMerchant = 'merchant:';

/** What a link may be for beside a process: a merchant, who has no workflow of that id. */
export const pageSubjects = {
  merchant: (merchantId: string) => ofMerchant + merchantId,
  /** The merchant that a link is for, where it is for one. */
  merchantIn: (subject: string) => (subject.startsWith(ofMerchant) ? subject.slice(ofMerchant.length) : undefined),
} as const;

/** Makes and opens page links. */
export const createPageLinks = (idKey: Buffer, publicUrl: string, clock?: () => number): PageLinks => {
  const tokens = createSignedTokens(idKey, "weft merchants' pages", clock);
  const href: PageLinks['href'] = (subject, life, path = '/m', issuedAt) => {
    // A link that outlives a revocation would come back to life.
    if (life > longestPageLife) throw new RangeError(`A link works for ${longestPageLife} ms at most.`);
    return `${publicUrl}${path}/${tokens.sign(subject, life, issuedAt)}`;
  };
  return {
    href,
    open: (token) => {
      const opened = tokens.open(token);
      if (opened.kind !== 'valid') return opened;
      return { kind: 'valid', workflowId: opened.subject, issuedAt: opened.issuedAt };
    },
    asOf: (issuedAt, given) => {
      const path = pagePaths.find((each) => given.startsWith(`${publicUrl}${each}/`));
      const opened = path && tokens.open(given.slice(`${publicUrl}${path}/`.length));
      if (opened?.kind !== 'valid' || issuedAt <= opened.issuedAt) return given;
      return href(opened.subject, opened.expiresAt - issuedAt, path, issuedAt);
    },
  };
};
