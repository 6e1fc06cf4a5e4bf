import type { FieldHint } from './progress.ts';

/**
 * How what is submitted to WeChat ends where it does not succeed. `Left` names what stays open there: the next one of this
 * account goes on with it.
 */
export type Unfinished<Left> =
  /** A final no of the audit. */
  | { readonly kind: 'failed'; readonly note: string; readonly hintZh?: string }
  /** Nobody corrected in time what was refused, or the account is not one for it. */
  | ({ readonly kind: 'rejected'; readonly note: string; readonly hints: readonly FieldHint[] } & Left)
  /** The admin refused, and nobody asked again. */
  | ({ readonly kind: 'refused'; readonly note: string } & Left)
  /** A person did not act, nobody paid, or the account was not made ready, in time. */
  | ({ readonly kind: 'expired'; readonly note: string } & Left)
  | ({ readonly kind: 'cancelled'; readonly by: string; readonly why?: string; readonly note?: string } & Left);
