import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Effect, Secret } from '../../simulator/records.ts';
import { refusedWith, type Stage, type StageAccount, startStage } from './stage.ts';
import { versionsOf } from './versions.ts';

let stage: Stage;
const logged: object[] = [];
beforeEach(async () => {
  logged.length = 0;
  stage = await startStage({ log: (entry) => logged.push(entry) });
});
afterEach(() => stage.stop());

const commit = (appid: string) => versionsOf(stage, appid).commit('1.0.0');
const submit = (appid: string) => versionsOf(stage, appid).submit();

describe('the effects', () => {
  it('hold every call that changed something, the oldest first, and no other', async () => {
    const { appid } = await stage.account();
    await commit(appid);
    await stage.client.getVersionInfo(appid, {});
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85019));
    const { auditid } = await submit(appid);
    const effects = await stage.ask<Effect[]>(`/effects?appid=${appid}`);
    expect(effects).toEqual([
      {
        at: expect.any(String),
        appid,
        path: '/cgi-bin/component/api_query_auth',
        result: { errcode: 0, errmsg: 'ok' },
      },
      { at: expect.any(String), appid, path: '/wxa/commit', result: { errcode: 0, errmsg: 'ok' } },
      { at: expect.any(String), appid, path: '/wxa/submit_audit', result: { errcode: 0, errmsg: 'ok', auditid } },
    ]);
    expect(effects.map(({ at }) => at)).toEqual(effects.map(({ at }) => at).toSorted());
  });

  it('name the platform and the action where a call is about no account', async () => {
    const enterprise = { name: '示例', code: '91440300MA5FAKE001', component_phone: '1', new_version: true as const };
    const { taskid } = await stage.client.fastRegisterEnterpriseWeappCreate(enterprise);
    await stage.client.fastRegisterEnterpriseWeappQuery({ taskid: taskid ?? '', new_version: true });
    const effects = await stage.ask<Effect[]>(`/effects?appid=${stage.componentAppid}`);
    expect(effects.map(({ path }) => path)).toEqual([
      '/cgi-bin/component/api_component_token',
      '/wxa/component/fastregisterenterpriseweapp?action=create',
    ]);
    expect(effects.at(-1)?.result).toMatchObject({ taskid });
  });
});

it('counts calls by path and account, and their answers, refused ones too', async () => {
  const { appid } = await stage.account();
  await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85019));
  await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85019));
  expect(await stage.ask('/calls?path=/wxa/release')).toEqual([
    { path: '/wxa/release', appid, calls: 2, answers: { 85019: 2 } },
  ]);
});

it('lists every push and whether the gateway has it', async () => {
  const { appid } = await stage.account();
  await commit(appid);
  await submit(appid);
  const told = { event: 'weappAuditSuccess', appid, at: expect.any(Number), accepted: true };
  await expect.poll(() => stage.ask(`/pushes?appid=${appid}`)).toEqual([{ ...told, event: 'authorized' }, told]);
});

it('shows what every account runs and how its latest audit stands', async () => {
  const { appid } = await stage.account();
  expect(await stage.ask('/code')).toEqual([{ appid, authorized: true }]);
  await commit(appid);
  await submit(appid);
  const audited = { appid, authorized: true, audit: 0, audited: '1.0.0', decidedAt: expect.any(Number) };
  await expect.poll(() => stage.ask('/code')).toEqual([audited]);
  await stage.client.release(appid, {});
  expect(await stage.ask('/code')).toEqual([{ ...audited, online: '1.0.0' }]);
});

it('lists every credential it gave out, and writes none into effects, overview or log', async () => {
  const { appid } = await stage.account();
  await commit(appid);
  await stage.client.getPreAuthCode({});
  const secrets = await stage.ask<Secret[]>('/secrets');
  expect(new Set(secrets.map(({ kind }) => kind))).toEqual(
    new Set([
      'component-secret',
      'ticket',
      'component-access-token',
      'refresh-token',
      'authorization-code',
      'authorizer-access-token',
      'pre-auth-code',
    ]),
  );
  expect(secrets).toContainEqual({
    kind: 'authorizer-access-token',
    value: await stage.tokens({ kind: 'authorizer', appid }),
  });
  const said = JSON.stringify([
    logged,
    await stage.ask('/effects'),
    await stage.ask('/state'),
    await stage.ask('/calls'),
  ]);
  expect(logged.length).toBeGreaterThan(4);
  for (const { value } of secrets) expect(said).not.toContain(value);
});

it('makes many authorized accounts at once and pushes a code for each', async () => {
  const { accounts } = await stage.order<{ accounts: StageAccount[] }>('/accounts', { count: 40 });
  expect(new Set(accounts.map(({ appid }) => appid)).size).toBe(40);
  const told = stage.receiver.named('authorized').map(({ payload }) => payload.AuthorizerAppid);
  expect(told.toSorted()).toEqual(accounts.map(({ appid }) => appid).toSorted());
});

