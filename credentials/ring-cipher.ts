import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/** AES-256-GCM under a ring. `boundTo` is authenticated with the text: decrypting with another one fails. */
export type RingCipher = {
  encrypt(plaintext: Uint8Array, boundTo: string): { readonly keyId: string; readonly ciphertext: Buffer };
  /** Encrypts what is too large for memory: `head` comes before the text, and holds the tag once `seal` was called. */
  stream(boundTo: string): EncryptingStream;
  /** Throws where the ring lacks the key, or the text was altered or bound to something else. */
  decrypt(keyId: string, ciphertext: Uint8Array, boundTo: string): Buffer;
};

/** The parts of one ciphertext as they come. */
export type EncryptingStream = {
  readonly keyId: string;
  /** How many bytes come before the text. */
  readonly headLength: number;
  update(plaintext: Uint8Array): Buffer;
  /** Ends the text; gives the head. */
  seal(): Buffer;
};

const nonceLength = 12;
const tagLength = 16;

/** Makes a cipher with keys derived for one purpose: what is encrypted for one can't be decrypted for another. */
export const createRingCipher = (ring: KeyRing, purpose: string): RingCipher => {
  const keys = ring.map(({ id, key }) => ({ id, key: Buffer.from(hkdfSync('sha256', key, '', purpose, 32)) }));
  const [current] = keys;
  if (!current) throw new Error('The key ring is empty; configure at least one encryption key.');
  const stream = (boundTo: string): EncryptingStream => {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', current.key, nonce).setAAD(Buffer.from(boundTo));
    return {
      keyId: current.id,
      headLength: nonceLength + tagLength,
      update: (plaintext) => cipher.update(plaintext),
      seal: () => {
        // Nothing is left of the text: GCM has no padding.
        cipher.final();
        return Buffer.concat([nonce, cipher.getAuthTag()]);
      },
    };
  };
  return {
    stream,
    encrypt: (plaintext, boundTo) => {
      const { keyId, update, seal } = stream(boundTo);
      const text = update(plaintext);
      return { keyId, ciphertext: Buffer.concat([seal(), text]) };
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
