import type { Sealed } from './sealed.ts';

/** A callback that a rule forwards to a service of the provider's own. */
export type CallbackForwardInput = {
  /** The inner XML; users' words are nobody else's business, so it is sealed. */
  readonly xml: Sealed;
  /** The rule that forwards it. */
  readonly rule: string;
  /** Equal for each try, so that the service takes it once. */
  readonly id: string;
  readonly appid?: string;
  /** ISO 8601. */
  readonly receivedAt: string;
  /** What is tried again by itself before a person is asked, in milliseconds from the first try. */
  readonly patience: number;
};

/** How long a service may be away before ops are asked, in milliseconds. */
export const forwardPatience = 24 * 3_600_000;

export type CallbackForwardOutcome =
  | { readonly kind: 'forwarded'; readonly status: number }
  | { readonly kind: 'cancelled'; readonly by: string; readonly why?: string };
