import { createSignedTokens } from './signed-token.ts';

/** Where pages with a link's token are: a process's page, the two of an authorization link, and those of consents. */
export type PagePath = '/m' | '/authorize/pc' | '/authorize/h5' | '/consents';

/** The addresses of merchants' pages: whoever has one sees one matter until it expires. */
export type PageLinks = {
  /** The address for so many milliseconds from now. */
  href(workflowId: string, life: number, path?: PagePath): string;
  /** What a token opens. */
  open(token: string): OpenedLink;
};

/** What a token proved to be. */
export type OpenedLink =
  | { readonly kind: 'valid'; readonly workflowId: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'forged' };

/** Makes and opens page links. */
export const createPageLinks = (idKey: Buffer, publicUrl: string, clock?: () => number): PageLinks => {
  const tokens = createSignedTokens(idKey, "weft merchants' pages", clock);
  return {
    href: (workflowId, life, path = '/m') => `${publicUrl}${path}/${tokens.sign(workflowId, life)}`,
    open: (token) => {
      const opened = tokens.open(token);
      return opened.kind === 'valid' ? { kind: 'valid', workflowId: opened.subject } : opened;
    },
  };
};
