import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createIds } from '../../credentials/ids.ts';
import type { EventName } from '../../messages/delivery.ts';
import { whyIgnored } from '../../routing/chatter.ts';
import { declarations, declaredEvent, identify } from '../../routing/declared.ts';
import { dedupeKeyOf } from '../../routing/dedupe.ts';
import { placeOf } from '../../routing/place.ts';
import { readCallback } from '../../routing/read.ts';
import { parseBody, readBody } from '../../wechat/body.ts';
import type { XmlElement } from '../../wechat/xml.ts';
import { pushes } from '../wechat/pushes/index.ts';
import { received } from '../wechat/vectors.ts';
import { jsonOf, pathsIn, withAt, xmlOf } from './odd-body.ts';

const read = (body: string) => readCallback({ xml: body, receivedAt: 1 });
const isEventName = (name: string): name is EventName => name in declarations;
const nameOf = (body: XmlElement): EventName => {
  const event = declaredEvent(identify(body));
  if (!event) throw new Error('expected the sample of a declared event');
  return event;
};

/** Every sample push of every declared event. */
const samples = Object.entries(pushes).flatMap(([event, all]) =>
  all.map((push, index) => ({ title: `${event} ${index + 1}`, body: parseBody(push.xml), payload: push.read })),
);
const fits = (body: XmlElement, payload: unknown) => ({ kind: 'event', event: nameOf(body), payload });
const ids = createIds(randomBytes(32));

describe('an event that WeChat is known to push', () => {
  const known = readFileSync('test/fixtures/wechat-events.txt', 'utf8').trim().split('\n');
  it.each(known.map((line) => line.split(' ')))('%s %s is declared, or ignored by decision', (channel, name = '') => {
    if (channel === 'message') {
      expect(read(jsonOf({ ToUserName: 'gh_1', MsgType: name }))).toMatchObject({ kind: 'ignored' });
      return;
    }
    const body: XmlElement = channel === 'component' ? { InfoType: name } : { MsgType: 'event', Event: name };
    const declared = declaredEvent(identify(body));
    expect(declared !== undefined).toBe(whyIgnored(name) === undefined);
    if (declared) expect(declarations[declared]).toMatchObject({ channel, name });
    else expect(read(jsonOf(body))).toEqual({ kind: 'ignored', reason: whyIgnored(name) });
  });

  it('as a trial of the console is ignored, and says so', () => {
    const { message } = received['E, relayed for a mini program'];
    expect(read(message)).toMatchObject({ kind: 'ignored', reason: expect.stringContaining('console') });
  });
});

describe.each(samples)('a push of $title is read', ({ body, payload }) => {
  const readAs = (text: string, expected = payload) => expect(read(text)).toEqual(fits(body, expected));

  it('with every value in CDATA, and with every value bare', () => {
    readAs(xmlOf(body, 'cdata'));
    readAs(xmlOf(body, 'bare'));
  });

  it('with a BOM, a declaration, newlines and spaces', () => {
    readAs(`\uFEFF${xmlOf(body, 'cdata')}`);
    readAs(`\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n${xmlOf(body, 'bare', '\n  ')}\n`);
    readAs(`\r\n ${xmlOf(body, 'cdata', '\r\n\t')}`);
  });

  it('with its elements in another order', () => {
    readAs(xmlOf(Object.fromEntries(Object.entries(body).reverse()), 'cdata'));
  });

  it('with fields too many', () => {
    const more: XmlElement = {
      new_text: '1',
      NewElement: { a: '', b: [{ c: '1' }, { c: '2' }] },
      new_list: ['1', '2'],
    };
    readAs(xmlOf({ ...more, ...body }, 'cdata'));
    readAs(jsonOf({ ...body, ...more }));
    for (const path of pathsIn(body).filter((at) => at.includes('.'))) {
      readAs(xmlOf(withAt(body, path.replace(/[^.]*$/, 'new_field'), '1'), 'bare'));
    }
  });

  it('with both AppId and appid', () => {
    const both = { AppId: 'wx_component', appid: 'wx_account', ...body };
    const declared = 'appid' in declarations[nameOf(body)].payload.shape;
    const expected = declared && !('appid' in body) ? { ...Object(payload), appid: 'wx_account' } : payload;
    readAs(xmlOf(both, 'cdata'), expected);
    readAs(jsonOf(both), expected);
  });

  it('as JSON, with its numbers in quotes or not, to the same place under the same key', () => {
    const xml = xmlOf(body, 'cdata');
    const keyOf = (text: string) => {
      const reading = read(text);
      return reading.kind === 'event' && dedupeKeyOf(ids, reading);
    };
    for (const json of [jsonOf(body), `\uFEFF${JSON.stringify(body, null, 2)}\n`, jsonOf(body, { lists: ['list'] })]) {
      readAs(json);
      expect(placeOf(readBody(json))).toEqual(placeOf(readBody(xml)));
      expect(keyOf(json)).toBe(keyOf(xml));
    }
  });

  it('with anything empty that may be absent', () => {
    const missing = pathsIn(body).filter((path) => read(jsonOf(withAt(body, path, undefined))).kind === 'event');
    for (const path of missing) {
      expect({ path, ...read(xmlOf(withAt(body, path, ''), 'bare')) }).toMatchObject({ path, kind: 'event' });
      expect({ path, ...read(JSON.stringify(withAt(body, path, '')).replaceAll('""', 'null')) }).toMatchObject({
        path,
        kind: 'event',
      });
    }
  });
});

