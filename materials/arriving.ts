import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { RingCipher } from '../credentials/ring-cipher.ts';
import type { MaterialLimits } from './store.ts';
import { type MaterialType, signatureLength, typeOf } from './types.ts';

/** What a file that was written proved to be. */
export type Arrived =
  | { readonly kind: 'arrived'; readonly hash: string; readonly type: MaterialType; readonly size: number }
  | { readonly kind: 'empty' | 'other-type' }
  | { readonly kind: 'too-large'; readonly largest: number };

/** Writes a file as it comes: the id of its key, then the ciphertext. It is synced before it counts. */
export const writeArriving = async (
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  limits: MaterialLimits,
  cipher: RingCipher,
): Promise<Arrived> => {
  const { keyId, headLength, update, seal } = cipher.stream('');
  const label = labelOf(keyId);
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let type: MaterialType | undefined;
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    await file.write(Buffer.concat([label, Buffer.alloc(headLength)]));
    for await (const chunk of bytes) {
      size += chunk.length;
      if (head.length < signatureLength) head = Buffer.concat([head, chunk]).subarray(0, signatureLength);
      if (head.length === signatureLength) type ??= typeOf(head);
      const largest = type && limits[type];
      if (head.length === signatureLength && largest === undefined) return { kind: 'other-type' };
      if (largest !== undefined && size > largest) return { kind: 'too-large', largest };
      hash.update(chunk);
      await file.write(update(chunk));
    }
    if (!type) return { kind: size === 0 ? 'empty' : 'other-type' };
    await file.write(seal(), 0, headLength, label.length);
    await file.sync();
    return { kind: 'arrived', hash: hash.digest('hex'), type, size };
  } finally {
    await file.close();
  }
};

/** The content of a written file. */
export const contentOf = (written: Buffer, cipher: RingCipher): Buffer => {
  const length = written[0] ?? 0;
  const keyId = written.subarray(1, 1 + length).toString();
  return cipher.decrypt(keyId, written.subarray(1 + length), '');
};

/** The id of a key, behind its length: 32 characters at most. */
const labelOf = (keyId: string) => Buffer.concat([Buffer.from([keyId.length]), Buffer.from(keyId)]);
