import type { Sealed } from '../messages/sealed.ts';
import { createIds } from './ids.ts';
import type { KeyRing } from './key-ring.ts';
import { createRingCipher } from './ring-cipher.ts';

/** Seals and opens credentials. */
export type Sealer = {
  /** Seals a credential for its owner; see `owners`. */
  seal(owner: string, plaintext: string): Sealed;
  /** The credential. Throws where it is another's, was altered, or its key has left the ring. */
  open(sealed: Sealed, owner: string): string;
};

/** Makes a sealer. Its keys are derived from the ring's, so whoever may decode payloads still opens no credential. */
export const createSealer = (ring: KeyRing, idKey: Buffer): Sealer => {
  const cipher = createRingCipher(ring, 'weft sealed credential');
  const ids = createIds(idKey);
  return {
    seal: (owner, plaintext) => {
      const { keyId, ciphertext } = cipher.encrypt(Buffer.from(plaintext), owner);
      const fingerprint = ids.hmac(`fingerprint of ${owner}`, plaintext);
      return { keyId, owner, fingerprint, ciphertext: ciphertext.toString('base64') };
    },
    open: (sealed, owner) => {
      if (sealed.owner !== owner) {
        throw new Error(`A credential of '${sealed.owner}' can't be opened as one of '${owner}'.`);
      }
      return cipher.decrypt(sealed.keyId, Buffer.from(sealed.ciphertext, 'base64'), owner).toString('utf8');
    },
  };
};
