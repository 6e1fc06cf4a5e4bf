/** A credential outside `credentials/`, `activities/` and the gateway: encrypted, bound to its owner, told apart by its fingerprint. */
export type Sealed = {
  /** The key of the ring it was sealed with. */
  readonly keyId: string;
  /** Whose credential and which: `component:ticket`, `authorizer:wx1:access-token`. */
  readonly owner: string;
  /** Equal for equal credentials: an HMAC, so nothing can be guessed from it. */
  readonly fingerprint: string;
  readonly ciphertext: string;
};

/** A sealed token and when it ends, in milliseconds since the epoch. */
export type SealedToken = { readonly token: Sealed; readonly expiresAt: number };
