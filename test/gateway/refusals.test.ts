import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Inbox } from '../../api/callbacks/inbox.ts';
import { aesKeyOf, decrypt } from '../../wechat/crypto.ts';
import { encryptedOf, listeningGateway, temporaryInbox } from './gateway.ts';
import { authorizerEvent, platform, previousAesKey, pushOf, ticket } from './platform.ts';

const gateway = async (deps = {}) => {
  const inbox = await temporaryInbox();
  return { inbox, ...(await listeningGateway({ inbox, ...deps })) };
};

const entriesOf = (inbox: Inbox) =>
  (['codes', 'others'] as const).flatMap((lane) => inbox.keys(lane, 0, 100)).map((key) => inbox.read(key));

describe('a push of WeChat', () => {
  it.each(['/callbacks/component', '/callbacks/authorizers', '/callbacks/authorizers/wx_merchant'])(
    'to %s is answered with the seven bytes "success" and lies encrypted in the inbox',
    async (path) => {
      const { inbox, push } = await gateway();
      const { status, said, headers } = await push(ticket('ticket@@@plain'), { path });
      expect([status, said]).toEqual([200, 'success']);
      expect(headers.get('content-type')).toMatch(/^text\/plain/);
      expect(headers.get('content-length')).toBe('7');
      const [entry] = entriesOf(inbox);
      expect(JSON.stringify(entry)).not.toContain('plain');
      expect(decrypt(platform.callback.aesKey, encryptedOf(entry) ?? '').message).toContain('ticket@@@plain');
    },
  );

  it.each([
    ['/callbacks/authorizers/wx_merchant', 'wx_merchant'],
    ['/callbacks/authorizers', undefined],
    ['/callbacks/component', undefined],
    ['/callbacks/authorizers/$APPID$', undefined],
    [`/callbacks/authorizers/${'a'.repeat(1_000)}`, undefined],
    ["/callbacks/authorizers/wx'%20OR", undefined],
  ])('to %s keeps what looks like an appid in its path', async (path, pathAppid) => {
    const { inbox, push } = await gateway();
    expect(await push(authorizerEvent('weapp_audit_success', 'gh_1'), { path })).toMatchObject({ status: 200 });
    expect(entriesOf(inbox)[0]?.pathAppid).toBe(pathAppid);
  });

  it('is taken with whatever Content-Type, a BOM and 300 s of clock skew', async () => {
    const { send, push } = await gateway();
    const { query, body } = pushOf(ticket());
    const headers = { 'content-type': 'application/octet-stream' };
    expect(await send(`/callbacks/component?${query}`, `\uFEFF${body}`, { headers })).toMatchObject({ status: 200 });
    expect(await push(ticket(), { timestamp: Date.now() / 1_000 - 295 })).toMatchObject({ status: 400 });
    expect(await push(ticket(), { timestamp: Math.floor(Date.now() / 1_000) - 295 })).toMatchObject({ status: 200 });
    expect(await push(ticket(), { timestamp: Math.floor(Date.now() / 1_000) + 295 })).toMatchObject({ status: 200 });
  });

  it('is taken under the previous AES key while it is configured', async () => {
    const { push } = await gateway({ callback: { ...platform.callback, previousAesKey } });
    expect(await push(ticket(), { aesKey: previousAesKey })).toMatchObject({ status: 200, said: 'success' });
  });

  it('is taken although its inner XML can not be read: nothing verified is dropped', async () => {
    const { inbox, push } = await gateway();
    expect(await push('not XML at all')).toMatchObject({ status: 200 });
    expect(inbox.waiting().count).toBe(1);
  });

  it('is asked for again where the inbox can not take it', async () => {
    const inbox = await temporaryInbox();
    const full = { ...inbox, commit: () => Promise.reject(new Error('MDB_MAP_FULL')) };
    const { push } = await listeningGateway({ inbox: full });
    expect(await push(ticket())).toMatchObject({ status: 503, said: 'Service Unavailable' });
  });
});

