import { renewalMargin, type SealedToken } from '../messages/sealed.ts';

/** Whether a token may still be handed out: it has not been found stale, and its end (milliseconds) is not near. */
export const isUsable = (
  token: SealedToken | undefined,
  stale: string | undefined,
  now: number,
): token is SealedToken =>
  token !== undefined && token.token.fingerprint !== stale && token.expiresAt - now > renewalMargin.entity;
