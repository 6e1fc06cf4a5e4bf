import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { retireTemplate } from '../../messages/template-library.ts';
import { changeTemplateLibrary } from '../../routing/template-library.ts';
import { versionsOf } from '../simulator/versions.ts';
import { problemOf } from './answers.ts';
import { type CallsStage, openCallsStage } from './calls-stage.ts';

let stage: CallsStage;
let appid = '';
beforeAll(async () => {
  stage = await openCallsStage();
});
// Before the first test, inside it: nothing can be waited for outside of one.
beforeEach(async () => {
  if (appid) return;
  ({ appid } = await stage.authorized());
  await versionsOf({ client: stage.wechat, person: stage.person }, appid).online('1.0.0', '1.1.0');
});
afterAll(() => stage.stop());

const url = (what: string, of: string) => `/v1/authorizers/${of}/${what}`;
const get = (what: string) => stage.call('GET', url(what, appid), { as: 'viewer' });
const put = (what: string, body: object, of = appid) => stage.call('PUT', url(what, of), { as: 'approver', body });
const effects = async (path: string) =>
  (await stage.ask<{ path: string }[]>(`/effects?appid=${appid}`)).filter((effect) => effect.path === path).length;

describe('the service of an account', () => {
  it('is suspended and taken up again, each once, and the account keeps who did it and why', async () => {
    const close = { open: false, why: 'prices are wrong' };
    expect(await put('service', close)).toMatchObject({ status: 200, body: { open: false, changed: true } });
    expect(await put('service', close)).toMatchObject({ status: 200, body: { open: false, changed: false } });
    expect(await get('service')).toMatchObject({ body: { open: false } });
    expect(await put('service', { open: true })).toMatchObject({ body: { open: true, changed: true } });
    expect(await effects('/wxa/change_visitstatus?action=close')).toBe(1);
    await stage.becomes(appid, {
      events: expect.arrayContaining([
        expect.objectContaining({ event: 'service suspended', note: 'by the-approver: prices are wrong' }),
      ]),
    });
  });

  it('is as wanted where the answer was lost and the change was not', async () => {
    await stage.order('/faults', { path: '/wxa/change_visitstatus?action=close', kind: 'dropAfter', times: 1 });
    expect(await put('service', { open: false })).toMatchObject({ status: 200, body: { changed: true } });
    await put('service', { open: true });
  });

  it('of an account with nothing online is refused in words', async () => {
    const bare = (await stage.authorized()).appid;
    expect(problemOf(await put('service', { open: false }, bare), 409)).toMatchObject({ errcode: 85021 });
  });

  it('is for approvers to switch, and for a declared state only', async () => {
    const as = 'operator';
    expect((await stage.call('PUT', url('service', appid), { as, body: { open: false } })).status).toBe(403);
    const { errors } = problemOf(await put('service', { open: 'no' }), 400);
    expect(errors).toEqual([expect.objectContaining({ field: 'open' })]);
  });
});

describe('the lowest base library', () => {
  it('is set where it differs', async () => {
    expect(await put('minimum-library', { version: '3.0.0' })).toMatchObject({ body: { changed: true } });
    expect(await put('minimum-library', { version: '3.0.0' })).toMatchObject({ body: { changed: false } });
    expect(await get('service')).toMatchObject({
      body: { minimumLibrary: '3.0.0', libraries: expect.arrayContaining([{ version: '3.6.6', percentage: 84.5 }]) },
    });
  });

  it('must be a version, and a published one', async () => {
    const { errors } = problemOf(await put('minimum-library', { version: '3' }), 400);
    expect(errors).toEqual([expect.objectContaining({ field: 'version' })]);
    expect(problemOf(await put('minimum-library', { version: '9.9.9' }), 502)).toMatchObject({ errcode: 89014 });
  });
});

describe('the release history of an account', () => {
  it('shows what is online, what can be gone back to, and our ledger', async () => {
    expect(await get('releases')).toMatchObject({
      status: 200,
      body: {
        online: { userVersion: '1.1.0', userDesc: 'build 1.1.0' },
        trial: { userVersion: '1.1.0' },
        canGoBackTo: [{ appVersion: 1, userVersion: '1.0.0' }],
        ledger: [],
      },
    });
  });
});

describe('templates', () => {
  const ops = (method: string, path: string, body: object) => stage.call(method, path, { as: 'operator', body });

  it('are listed with what is said of them, which only those of the library bear', async () => {
    const said = { note: 'the plain one', ext: { ext: { a: 1 } }, pages: ['pages/index/index'], keep: true };
    expect(await ops('PUT', '/v1/templates/1', said)).toMatchObject({ status: 200, body: said });
    expect(await ops('PUT', '/v1/default-template', { templateId: 2 })).toMatchObject({ status: 200 });
    const { errors } = problemOf(await ops('PUT', '/v1/templates/77', { note: 'x' }), 400);
    expect(errors).toEqual([expect.objectContaining({ field: 'templateId' })]);
    problemOf(await ops('PUT', '/v1/default-template', { templateId: 77 }), 400);
    expect((await stage.call('GET', '/v1/templates', { as: 'viewer' })).body).toMatchObject({
      templates: [
        { templateId: 3, default: false },
        { templateId: 2, default: true },
        { templateId: 1, ...said, standard: false, retiring: false },
      ],
      defaultTemplate: 2,
      most: 200,
    });
    expect(await ops('PUT', '/v1/default-template', { templateId: null })).toMatchObject({ status: 200 });
    expect((await stage.call('GET', '/v1/templates', { as: 'viewer' })).body).not.toHaveProperty('defaultTemplate');
  });

  it('about to be removed are refused where a release would begin with one', async () => {
    expect(await changeTemplateLibrary(stage.temporal, retireTemplate, { templateId: 3 })).toBe(true);
    const body = { appid, templateId: 3, userVersion: '1.2.0', userDesc: 'too late' };
    const { errors } = problemOf(await ops('POST', '/v1/code-releases', body), 400);
    expect(errors).toEqual([expect.objectContaining({ field: 'templateId' })]);
  });

  it('come from drafts, which are listed with whether a rule promotes them', async () => {
    await stage.order('/drafts', { sourceAppid: 'wxdeva', userVersion: '2.0.0' });
    await stage.order('/drafts', { sourceAppid: 'wxdevb', userVersion: '2.0.1' });
    const rules = [{ sourceAppid: 'wxdeva' }];
    expect(await ops('PUT', '/v1/template-promotion-rules', { rules })).toMatchObject({
      body: { rules: [{ sourceAppid: 'wxdeva', makeDefault: false }] },
    });
    expect((await stage.call('GET', '/v1/template-drafts', { as: 'viewer' })).body).toMatchObject({
      drafts: [
        { sourceAppid: 'wxdeva', userVersion: '2.0.0', ruled: true },
        { sourceAppid: 'wxdevb', ruled: false },
      ],
    });
  });
});
