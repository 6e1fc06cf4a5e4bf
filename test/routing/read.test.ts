import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createIds } from '../../credentials/ids.ts';
import { owners } from '../../credentials/owners.ts';
import { createSealer } from '../../credentials/sealer.ts';
import type { EventName } from '../../messages/delivery.ts';
import { codeInXml } from '../../routing/code.ts';
import { declarations } from '../../routing/declared.ts';
import { dedupeKeyOf } from '../../routing/dedupe.ts';
import { placeOf } from '../../routing/place.ts';
import { type ReadEvent, readCallback } from '../../routing/read.ts';
import { sealPayload } from '../../routing/seal.ts';
import { readBody } from '../../wechat/body.ts';
import * as events from '../../wechat/events/index.ts';
import { buildXml } from '../../wechat/xml.ts';
import { authorizerEvent, componentEvent, ticket } from '../gateway/platform.ts';
import { pushes } from '../wechat/pushes/index.ts';

const read = (xml: string, pathAppid?: string) =>
  readCallback({ xml, receivedAt: 1, ...(pathAppid ? { pathAppid } : {}) });
const readEvent = (xml: string): ReadEvent => {
  const reading = read(xml);
  if (reading.kind !== 'event') throw new Error(`expected an event, read ${JSON.stringify(reading)}`);
  return reading;
};

describe('reading a callback', () => {
  it.each(Object.keys(events))('finds the declaration of %s by what is inside', (event) => {
    const [sample] = pushes[event] ?? [];
    expect(read(sample?.xml ?? '')).toEqual({ kind: 'event', event, payload: sample?.read });
  });

  it.each([
    [
      'InfoType',
      componentEvent('notify_new_thing', { AuthorizerAppid: 'wx1' }),
      'component',
      'notify_new_thing',
      'wx1',
    ],
    ['Event', authorizerEvent('wxa_new_thing', 'gh_1'), 'authorizer', 'wxa_new_thing', 'wx_path'],
  ])('names what an unknown %s is, for people', (_field, xml, channel, name, appid) => {
    const reason = `No event "${name}" is declared.`;
    expect(read(xml, 'wx_path')).toEqual({ kind: 'unreadable', channel, name, appid, reason, declared: false });
  });

  it('names the fields that do not fit, and none of their values', () => {
    const misfit = componentEvent('authorized', { AuthorizerAppid: 'wx1', AuthorizationCode: { nested: 'secret' } });
    const reading = read(misfit);
    expect(reading).toMatchObject({
      kind: 'unreadable',
      reason: 'It does not fit its declaration at: AuthorizationCode.',
    });
    expect(JSON.stringify(reading)).not.toContain('secret');
  });

  it('cuts an endless name: it becomes part of what Temporal shows', () => {
    expect(read(componentEvent('x'.repeat(5_000), {}))).toMatchObject({ kind: 'unreadable', name: 'x'.repeat(64) });
  });

  it.each([
    ['no XML', 'hello'],
    ['XML without a kind', '<xml><a>1</a></xml>'],
    ['an event without a name', '<xml><MsgType>event</MsgType></xml>'],
  ])('keeps %s for people', (_what, xml) => {
    expect(read(xml)).toMatchObject({ kind: 'unreadable', name: '' });
  });

  it.each([
    ['a message', buildXml({ ToUserName: 'gh_1', MsgType: 'text', Content: 'authorized' })],
    ['a message that looks like a DTD', buildXml({ ToUserName: 'gh_1', MsgType: 'text', Content: '<!DOCTYPE xml>' })],
    ['an event that a user caused', authorizerEvent('user_enter_tempsession', 'gh_1')],
  ])('ignores %s by decision', (_what, xml) => {
    expect(read(xml)).toMatchObject({
      kind: 'ignored',
      reason: expect.stringMatching(/^A user .* no rule forwards it/),
    });
  });
});

describe('a message of the publish check in JSON', () => {
  it('is read as in XML', () => {
    const said = { ToUserName: 'gh_3c884a361561', FromUserName: 'o1', CreateTime: 1_700_000_000, MsgType: 'text' };
    const coded = { ...said, Content: 'QUERY_AUTH_CODE:queryauthcode@@@1', MsgId: '24000000000000001' };
    const expected = { kind: 'publishCheck', code: 'queryauthcode@@@1', createTime: 1_700_000_000, openid: 'o1' };
    expect(read(buildXml(coded))).toMatchObject({ ...expected, msgid: '24000000000000001' });
    expect(read(JSON.stringify(coded))).toEqual(read(buildXml(coded)));
    expect(codeInXml(JSON.stringify(coded))).toMatchObject({ code: 'queryauthcode@@@1', appid: 'wx570bc396a51b8ff8' });
  });
});

