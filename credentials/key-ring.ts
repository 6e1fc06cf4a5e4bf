/** Encryption keys: the first encrypts, all decrypt, so that a key can be replaced while values under the old one live. */
export type KeyRing = readonly { readonly id: string; readonly key: Buffer }[];

/**
 * Reads a ring from `id:base64,id2:base64`, 32 bytes a key.
 * Throws a sentence that names the entry by its position, never its content.
 */
export const parseKeyRing = (text: string): KeyRing => {
  const ring = text.split(',').map(parseEntry);
  if (new Set(ring.map(({ id }) => id)).size < ring.length) {
    throw new Error('Two keys of the ring have the same id; give each its own.');
  }
  return ring;
};

const parseEntry = (entry: string, index: number) => {
  const [id = '', base64 = ''] = entry.trim().split(':');
  const key = Buffer.from(base64, 'base64');
  if (!/^[\w.-]{1,32}$/.test(id) || key.length !== 32) {
    throw new Error(
      `Key ${index + 1} of the ring is not \`id:base64\` of 32 bytes; make one with: echo "k1:$(openssl rand -base64 32)"`,
    );
  }
  return { id, key };
};
