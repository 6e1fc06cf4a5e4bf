import { actionUpdate } from './actions.ts';
import type { EarlyExchange } from './authorization.ts';
import type { Sealed } from './sealed.ts';

/** A verified callback that found no taker. */
export type UnroutedCallbackInput = {
  /** The inner XML, or its JSON twin; it may hold a credential, so it is sealed. */
  readonly xml: Sealed;
  /** The appid of the URL's path, where there was one. */
  readonly pathAppid?: string;
  readonly receivedAt: string;
  /** The exchange of its authorization code, where the gateway made it itself. */
  readonly early?: EarlyExchange;
  /** Channel and name of the event, its account and the reason, for people. */
  readonly channel: 'component' | 'authorizer';
  readonly name: string;
  readonly appid?: string;
  readonly reason: string;
  /** When to try again by itself before a person is asked, in milliseconds after the first try. */
  readonly tries: readonly number[];
};

/** A start may be under way and visibility lags by seconds: most find their taker at the first of these, in milliseconds. */
export const unroutedTries: readonly number[] = [5_000, 15_000, 60_000, 600_000];

export type UnroutedCallbackOutcome =
  | { readonly kind: 'delivered'; readonly to: string }
  | { readonly kind: 'dismissed'; readonly by: string; readonly why?: string };

/** Route and deliver the callback again. */
export const replay = actionUpdate('replay');
/** Close it without delivering: nobody needs it. */
export const dismiss = actionUpdate('dismiss');
