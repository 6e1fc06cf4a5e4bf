import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/** AES-256-GCM under a ring. `boundTo` is authenticated with the text: decrypting with another one fails. */
export type RingCipher = {
  encrypt(plaintext: Uint8Array, boundTo: string): { readonly keyId: string; readonly ciphertext: Buffer };
  /** Throws where the ring lacks the key, or the text was altered or bound to something else. */
  decrypt(keyId: string, ciphertext: Uint8Array, boundTo: string): Buffer;
};

const nonceLength = 12;
const tagLength = 16;

/** Makes a cipher with keys derived for one purpose: what is encrypted for one can't be decrypted for another. */
export const createRingCipher = (ring: KeyRing, purpose: string): RingCipher => {
  const keys = ring.map(({ id, key }) => ({ id, key: Buffer.from(hkdfSync('sha256', key, '', purpose, 32)) }));
  const [current] = keys;
  if (!current) throw new Error('The key ring is empty; configure at least one encryption key.');
  return {
    encrypt: (plaintext, boundTo) => {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', current.key, nonce).setAAD(Buffer.from(boundTo));
      const text = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      return { keyId: current.id, ciphertext: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
    },
    decrypt: (keyId, ciphertext, boundTo) => {
      const key = keys.find(({ id }) => id === keyId)?.key;
      if (!key)
        throw new Error(`The key ring has no key '${keyId}'; add the key back that this value was encrypted with.`);
      const bytes = Buffer.from(ciphertext);
      const text = nonceLength + tagLength;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength))
        .setAAD(Buffer.from(boundTo))
        .setAuthTag(bytes.subarray(nonceLength, text));
      return Buffer.concat([decipher.update(bytes.subarray(text)), decipher.final()]);
    },
  };
};
