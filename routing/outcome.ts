/** What became of a callback: to which workflows it went, or why to none. */
export type Outcome =
  | { readonly kind: 'delivered'; readonly to: readonly string[] }
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'unrouted'; readonly appid?: string; readonly reason: string };

export const delivered = (...to: string[]): Outcome => ({ kind: 'delivered', to });
export const ignored = (reason: string): Outcome => ({ kind: 'ignored', reason });
export const unrouted = (reason: string, appid?: string): Outcome => ({
  kind: 'unrouted',
  reason,
  ...(appid ? { appid } : {}),
});
