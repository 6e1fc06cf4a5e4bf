import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type CodeRescueDeps, startCodeRescue } from '../../api/callbacks/code-rescue.ts';
import { type Inbox, type InboxKey, openInbox } from '../../api/callbacks/inbox.ts';
import { createIds } from '../../credentials/ids.ts';
import { owners } from '../../credentials/owners.ts';
import { createSealer } from '../../credentials/sealer.ts';
import { codeInXml } from '../../routing/code.ts';
import { placeOf } from '../../routing/place.ts';
import { readBody } from '../../wechat/body.ts';
import { searchFolder } from '../journeys/secret-search.ts';
import { type Stage, startStage } from '../simulator/stage.ts';
import { silent, temporaryDirectory } from './gateway.ts';
import { componentEvent, platform, pushOf } from './platform.ts';

const path = '/cgi-bin/component/api_query_auth';
const idKey = randomBytes(32);
const ids = createIds(idKey);
const sealer = createSealer([{ id: 'test', key: randomBytes(32) }], idKey);
const patient = { timeout: 10_000, interval: 10 };
/** The effect of a begun exchange, as the inbox holds it. */
const begun = { failure: expect.objectContaining({ effect: 'unknown' }) };

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.tokens({ kind: 'component' });
});
afterAll(() => stage.stop());

const seconds = () => Math.floor(Date.now() / 1_000);
const exchangesOf = async (appid: string) =>
  (await stage.ask<{ path: string }[]>(`/effects?appid=${appid}`)).filter((effect) => effect.path === path).length;

/** An inbox in a folder of its own, gone after the test. */
const openFolder = async () => {
  const folder = await temporaryDirectory();
  const inbox = await openInbox(folder);
  onTestFinished(() => inbox.close());
  return { folder, inbox };
};

/** A new account whose code came by this event, as the inbox keeps it. */
const arrived = async (inbox: Inbox, { createTime = seconds() }: { createTime?: number } = {}) => {
  const { appid } = await stage.account();
  const code = await stage.codeOf(appid);
  const keep = async (xml: string): Promise<InboxKey> => {
    const place = placeOf(readBody(xml));
    await inbox.commit(place, { encrypted: pushOf(xml).encrypted, receivedAt: Date.now() });
    const key = inbox.keys('codes', 0, 100).at(-1);
    if (!key) throw new Error('The callback is not among those with a code.');
    return key;
  };
  const event = componentEvent('authorized', {
    AuthorizerAppid: appid,
    AuthorizationCode: code,
    CreateTime: createTime,
  });
  const registration = componentEvent('notify_third_fasteregister', {
    ...{ appid, status: 0, auth_code: code, msg: 'OK', CreateTime: createTime },
    info: { name: '', code: '', code_type: 1, component_phone: '' },
  });
  const callback = codeInXml(event);
  if (!callback) throw new Error('The event holds no code.');
  return {
    appid,
    code: callback,
    id: ids.hmac('authorization-code', code),
    key: await keep(event),
    keep,
    registration,
  };
};

const rescuing = (inbox: Inbox, deps: Partial<CodeRescueDeps> = {}) => {
  const rescue = startCodeRescue({
    ...{ inbox, ids, sealer, wechat: stage.client, hasToken: () => true, log: silent, patience: 80 },
    callback: platform.callback,
    ...deps,
  });
  onTestFinished(() => rescue.stop());
  return rescue;
};