const platform = ['AppId', 'CreateTime'];
const account = ['ToUserName', 'FromUserName', 'CreateTime'];
/** What an event can't do without; a list's entries are told without their number. */
const needed: Readonly<Record<EventName, readonly string[]>> = {
  componentVerifyTicket: [...platform, 'ComponentVerifyTicket'],
  authorized: [...platform, 'AuthorizerAppid', 'AuthorizationCode'],
  updateauthorized: [...platform, 'AuthorizerAppid', 'AuthorizationCode'],
  unauthorized: [...platform, 'AuthorizerAppid'],
  notify3rdWxaAuth: [...platform, 'appid', 'taskid', 'task_status'],
  notify3rdWxaAuthAndIcp: [...platform, 'procedure_id', 'procedure_status'],
  notify3rdWxaWxverify: [...platform, 'appid'],
  // The account has one of three names; without any the route says so.
  notifyApplyIcpfilingResult: [...platform, 'beian_status'],
  notifyIcpfilingVerifyResult: [...platform, 'task_id', 'result'],
  notifyThirdFasteregister: [...platform, 'status'],
  notifyThirdFastregisterbetaapp: [...platform, 'status'],
  notifyThirdFastverifybetaapp: [...platform, 'status'],
  orderPathApplyResultNotify: [...platform, 'list.appid', 'list.ret_code'],
  orderPathAuditResultNotify: [...platform, 'list.appid', 'list.status'],
  weappAuditSuccess: account,
  weappAuditFail: account,
  weappAuditDelay: account,
  wxaNicknameAudit: [...account, 'ret', 'nickname'],
  wxaCategoryAudit: [...account, 'ret', 'first', 'second'],
  wxaPrivacyApply: [...account, 'result_info', 'result_info.api_name', 'result_info.status'],
  wxaIllegalRecord: [...account, 'appid', 'illegal_record_id'],
  wxaAppealRecord: [...account, 'appid', 'appeal_record_id', 'appeal_status'],
  wxaPunishEvent: [...account, 'appid', 'event_type', 'punish_id'],
  wxaLiveApplyEvent: account,
  betaappAuthorizationApplyEvent: [...account, 'ApplyAuthorizationInfoNoitfy'],
  betaappVerifyApplyEvent: [...account, 'ApplyAuthorizationInfoNoitfy'],
  betaappVerifyEvent: [...account, 'ApplyAuthorizationInfoNoitfy'],
  betaappReuseMerchantIdMerchantAdministratorAuthorizationApplyEvent: [
    ...account,
    'ApplyMerchantAdminAuthorizationInfoNotify',
  ],
  betaappReuseMerchantIdAppidAdministratorAuthorizationApplyEvent: [...account, 'ApplyPersonalAuthorizationInfoNotify'],
};

/** In a list of one the body's own path has no number. */
const withoutNumbers = (path: string) => path.replaceAll(/\.\d+(?=\.)/g, '');
const identity = ['InfoType', 'MsgType', 'Event'];

