import { describe, expect, it } from 'vitest';
import {
  type CallbackKeys,
  checkPlatform,
  checkSignature,
  checkTime,
  decryptWith,
  parseOuter,
  readQuery,
  refusals,
  verifyCallback,
} from '../../api/callbacks/verify.ts';
import { aesKeyOf } from '../../wechat/crypto.ts';
import { received } from '../wechat/vectors.ts';
import { platform, previousAesKey, pushOf } from './platform.ts';

const official = received['E, relayed for a mini program'];
const keys: CallbackKeys = { token: official.token, aesKey: aesKeyOf(official.encodingAesKey) };
const query = {
  signature: 'cc0c594499c1634947d5b502f158ee518947db27',
  timestamp: official.timestamp,
  nonce: official.nonce,
  openid: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY',
  encrypt_type: 'aes',
  msg_signature: official.msgSignature,
};
const signed = { timestamp: official.timestamp, nonce: official.nonce, signature: official.msgSignature };
const body = Buffer.from(
  `<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName><Encrypt><![CDATA[${official.encrypted}]]></Encrypt></xml>`,
);
const now = Number(official.timestamp) * 1_000;

describe("WeChat's own example, step by step", () => {
  it('has its query read, without the 3-part signature', () => {
    expect(readQuery(query)).toEqual(signed);
  });

  it('has Encrypt read from its outer XML', () => {
    expect(parseOuter(body)).toEqual({ encrypted: official.encrypted });
  });

  it('is signed with the token', () => {
    expect(checkSignature(official.token, signed, official.encrypted)).toBeUndefined();
    expect(checkSignature('BBBBB', signed, official.encrypted)).toBe(refusals.signature);
  });

  it('is of its time only, 300 seconds either way', () => {
    expect(checkTime(signed, now + 300_000)).toBeUndefined();
    expect(checkTime(signed, now - 300_000)).toBeUndefined();
    expect(checkTime(signed, now + 301_000)).toBe(refusals.forbidden);
    expect(checkTime(signed, now - 301_000)).toBe(refusals.forbidden);
  });

  it('is decrypted to a message that ends with the appid of the platform', () => {
    const decrypted = { message: official.message, appid: official.appid };
    expect(decryptWith(keys, official.encrypted)).toEqual({ ...decrypted, aesKey: keys.aesKey });
    expect(checkPlatform(official.appid, decrypted)).toBeUndefined();
    expect(checkPlatform('wxba5fad812f8e6fb9', decrypted)).toBe(refusals.forbidden);
  });

  it('passes all steps in one', () => {
    expect(verifyCallback({ component: { appid: official.appid }, callback: keys }, { query, body }, now)).toEqual({
      encrypted: official.encrypted,
      message: official.message,
      aesKey: keys.aesKey,
      nonce: official.nonce,
    });
  });
});

describe('a query', () => {
  it.each([
    ['no timestamp', { nonce: '1', msg_signature: 'x' }],
    ['no nonce', { timestamp: '1', msg_signature: 'x' }],
    ['a timestamp that is no number', { timestamp: '1e9', nonce: '1', msg_signature: 'x' }],
    ['two timestamps', { timestamp: ['1', '2'], nonce: '1', msg_signature: 'x' }],
    ['a nested signature', { timestamp: '1', nonce: '1', msg_signature: { a: '1' } }],
  ])('with %s is malformed', (_what, malformed) => {
    expect(readQuery(malformed)).toBe(refusals.malformed);
  });

  it('without msg_signature is read, for its signature to be refused', () => {
    const { msg_signature, ...unsigned } = query;
    expect(readQuery(unsigned)).toEqual({ ...signed, signature: '' });
    expect(checkSignature(official.token, { ...signed, signature: '' }, official.encrypted)).toBe(refusals.signature);
  });
});

describe('keys', () => {
  it('open what came under the current one or the one before, and nothing else', () => {
    const both = { ...platform.callback, previousAesKey };
    const { encrypted } = pushOf('<xml/>', { aesKey: previousAesKey });
    expect(decryptWith(both, pushOf('<xml/>').encrypted)).toMatchObject({ message: '<xml/>' });
    expect(decryptWith(both, encrypted)).toMatchObject({ message: '<xml/>' });
    expect(decryptWith(platform.callback, encrypted)).toBe(refusals.forbidden);
  });
});

describe('the order of the steps', () => {
  it('decrypts nothing before the signature holds', () => {
    const unreadable = { query, body: Buffer.from('<xml><Encrypt>AAAA</Encrypt></xml>') };
    const withKeys = { component: { appid: official.appid }, callback: keys };
    expect(verifyCallback(withKeys, unreadable, now)).toBe(refusals.signature);
  });
});