describe('a code that Temporal does not take in time', () => {
  it('is exchanged, lies sealed in the inbox, and is delivered with its result and removed', async () => {
    const { folder, inbox } = await openFolder();
    const { appid, code, id, key } = await arrived(inbox);
    const rescue = rescuing(inbox);
    await expect.poll(() => inbox.exchanges.get(id), patient).toMatchObject({ answer: { appid } });
    const { findings } = await searchFolder(folder, await stage.ask('/secrets'));
    expect(findings).toEqual([]);

    const early = await new Promise((resolve) => rescue.deliver(code, key, async (given) => resolve(given)));
    expect(early).toMatchObject({
      answer: {
        appid,
        refreshToken: { owner: owners.authorizerRefreshToken(appid) },
        permissionSets: [17, 18, 25, 30, 31, 40],
      },
    });
    await expect.poll(() => inbox.waiting().count, patient).toBe(0);
    expect(inbox.exchanges.get(id)).toBeUndefined();
    expect(await exchangesOf(appid)).toBe(1);
  });

  it('is left to Temporal before its patience is over', async () => {
    const { inbox } = await openFolder();
    const { appid } = await arrived(inbox);
    const now = Date.now();
    const keys = vi.spyOn(inbox, 'keys');
    rescuing(inbox, { clock: () => now });
    await expect.poll(() => keys.mock.calls.length, patient).toBeGreaterThan(6);
    expect(await exchangesOf(appid)).toBe(0);
  });

  it('but was delivered with another callback is left alone', async () => {
    const { inbox } = await openFolder();
    const { appid, code, key, keep, registration } = await arrived(inbox);
    await keep(registration);
    const rescue = rescuing(inbox);
    await rescue.deliver(code, key, async () => {});
    const keys = vi.spyOn(inbox, 'keys');
    await expect.poll(() => keys.mock.calls.length, patient).toBeGreaterThan(6);
    expect(inbox.waiting().count).toBe(1);
    expect(await exchangesOf(appid)).toBe(0);
  });

  it('and came in two callbacks is exchanged once, and both are delivered', async () => {
    const { inbox } = await openFolder();
    const { appid, code, id, key, keep, registration } = await arrived(inbox);
    const second = await keep(registration);
    const rescue = rescuing(inbox);
    await expect.poll(() => inbox.exchanges.get(id), patient).toMatchObject({ answer: { appid } });
    await Promise.all([key, second].map((each) => rescue.deliver(code, each, async () => {})));
    expect(inbox.waiting().count).toBe(0);
    expect(await exchangesOf(appid)).toBe(1);
  });

  it('and came to two processes is exchanged by one; the other is told that it was used', async () => {
    const [{ inbox }, { inbox: other }] = await Promise.all([openFolder(), openFolder()]);
    const { appid, id, key } = await arrived(inbox);
    const entry = inbox.read(key);
    if (!entry) throw new Error('The callback is gone.');
    await other.commit(key, entry);
    rescuing(inbox);
    rescuing(other);
    const results = () => [inbox, other].map((each) => each.exchanges.get(id));
    await expect
      .poll(results, patient)
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining({ answer: expect.objectContaining({ appid }) }),
          { failure: expect.objectContaining({ errcode: 61009, class: 'rejected', effect: 'none' }) },
        ]),
      );
    expect(await exchangesOf(appid)).toBe(1);
  });

  it('is not exchanged while its delivery is under way', async () => {
    const { inbox } = await openFolder();
    const { appid, code, key } = await arrived(inbox);
    let fail = () => {};
    const rescue = rescuing(inbox);
    const delivery = rescue.deliver(
      code,
      key,
      () => new Promise((_, reject) => (fail = () => reject(new Error('away')))),
    );
    const keys = vi.spyOn(inbox, 'keys');
    await expect.poll(() => keys.mock.calls.length, patient).toBeGreaterThan(0);
    expect(await exchangesOf(appid)).toBe(0);
    fail();
    await expect(delivery).rejects.toThrow('away');
    await expect.poll(() => exchangesOf(appid), patient).toBe(1);
  });

  it('is exchanged though another, sealed under a key that has left the ring, lies before it', async () => {
    const { inbox } = await openFolder();
    const foreign = createSealer([{ id: 'gone', key: randomBytes(32) }], idKey);
    const code = foreign.seal(owners.authorizationCode, 'queryauthcode@@@gone');
    const returned = { code, link: 'authorization-link:1', createTime: seconds() };
    await inbox.commit({ lane: 'codes', queue: returned.link }, { returned, receivedAt: Date.now() });
    const { appid, id } = await arrived(inbox);
    rescuing(inbox);
    await expect.poll(() => inbox.exchanges.get(id), patient).toMatchObject({ answer: { appid } });
  });

  it('is left alone when its 600 s are over', async () => {
    const { inbox } = await openFolder();
    const { appid } = await arrived(inbox, { createTime: seconds() - 601 });
    const keys = vi.spyOn(inbox, 'keys');
    rescuing(inbox);
    await expect.poll(() => keys.mock.calls.length, patient).toBeGreaterThan(6);
    expect(await exchangesOf(appid)).toBe(0);
  });
});

