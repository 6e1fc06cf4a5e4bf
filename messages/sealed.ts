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

/** Whether a value is a sealed credential. */
const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && 'ciphertext' in value && 'fingerprint' in value && 'keyId' in value;

/** Every sealed credential in a value that is JSON, wherever it lies. */
export const credentialsIn = (value: unknown): Sealed[] => {
  if (isSealed(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(credentialsIn) : [];
};

/** The value with each credential replaced that one of `sealed` is the same as: of the same owner and fingerprint. */
export const withCredentials = <T>(value: T, sealed: readonly Sealed[]): T => {
  const replaced = (known: Sealed) =>
    sealed.find(({ owner, fingerprint }) => owner === known.owner && fingerprint === known.fingerprint) ?? known;
  return JSON.parse(JSON.stringify(value), (_name, part) => (isSealed(part) ? replaced(part) : part));
};

/** A sealed token and when it ends, in milliseconds since the epoch. */
export type SealedToken = { readonly token: Sealed; readonly expiresAt: number };

/**
 * How long before its end a token is renewed, in milliseconds. The entity's margin is the wider one, so that whoever finds
 * a token near its end by an own clock gets a new one.
 */
export const renewalMargin = { reader: 10 * 60_000, entity: 11 * 60_000 } as const;
