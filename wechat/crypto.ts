import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const block = 32;

/** The AES key in an EncodingAESKey of 43 characters; its last 2 bits may be set, which Node's decoder ignores. */
export const aesKeyOf = (encodingAesKey: string): Buffer => {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  if (encodingAesKey.length !== 43 || key.length !== 32)
    throw new Error('EncodingAESKey must be 43 characters of base64.');
  return key;
};

/** `msg_signature` over token, timestamp, nonce and Encrypt; without Encrypt the `signature` of a plain URL check. */
export const sign = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex');

/** Whether a signature is the one over these parts; compared in constant time. */
export const verify = (signature: string, ...parts: string[]): boolean => {
  const expected = Buffer.from(sign(...parts));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
};

/** Encrypts a message for the platform `appid`; `random` is 16 bytes and only tests choose it. */
export const encrypt = (
  aesKey: Buffer,
  message: string,
  appid: string,
  random: Buffer = Buffer.from(randomBytes(8).toString('hex')),
): string => {
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([random, length, text, Buffer.from(appid)]);
  const padding = block - (plain.length % block);
  const cipher = createCipheriv('aes-256-cbc', aesKey, aesKey.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    'base64',
  );
};

/** A decrypted push: the message and the appid at its tail, which is the component's in both kinds of callback. */
export type Decrypted = { message: string; appid: string };

/** Decrypts `Encrypt`; throws where key, padding or lengths don't fit. */
export const decrypt = (aesKey: Buffer, ciphertext: string): Decrypted => {
  const decipher = createDecipheriv('aes-256-cbc', aesKey, aesKey.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()]);
  const padding = padded[padded.length - 1] ?? 0;
  if (padding < 1 || padding > block) throw new Error('The padding of the callback is wrong.');
  const plain = padded.subarray(0, padded.length - padding);
  if (plain.length < 20) throw new Error('The callback is too short.');
  const end = 20 + plain.readUInt32BE(16);
  if (end > plain.length) throw new Error('The length inside the callback is wrong.');
  return { message: plain.toString('utf8', 20, end), appid: plain.toString('utf8', end) };
};
