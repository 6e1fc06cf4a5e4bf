import { beforeEach, describe, expect, it } from 'vitest';
import type { Effect } from '../../simulator/records.ts';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';
import { versionsOf } from './versions.ts';

freshStage();
beforeEach(async () => {
  // The first call fetches the tokens; what follows is about the call itself.
  await stage.client.getVersionInfo(appid, {});
  await stage.person('auditor', 'ignore');
});

const commit = () => code.commit('1.0.0');
const submit = () => code.submit();
const effects = async (path: string) =>
  (await stage.ask<Effect[]>(`/effects?appid=${appid}`)).filter((effect) => effect.path === path);
const noAnswer = { failure: { kind: 'transport', effect: 'unknown' } };

describe('a fault of a call', () => {
  it('answers an errcode as often as it was told, and changes nothing', async () => {
    await stage.order('/faults', { path: '/wxa/commit', kind: 'errcode', errcode: 45009, times: 2 });
    await expect(commit()).rejects.toMatchObject({ failure: { errcode: 45009, rid: expect.any(String) } });
    await expect(commit()).rejects.toMatchObject(refusedWith(45009));
    expect(await effects('/wxa/commit')).toEqual([]);
    await commit();
    expect(await effects('/wxa/commit')).toHaveLength(1);
  });

  it.each([-1, 45009, 45011, 48001, 61004, 86008, 86009, 86010])('may be a burst of %i', async (errcode) => {
    await commit();
    await stage.order('/faults', { path: '/wxa/submit_audit', kind: 'errcode', errcode, times: 3 });
    for (let call = 0; call < 3; call += 1) await expect(submit()).rejects.toMatchObject(refusedWith(errcode));
    await submit();
  });

  it('cuts the connection before the effect', async () => {
    await stage.order('/faults', { path: '/wxa/commit', kind: 'dropBefore', times: 1 });
    await expect(commit()).rejects.toMatchObject(noAnswer);
    expect(await stage.client.getVersionInfo(appid, {})).toEqual({});
  });

  it('cuts the connection after the effect', async () => {
    await commit();
    await stage.order('/faults', { path: '/wxa/submit_audit', kind: 'dropAfter', times: 1 });
    await expect(submit()).rejects.toMatchObject(noAnswer);
    expect(await effects('/wxa/submit_audit')).toHaveLength(1);
    await expect(submit()).rejects.toMatchObject(refusedWith(85009));
  });

  it('loses a refusal like any other answer', async () => {
    await stage.order('/faults', { path: '/wxa/release', kind: 'dropAfter' });
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(noAnswer);
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85019));
  });

  it('strikes calls in bad weather, some of them behind their effect', async () => {
    await commit();
    await stage.order('/weather', { failing: 1, seed: 7 });
    for (let call = 0; call < 20; call += 1) await expect(code.commit(`1.0.${call}`)).rejects.toThrow();
    const landed = (await effects('/wxa/commit')).length;
    expect(landed).toBeGreaterThan(1);
    expect(landed).toBeLessThan(21);
    await stage.order('/weather', {});
    await commit();
  });

  it('makes every call take its time in bad weather', async () => {
    await stage.order('/weather', { fromMs: 200, toMs: 250 });
    const began = Date.now();
    await commit();
    expect(Date.now() - began).toBeGreaterThanOrEqual(200);
  });

  it('makes a call slow, whose effect comes in the end', async () => {
    await stage.order('/faults', { path: '/wxa/commit', kind: 'slow', ms: 300, times: 1 });
    const began = Date.now();
    await commit();
    expect(Date.now() - began).toBeGreaterThanOrEqual(295);
    expect(await effects('/wxa/commit')).toHaveLength(1);
  });

  it('strikes one action of a path where it names it, else all of them', async () => {
    const path = '/wxa/component/fastregisterenterpriseweapp';
    const query = () => stage.client.fastRegisterEnterpriseWeappQuery({ taskid: 'unknown', new_version: true });
    await stage.order('/faults', { path: `${path}?action=create`, kind: 'errcode', errcode: 89247 });
    await expect(query()).rejects.toMatchObject(refusedWith(89250));
    await stage.order('/faults', { path, kind: 'errcode', errcode: -1 });
    await expect(query()).rejects.toMatchObject(refusedWith(-1));
  });

  it('strikes only the account it is for, and waits for that one', async () => {
    const other = versionsOf(stage, (await stage.account()).appid);
    await stage.order('/faults', { path: '/wxa/commit', kind: 'errcode', errcode: 45009, appid });
    await other.commit('1.0.0');
    await expect(commit()).rejects.toMatchObject(refusedWith(45009));
    await commit();
  });

  it('shows what is left of it', async () => {
    await stage.order('/faults', { path: '/wxa/release', kind: 'errcode', errcode: -1, times: 2 });
    await stage.order('/faults', { event: 'weapp_audit_fail', kind: 'late', ms: 10 });
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(-1));
    expect(await stage.ask('/faults')).toEqual({
      calls: [{ on: '/wxa/release', fault: { kind: 'errcode', errcode: -1 }, left: 1 }],
      events: [{ on: 'weapp_audit_fail', fault: { kind: 'late', ms: 10 }, left: 1 }],
    });
  });
});

