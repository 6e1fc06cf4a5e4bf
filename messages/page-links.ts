import type { Request } from './actions.ts';

/** The longest that a link to a merchant's page may work, in milliseconds: a revocation is kept as long. */
export const longestPageLife = 200 * 24 * 3_600_000;

/** A revocation of links; `until` is when the last of them would have ended, in milliseconds since the epoch. */
export type PageRevocationInput = { readonly until: number; readonly request: Request };

/** What a revocation keeps in its memo, where it is read without a worker: links made up to then are dead. */
export type PageRevocationMemo = { readonly revokedAt: number };