describe.each(Object.keys(pushes).filter(isEventName))('a push of %s', (event) => {
  const body = parseBody(pushes[event]?.[0]?.xml ?? '');
  const without = (path: string) => read(xmlOf(withAt(body, path, undefined), 'cdata'));

  it('is for people where a needed field is missing, and says which', () => {
    const missed = pathsIn(body).filter((path) => {
      if (identity.includes(path)) return false;
      const reading = without(path);
      expect(read(jsonOf(withAt(body, path, undefined)))).toEqual(reading);
      if (reading.kind === 'event') return false;
      const { channel, name } = identify(body);
      expect(reading).toMatchObject({ kind: 'unreadable', channel, name });
      const said = reading.kind === 'unreadable' ? withoutNumbers(reading.reason) : '';
      expect(said).toBe(`It does not fit its declaration at: ${withoutNumbers(path)}.`);
      return true;
    });
    expect(new Set(missed.map(withoutNumbers))).toEqual(new Set(needed[event]));
  });

  it.each(identity.filter((field) => field in body))('is for people without its %s', (field) => {
    expect(without(field)).toMatchObject({ kind: 'unreadable', name: '' });
  });

  it('quotes no value where none of its values fit', () => {
    const secret = { secret_a: 'secret-b' };
    const nested = Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name, identity.includes(name) ? value : secret]),
    );
    const reading = read(xmlOf(nested, 'cdata'));
    expect(reading.kind).toBe('unreadable');
    expect(JSON.stringify(reading)).not.toContain('secret');
  });
});

describe('what may repeat', () => {
  const head = { AppId: 'wx_component', CreateTime: '1701157985' };
  const order = { ...head, InfoType: 'order_path_apply_result_notify' };
  const [one, two] = [
    { appid: 'wx1', ret_code: '0' },
    { appid: 'wx2', ret_code: '-2' },
  ];
  const appeal = {
    ...{
      ToUserName: 'gh_1',
      FromUserName: 'o1',
      CreateTime: '1600055810',
      MsgType: 'event',
      Event: 'wxa_appeal_record',
    },
    ...{ appid: 'wx1', appeal_record_id: '4111001', appeal_status: '1' },
  };
  const proof = (...ids: string[]) => ({ appeal_material: { proof_material_id: ids } });

  it.each<[string, XmlElement, unknown]>([
    ['a list that is not there', order, { list: [] }],
    ['an empty list', { ...order, list: '' }, { list: [] }],
    ['a list once', { ...order, list: one }, { list: [{ appid: 'wx1', ret_code: 0 }] }],
    ['a list twice', { ...order, list: [one, two] }, { list: [{ appid: 'wx1' }, { appid: 'wx2', ret_code: -2 }] }],
    ['a material that is not there', appeal, { material: [] }],
    ['an empty material', { ...appeal, material: '' }, { material: [] }],
    ['a material once', { ...appeal, material: proof('a') }, { material: [proof('a')] }],
    ['a material twice', { ...appeal, material: [proof('a', 'b'), proof()] }, { material: [proof('a', 'b'), proof()] }],
  ])('is read alike in XML and JSON: %s', (_what, body, payload) => {
    for (const text of [
      xmlOf(body, 'cdata'),
      xmlOf(body, 'bare', '\n'),
      jsonOf(body),
      jsonOf(body, { lists: ['list', 'material'] }),
    ]) {
      expect(read(text)).toMatchObject({ kind: 'event', payload });
    }
  });
});

it('a reason stays short where each entry of a long list is wrong', () => {
  const list = Array.from({ length: 2_000 }, () => ({ ret_code: '0' }));
  const reading = read(
    xmlOf({ AppId: 'wx', CreateTime: '1', InfoType: 'order_path_apply_result_notify', list }, 'bare'),
  );
  const reason = reading.kind === 'unreadable' ? reading.reason : '';
  expect(reason).toContain('list.0.appid, list.1.appid');
  expect(reason.length).toBeLessThan(300);
});

describe('an id', () => {
  const long = '00012345678901234567890';
  it.each([
    ['notifyThirdFasteregister', 'taskid'],
    ['notifyThirdFasteregister', 'info.taskid'],
    ['notify3rdWxaAuth', 'taskid'],
    ['notify3rdWxaAuthAndIcp', 'procedure_id'],
    ['notifyIcpfilingVerifyResult', 'task_id'],
    ['wxaIllegalRecord', 'illegal_record_id'],
    ['wxaPunishEvent', 'punish_id'],
  ])('of %s keeps its zeros and its digits: %s', (event, path) => {
    const body = parseBody(pushes[event]?.[0]?.xml ?? '');
    const at = path.split('.');
    for (const text of [xmlOf(withAt(body, path, long), 'bare'), JSON.stringify(withAt(body, path, long))]) {
      const reading = read(text);
      expect(reading).toHaveProperty(['payload', ...at], long);
    }
    // JSON has no number with leading zeros, but some with more digits than a double.
    expect(read(jsonOf(withAt(body, path, long.slice(3))))).toHaveProperty(['payload', ...at], long.slice(3));
  });
});