it('refuses a commit or submission beside another one of the same account', async () => {
  const other = await stage.account();
  await stage.order('/faults', { path: '/wxa/commit', kind: 'slow', ms: 400 });
  const slow = commit();
  // The fault is spent once the commit is under way.
  await expect.poll(async () => (await stage.ask<{ calls: [] }>('/faults')).calls).toEqual([]);
  await expect(submit()).rejects.toMatchObject(refusedWith(9402202));
  await versionsOf(stage, other.appid).commit('1.0.0');
  await slow;
  await submit();
});

describe('a fault of a push', () => {
  const decide = () => stage.person('auditor', 'pass');
  const passed = 'weapp_audit_success';
  const status = async () => (await stage.client.getLatestAuditStatus(appid, {})).status;
  const submitWith = async (fault: object) => {
    await commit();
    await stage.order('/faults', { event: passed, ...fault });
    await submit();
  };

  it('loses it', async () => {
    await submitWith({ kind: 'lose', times: 1 });
    await decide();
    await expect.poll(status).toBe(0);
    await submit();
    await stage.receiver.push(passed);
    await expect.poll(async () => (await stage.ask<{ events: [] }>('/faults')).events).toEqual([]);
    expect(stage.receiver.named(passed)).toHaveLength(1);
  });

  it('loses a ticket, after which the next one comes in time', async () => {
    const tickets = () => stage.receiver.named('component_verify_ticket').length;
    const before = tickets();
    await stage.order('/faults', { event: 'component_verify_ticket', kind: 'lose' });
    await stage.order('/clock', { advanceMs: 10 * 60_000 });
    await expect.poll(async () => (await stage.ask<{ events: [] }>('/faults')).events).toEqual([]);
    expect(tickets()).toBe(before);
    await stage.advance(10 * 60_000);
  });

  it('doubles it', async () => {
    await submitWith({ kind: 'double' });
    await decide();
    await expect.poll(() => stage.receiver.named(passed).length).toBe(2);
    const [first, second] = stage.receiver.named(passed);
    expect(first?.xml).toBe(second?.xml);
  });

  it('sends it late', async () => {
    await submitWith({ kind: 'late', ms: 300 });
    const decided = Date.now();
    await decide();
    await expect.poll(status).toBe(0);
    expect(stage.receiver.named(passed)).toEqual([]);
    expect((await stage.receiver.push(passed)).at - decided).toBeGreaterThanOrEqual(295);
  });

  it('lets a later push arrive before it', async () => {
    await submitWith({ kind: 'late', ms: 600 });
    await decide();
    await expect.poll(status).toBe(0);
    await stage.person('auditor', 'reject');
    await submit();
    const rejected = await stage.receiver.push('weapp_audit_fail');
    expect((await stage.receiver.push(passed)).at).toBeGreaterThan(rejected.at);
  });

  it('sends it before the answer of the call that provokes it', async () => {
    await commit();
    await stage.order('/people', { person: 'auditor', does: 'pass', afterMs: 3_600_000 });
    await stage.order('/faults', { event: passed, kind: 'early' });
    await submit();
    expect(stage.receiver.named(passed)).toHaveLength(1);
  });

  it.each(['notify_third_fasteregister', 'authorized'])('sends %s before the answer of its create', async (event) => {
    await stage.order('/faults', { event, kind: 'early' });
    const enterprise = { name: '示例', code: '91440300MA5FAKE001', component_phone: '1', new_version: true as const };
    const { status: after } = await stage.client.fastRegisterEnterpriseWeappCreate(enterprise);
    expect(after).toBe(12);
    expect(stage.receiver.named('notify_third_fasteregister')).toHaveLength(1);
    expect(stage.receiver.named('authorized')).toHaveLength(2);
  });
});
