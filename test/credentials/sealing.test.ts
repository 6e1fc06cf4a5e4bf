import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createIds } from '../../credentials/ids.ts';
import { parseKeyRing } from '../../credentials/key-ring.ts';
import { createRingCipher } from '../../credentials/ring-cipher.ts';
import { createSealer } from '../../credentials/sealer.ts';

const older = { id: 'older', key: randomBytes(32) };
const newer = { id: 'newer', key: randomBytes(32) };
const idKey = randomBytes(32);

describe('a key ring', () => {
  it('is read from id:base64 entries in their order', () => {
    const text = `newer:${newer.key.toString('base64')}, older:${older.key.toString('base64')}`;
    expect(parseKeyRing(text)).toEqual([newer, older]);
  });

  it.each(['', 'k1', 'k1:', `k1:${randomBytes(16).toString('base64')}`, `:${randomBytes(32).toString('base64')}`])(
    'refuses an entry that is no id with 32 bytes, without repeating it: %j',
    (entry) => {
      expect(() => parseKeyRing(`newer:${newer.key.toString('base64')},${entry}`)).toThrow(/^Key 2 of the ring is not/);
    },
  );

  it('refuses two keys of one id', () => {
    const entry = `k1:${newer.key.toString('base64')}`;
    expect(() => parseKeyRing(`${entry},${entry}`)).toThrow('same id');
  });
});

describe('a sealed credential', () => {
  const sealer = createSealer([newer, older], idKey);

  it('opens for its owner and shows nothing of itself', () => {
    const sealed = sealer.seal('component:ticket', 'ticket@@@secret');
    expect(sealer.open(sealed, 'component:ticket')).toBe('ticket@@@secret');
    expect(JSON.stringify(sealed)).not.toContain('secret');
    expect(sealed).toMatchObject({ keyId: 'newer', owner: 'component:ticket' });
  });

  it('does not open for another owner, also where the owner written on it is changed', () => {
    const sealed = sealer.seal('authorizer:wx1:access-token', 'token');
    const other = 'authorizer:wx2:access-token';
    expect(() => sealer.open(sealed, other)).toThrow("of 'authorizer:wx1:access-token' can't be opened");
    expect(() => sealer.open({ ...sealed, owner: other }, other)).toThrow();
  });

  it('does not open once it was altered', () => {
    const sealed = sealer.seal('component:ticket', 'ticket');
    const bytes = Buffer.from(sealed.ciphertext, 'base64');
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    expect(() => sealer.open({ ...sealed, ciphertext: bytes.toString('base64') }, 'component:ticket')).toThrow();
  });

  it('opens after its key was replaced, and not after its key has left the ring', () => {
    const sealed = createSealer([older], idKey).seal('component:ticket', 'ticket');
    expect(sealer.open(sealed, 'component:ticket')).toBe('ticket');
    expect(() => createSealer([newer], idKey).open(sealed, 'component:ticket')).toThrow("no key 'older'");
  });

  it('has the fingerprint of its equals, whatever key sealed them, and of nothing else', () => {
    const fingerprint = (owner: string, plaintext: string, ring = [newer]) =>
      createSealer(ring, idKey).seal(owner, plaintext).fingerprint;
    expect(fingerprint('a', 'x')).toBe(fingerprint('a', 'x', [older]));
    expect(fingerprint('a', 'x')).not.toBe(fingerprint('a', 'y'));
    expect(fingerprint('a', 'x')).not.toBe(fingerprint('b', 'x'));
    expect(fingerprint('a', 'x')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('does not open with keys derived for another purpose', () => {
    const { ciphertext, keyId } = sealer.seal('component:ticket', 'ticket');
    const codec = createRingCipher([newer], 'weft payload codec');
    expect(() => codec.decrypt(keyId, Buffer.from(ciphertext, 'base64'), 'component:ticket')).toThrow();
  });
});

describe('ids', () => {
  it('are equal for equal values of one kind under one key, and 32 hex characters long', () => {
    const ids = createIds(idKey);
    expect(ids.hmac('enterprise-code', '91440300MA5EXAMPLE')).toBe(ids.hmac('enterprise-code', '91440300MA5EXAMPLE'));
    expect(ids.hmac('enterprise-code', 'x')).not.toBe(ids.hmac('body', 'x'));
    expect(ids.hmac('enterprise-code', 'x')).not.toBe(createIds(randomBytes(32)).hmac('enterprise-code', 'x'));
    expect(ids.hmac('body', '')).toMatch(/^[0-9a-f]{32}$/);
  });
});
