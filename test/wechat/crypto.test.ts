import { describe, expect, it } from 'vitest';
import { aesKeyOf, decrypt, encrypt, sign, verify } from '../../wechat/crypto.ts';
import { javaDemo, received, urlChecks } from './vectors.ts';

describe('an EncodingAESKey', () => {
  it('becomes the 32 bytes WeChat uses, although its last bits are set', () => {
    expect(aesKeyOf(javaDemo.encodingAesKey).toString('hex')).toBe(javaDemo.aesKeyHex);
  });

  it.each(['', 'short', `${'a'.repeat(42)}*`, 'a'.repeat(44)])(
    'is refused where it is not 43 characters of base64',
    (key) => {
      expect(() => aesKeyOf(key)).toThrow('43 characters');
    },
  );
});

describe('vector A, with fixed random bytes', () => {
  const { token, timestamp, nonce, appid, text, video } = javaDemo;
  const aesKey = aesKeyOf(javaDemo.encodingAesKey);
  const random = Buffer.from(javaDemo.random);

  it.each([text, video])('encrypts and decrypts as published', ({ message, encrypted }) => {
    expect(encrypt(aesKey, message, appid, random)).toBe(encrypted);
    expect(decrypt(aesKey, encrypted)).toEqual({ message, appid });
  });

  it('signs as published, with and without Encrypt', () => {
    expect(sign(token, timestamp, nonce, text.encrypted)).toBe(text.msgSignature);
    expect(sign(token, timestamp, nonce)).toBe(text.signature);
  });
});

describe.each(Object.entries(received))('vector %s', (_name, vector) => {
  const aesKey = aesKeyOf(vector.encodingAesKey);
  const { token, timestamp, nonce, encrypted, message, appid } = vector;

  it('verifies, and no longer with a changed part', () => {
    expect(verify(vector.msgSignature, token, timestamp, nonce, encrypted)).toBe(true);
    expect(verify(vector.msgSignature, token, timestamp, nonce, `${encrypted}=`)).toBe(false);
    expect(verify(vector.msgSignature, 'other', timestamp, nonce, encrypted)).toBe(false);
  });

  it('decrypts to its message, newlines kept, and encrypts to the same text again', () => {
    expect(decrypt(aesKey, encrypted)).toEqual({ message, appid });
    expect(encrypt(aesKey, message, appid, Buffer.from(vector.random))).toBe(encrypted);
  });
});

describe('vector F', () => {
  it.each(urlChecks)('the 3-part signature of a URL check', ({ token, timestamp, nonce, signature }) => {
    expect(sign(token, timestamp, nonce)).toBe(signature);
  });
});

describe('encryption', () => {
  const aesKey = aesKeyOf(javaDemo.encodingAesKey);

  it('brings every length of message back, a full block of padding among them', () => {
    for (let length = 0; length <= 70; length++) {
      const message = '信'.repeat(length);
      expect(decrypt(aesKey, encrypt(aesKey, message, 'wx1'))).toEqual({ message, appid: 'wx1' });
    }
  });

  it('never gives the same text twice', () => {
    expect(encrypt(aesKey, 'same', 'wx1')).not.toBe(encrypt(aesKey, 'same', 'wx1'));
  });

  it('can not be undone with another key', () => {
    const other = aesKeyOf('A'.repeat(43));
    const opened = () => decrypt(other, encrypt(aesKey, 'secret', 'wx1', Buffer.from(javaDemo.random)));
    expect(opened).toThrow();
  });

  it.each(['', 'AAAA', 'not base64 at all', Buffer.alloc(32).toString('base64')])('refuses %j', (ciphertext) => {
    expect(() => decrypt(aesKey, ciphertext)).toThrow();
  });

  it('is not verified by a signature of another length', () => {
    expect(verify('', 'token', '1', '2', 'x')).toBe(false);
    expect(verify('ab', 'token', '1', '2', 'x')).toBe(false);
  });
});