describe('a request that is not a push of WeChat to this platform', () => {
  const { query, body } = pushOf(ticket());
  const changed = (name: string, value: string | undefined) => {
    const other = new URLSearchParams(query);
    if (value === undefined) other.delete(name);
    else other.set(name, value);
    return other;
  };
  const otherKey = aesKeyOf('A'.repeat(43));

  it.each([
    ['a wrong signature', changed('msg_signature', '0'.repeat(40)), body, 401],
    ['a signature of another length', changed('msg_signature', 'abc'), body, 401],
    ['no msg_signature: the 3-part signature alone proves nothing', changed('msg_signature', undefined), body, 401],
    ['the 3-part signature as msg_signature', changed('msg_signature', query.get('signature') ?? ''), body, 401],
    ['an altered body', query, body.replace(/Encrypt><!\[CDATA\[./, 'Encrypt><![CDATA[='), 401],
    ['an altered nonce', changed('nonce', '1'), body, 401],
    ['an altered timestamp', changed('timestamp', String(Number(query.get('timestamp')) + 1)), body, 401],
    ["another platform's token", pushOf(ticket(), { token: 'another' }).query, body, 401],
    ['no timestamp', changed('timestamp', undefined), body, 400],
    ['no nonce', changed('nonce', undefined), body, 400],
    ['no query', new URLSearchParams(), body, 400],
    ['no body', query, '', 400],
    ['JSON', query, '{"Encrypt":"x"}', 400],
    ['XML that is not well-formed', query, body.replace('</xml>', ''), 400],
    ['XML without Encrypt', query, '<xml><ToUserName>gh_1</ToUserName></xml>', 400],
    ['an empty Encrypt', query, '<xml><Encrypt></Encrypt></xml>', 400],
    ['an Encrypt with children', query, '<xml><Encrypt><a>1</a></Encrypt></xml>', 400],
    ['a DTD', query, `<!DOCTYPE xml [<!ENTITY a "b">]>${body}`, 400],
    ['an entity of its own', query, body.replace('<xml>', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><b>&a;</b>'), 400],
  ])('with %s is refused', async (_what, withQuery, withBody, status) => {
    const { inbox, send } = await gateway();
    const answer = await send(`/callbacks/component?${withQuery}`, withBody);
    expect(answer.status).toBe(status);
    expect(answer.said).toBe({ 400: 'Bad Request', 401: 'Unauthorized' }[status]);
    expect(inbox.waiting()).toEqual({ count: 0 });
  });

  it.each([
    ['a timestamp 301 s ago', { timestamp: Math.floor(Date.now() / 1_000) - 301 }],
    ['a timestamp 310 s ahead', { timestamp: Math.floor(Date.now() / 1_000) + 310 }],
    ['another appid at its tail', { appid: 'wx_another' }],
    ['a key that is not ours', { aesKey: otherKey }],
    ['the previous key, no longer configured', { aesKey: previousAesKey }],
  ])('though signed, with %s is refused', async (_what, options) => {
    const { inbox, push } = await gateway();
    const answer = await push(ticket(), options);
    expect([answer.status, answer.said]).toEqual([403, 'Forbidden']);
    expect(inbox.waiting()).toEqual({ count: 0 });
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'])('made with %s is refused', async (method) => {
    const { send } = await gateway();
    const answer = await send(`/callbacks/authorizers/wx_merchant?${query}`, null, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('of more than 64 KiB is refused, one of 64 KiB is read', async () => {
    const { send } = await gateway();
    expect(await send(`/callbacks/component?${query}`, 'x'.repeat(65_537))).toMatchObject({ status: 413 });
    expect(await send(`/callbacks/component?${query}`, 'x'.repeat(65_536))).toMatchObject({ status: 400 });
  });

  it('of unknown length and more than 64 KiB is refused', async () => {
    const { url } = await gateway();
    const status = await new Promise((resolve, reject) => {
      const chunked = request(`${url}/callbacks/component?${query}`, { method: 'POST' }, (response) =>
        resolve(response.resume().statusCode),
      ).on('error', reject);
      chunked.write('x'.repeat(40_000));
      chunked.end('x'.repeat(40_000));
    });
    expect(status).toBe(413);
  });

  it('that is compressed is refused', async () => {
    const { send } = await gateway();
    const headers = { 'content-encoding': 'gzip' };
    expect(await send(`/callbacks/component?${query}`, body, { headers })).toMatchObject({ status: 400 });
  });

  it('on a path that can not be decoded is refused', async () => {
    const { send } = await gateway();
    expect(await send(`/callbacks/authorizers/%zz?${query}`, body)).toMatchObject({ status: 400 });
  });
});