describe('the place of a callback', () => {
  const code = { AuthorizerAppid: 'wx1', AuthorizationCode: 'queryauthcode@@@1' };

  it.each([
    ['authorized', componentEvent('authorized', code), 'codes', 'wx1'],
    ['updateauthorized', componentEvent('updateauthorized', code), 'codes', 'wx1'],
    [
      'a registration with a code',
      componentEvent('notify_third_fasteregister', { auth_code: 'c', appid: 'wx2' }),
      'codes',
      'wx2',
    ],
    [
      'a registration without one',
      componentEvent('notify_third_fasteregister', { auth_code: '', status: 1 }),
      'others',
      'notify_third_fasteregister',
    ],
    ['a ticket', ticket(), 'others', 'component_verify_ticket'],
    ['an event of an account', authorizerEvent('weapp_audit_fail', 'gh_1'), 'others', 'gh_1'],
    [
      'a code in an event that has none',
      authorizerEvent('weapp_audit_fail', 'gh_1', { AuthorizationCode: 'c' }),
      'others',
      'gh_1',
    ],
    ['what can not be read', 'hello', 'others', 'unreadable'],
  ] as const)('of %s is its lane and the queue of its account', (_what, xml, lane, queue) => {
    expect(placeOf(readBody(xml))).toEqual({ lane, queue });
  });
});

describe('the dedupe key', () => {
  const ids = createIds(randomBytes(32));
  const keyOf = (xml: string) => dedupeKeyOf(ids, readEvent(xml));
  const audit = (fields: Record<string, unknown> = {}, userName = 'gh_1') =>
    authorizerEvent('weapp_audit_success', userName, { CreateTime: 1488856741, ...fields });

  it('is equal for two pushes of the same thing, whatever differs beside the declared fields', () => {
    expect(keyOf(audit({ SuccTime: 1 }))).toBe(keyOf(audit({ SuccTime: 2 })));
    expect(keyOf(audit())).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ['another time', audit({ CreateTime: 1488856742 })],
    ['another account', audit({}, 'gh_2')],
    ['another event', authorizerEvent('weapp_audit_delay', 'gh_1', { CreateTime: 1488856741 })],
  ])('differs for %s', (_what, other) => {
    expect(keyOf(other)).not.toBe(keyOf(audit()));
  });

  it.each([
    ['filings are decided alike', 'notify_apply_icpfiling_result', 'authorizer_appid', { beian_status: 6 }],
    ['verifications end together', 'notify_3rd_wxa_wxverify', 'appid', { expired: 1700000000 }],
  ])('differs for two accounts whose %s in the same second', (_what, name, field, rest) => {
    const told = (appid: string) => componentEvent(name, { CreateTime: 1, [field]: appid, ...rest });
    expect(keyOf(told('wx1'))).not.toBe(keyOf(told('wx2')));
    expect(keyOf(told('wx1'))).toBe(keyOf(told('wx1')));
  });

  it('differs for two registrations that fail alike in the same second', () => {
    const failed = (code: string) =>
      componentEvent('notify_third_fasteregister', { CreateTime: 1, status: 1005, info: { code } });
    expect(keyOf(failed('9144030071526726XG'))).not.toBe(keyOf(failed('91440300708461136T')));
    expect(keyOf(failed('9144030071526726XG'))).toBe(keyOf(failed('9144030071526726XG')));
  });
});

describe('sealing', () => {
  const sealer = createSealer([{ id: 'k1', key: randomBytes(32) }], randomBytes(32));
  const seal = (xml: string): Readonly<Record<string, unknown>> => sealPayload(sealer, readEvent(xml));

  it('seals each secret field for its owner and leaves the rest', () => {
    const [sample] = pushes.authorized ?? [];
    const { AuthorizationCode, PreAuthCode, ...rest } = seal(sample?.xml ?? '');
    expect(rest).toEqual({
      AppId: 'wx761e7856cd618a26',
      CreateTime: 1413192760,
      AuthorizerAppid: 'wxf8b4f85f3a794e77',
      AuthorizationCodeExpiredTime: 1413196360,
    });
    expect(sealer.open(sealedIn(AuthorizationCode), owners.authorizationCode)).toBe('queryauthcode@@@code');
    expect(sealer.open(sealedIn(PreAuthCode), owners.preAuthCode)).toBe('preauthcode@@@code');
  });

  it.each(Object.entries(pushes))('lets nothing secret of %s through', (event, [sample]) => {
    const { secrets } = declarations[event as EventName];
    const sealed = JSON.stringify(seal(sample?.xml ?? ''));
    const { payload } = readEvent(sample?.xml ?? '');
    for (const field of secrets) expect(sealed).not.toContain(valueIn(payload, field));
  });

  it('seals a secret below an element and leaves its neighbours', () => {
    const [sample, empty] = pushes.betaappAuthorizationApplyEvent ?? [];
    const { ApplyAuthorizationInfoNoitfy: info } = seal(sample?.xml ?? '');
    expect(info).toMatchObject({ appid: 'wx1', mp_appid: 'wx2', status: 0 });
    const ticket = sealedIn(valueIn(info, 'ticket'));
    expect(sealer.open(ticket, owners.subjectTicket)).toBe('9f3a9f3a9f3a');
    expect(seal(empty?.xml ?? '').ApplyAuthorizationInfoNoitfy).toEqual({ status: 1 });
  });

  it('leaves an empty secret out', () => {
    expect(seal(componentEvent('notify_third_fasteregister', { status: 1, auth_code: '' }))).not.toHaveProperty(
      'auth_code',
    );
  });
});

/** The value at a path such as `Info.ticket`. */
const valueIn = (fields: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>>)[name], fields);

const sealedIn = (value: unknown) => value as ReturnType<ReturnType<typeof createSealer>['seal']>;