describe('an exchange whose end is not known', () => {
  it('because the process was killed is made again where the account shows no trace of it', async () => {
    const { inbox } = await openFolder();
    const { appid, id } = await arrived(inbox);
    await inbox.exchanges.put(id, { failure: { ...unknown } });
    rescuing(inbox);
    await expect.poll(() => inbox.exchanges.get(id), patient).toMatchObject({ answer: { appid } });
    expect(await exchangesOf(appid)).toBe(1);
  });

  it('because its answer was lost is never made again, and left to be looked up', async () => {
    const { inbox } = await openFolder();
    const { appid, code, id, key } = await arrived(inbox);
    await stage.order('/faults', { path, kind: 'dropAfter' });
    const looked = vi.spyOn(stage.client, 'getAuthorizerInfo');
    const rescue = rescuing(inbox);
    await expect.poll(() => looked.mock.calls.length, patient).toBe(1);
    expect(inbox.exchanges.get(id)).toEqual(begun);
    const early = await new Promise((resolve) => rescue.deliver(code, key, async (given) => resolve(given)));
    expect(early).toEqual(begun);
    expect(await exchangesOf(appid)).toBe(1);
  });

  it('because the request never arrived is made again', async () => {
    const { inbox } = await openFolder();
    const { appid, id } = await arrived(inbox);
    await stage.order('/faults', { path, kind: 'dropBefore' });
    rescuing(inbox);
    await expect.poll(() => inbox.exchanges.get(id), patient).toMatchObject({ answer: { appid } });
    expect(await exchangesOf(appid)).toBe(1);
  });
});

describe('an exchange that can not be made', () => {
  it('for want of a token is said so once and waits; nothing is written', async () => {
    const { inbox } = await openFolder();
    const { appid, id } = await arrived(inbox);
    const error = vi.fn();
    let away = true;
    let asked = 0;
    const hasToken = () => {
      asked += 1;
      return !away;
    };
    rescuing(inbox, { hasToken, log: { ...silent, info: vi.fn(), warn: vi.fn(), error } });
    await expect.poll(() => asked, patient).toBeGreaterThan(2);
    expect(inbox.exchanges.get(id)).toBeUndefined();
    expect(error).toHaveBeenCalledTimes(1);
    expect(error.mock.lastCall?.[1]).toContain('no component token that lives');
    away = false;
    await expect.poll(() => inbox.exchanges.get(id), patient).toMatchObject({ answer: { appid } });
  });

  it('because WeChat passes it by for now is made later', async () => {
    const { inbox } = await openFolder();
    const { appid, id } = await arrived(inbox);
    await stage.order('/faults', { path, kind: 'errcode', errcode: 45009, times: 2 });
    rescuing(inbox);
    await expect.poll(() => inbox.exchanges.get(id), patient).toMatchObject({ answer: { appid } });
    expect(await exchangesOf(appid)).toBe(1);
  });

  it('to a full disk is kept in memory until it was delivered', async () => {
    const { inbox } = await openFolder();
    const { appid, code, id, key } = await arrived(inbox);
    const put = inbox.exchanges.put;
    let puts = 0;
    const full: Inbox = {
      ...inbox,
      exchanges: {
        ...inbox.exchanges,
        put: (...args) => (++puts === 2 ? Promise.reject(new Error('MDB_MAP_FULL')) : put(...args)),
      },
    };
    const rescue = rescuing(full);
    await expect.poll(() => puts, patient).toBe(2);
    expect(inbox.exchanges.get(id)).toEqual(begun);
    const early = await new Promise((resolve) => rescue.deliver(code, key, async (given) => resolve(given)));
    expect(early).toMatchObject({ answer: { appid } });
  });
});

const unknown = {
  endpoint: path,
  kind: 'transport',
  class: 'transient',
  effect: 'unknown',
  hint: 'The gateway ended.',
  hintZh: '',
} as const;