it('goes back to the default world, in which the platform still has its token', async () => {
  const { appid } = await stage.account();
  await commit(appid);
  await stage.order('/people', { person: 'legalPerson', does: 'ignore', afterMs: 0 });
  await stage.order('/faults', { path: '/wxa/commit', kind: 'dropBefore', times: 9 });
  await stage.order('/clock', { speed: 50 });
  await stage.order('/reset');
  expect(await stage.ask('/effects')).toEqual([]);
  expect(await stage.ask('/calls')).toEqual([]);
  expect(await stage.ask('/faults')).toEqual({ calls: [], events: [] });
  expect(await stage.ask('/state')).toEqual({
    now: expect.any(String),
    speed: 1,
    effects: 0,
    ticketPush: 'running',
    submissionsLeft: 100_000,
    accounts: { all: 0, authorized: 0 },
    registrations: [],
    trials: [],
    conversions: [],
    openAudits: [],
    stagedReleases: [],
    verifications: [],
    filings: [],
    authAndIcp: [],
    barred: { scopes: [], appids: [] },
    suspended: [],
  });
  await expect(stage.client.getVersionInfo(appid, {})).rejects.toMatchObject(refusedWith(61003));
  await expect(stage.client.getTemplateList({})).resolves.toMatchObject({ template_list: { length: 3 } });
});

it('acts for people who wait when their rule changes, also for those with a rule of their own', async () => {
  const { appid } = await stage.account();
  await stage.order('/people', { person: 'auditor', appid, does: 'ignore', afterMs: 0 });
  await stage.order('/people', { person: 'admin', does: 'accept', afterMs: 0 });
  await commit(appid);
  const { auditid } = await submit(appid);
  expect(await stage.ask('/state')).toMatchObject({ openAudits: [{ appid, auditid, status: 2 }] });
  await stage.order('/people', { person: 'auditor', appid, does: 'reject', afterMs: 0 });
  await stage.receiver.push('weapp_audit_fail');
  expect(await stage.ask('/state')).toMatchObject({ openAudits: [] });
});

it.each([
  ['/people', { person: 'legalPerson', does: 'pass', afterMs: 0 }, 'does'],
  ['/people', { person: 'auditor', does: 'pass', afterMs: 0, appId: 'wx1' }, 'appId'],
  ['/people', { person: 'auditor', does: 'pass', afterMs: 2_592_000_000 }, 'afterMs'],
  ['/faults', { path: '/wxa/commit', kind: 'slow', ms: 2_592_000_000 }, 'ms'],
  ['/faults', { path: '/wxa/comit', kind: 'dropBefore', times: 1 }, 'no declared call has this path'],
  ['/faults', { path: '/wxa/commit', kind: 'errcode', times: 1 }, 'errcode is needed'],
  ['/faults', { path: '/wxa/commit', kind: 'slow', times: 1 }, 'ms is needed'],
  ['/faults', { event: 'weapp_audit', kind: 'lose', times: 1 }, 'no declared event has this name'],
  ['/faults', { event: 'weapp_audit_fail', kind: 'late', times: 1 }, 'ms is needed'],
  ['/faults', { event: 'component_verify_ticket', kind: 'early', times: 1 }, 'no call provokes this event'],
  ['/push', { channel: 'authorizer' }, 'xml'],
  ['/accounts', { count: 2, appid: 'wx1' }, 'an appid is for one account'],
  ['/accounts', { ipAllowList: ['127.0.0.1'] }, 'an ipAllowList is for an account with a secret'],
  ['/api-quota', { path: '/wxa/nothing', daily: 1 }, 'no declared call has this path'],
  ['/domains', { appid: 'wx1' }, 'no account has this appid'],
  ['/login-codes', { appid: 'wx1' }, 'no account has this appid'],
  ['/payments', { appid: 'wx1' }, 'no account has this appid'],
  ['/open-accounts', { open_appid: 'wx1' }, 'no open account has this appid'],
  ['/authorizations', { appid: 'wx1', does: 'withdraw' }, 'no account has this appid'],
  ['/clock', { speed: 0 }, 'speed'],
  ['/nothing', {}, 'no such order'],
])('refuses the order %s %j and says why', async (path, body, why) => {
  await expect(stage.order(path, body)).rejects.toThrow(why);
});

it.each(['/messages', '/domains'])('refuses the question %s without an account and says why', async (path) => {
  for (const query of ['', '?appid=wx1']) {
    const response = await fetch(`${stage.url}/_sim${path}${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining('appid: ') });
  }
});

it('says of an order of several forms what each lacks', async () => {
  await expect(stage.order('/verifying', {})).rejects.toThrow(/packages: .*, or appid: /);
});

it('refuses an order that is not JSON', async () => {
  const response = await fetch(`${stage.url}/_sim/people`, { method: 'POST', body: 'no' });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: 'The body is not JSON.' });
});
