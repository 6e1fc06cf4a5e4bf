import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { picture } from '../simulator/picture.ts';
import { problemOf } from './answers.ts';
import { type CallsStage, openCallsStage } from './calls-stage.ts';

let stage: CallsStage;
let appid: string;
beforeAll(async () => {
  stage = await openCallsStage();
  appid = (await stage.account()).appid;
  await stage.isKnown(appid);
});
afterAll(() => stage.stop());

const problemIn = async (response: Response, status: number) => {
  const text = await response.text();
  return problemOf({ status: response.status, headers: response.headers, text, body: JSON.parse(text) }, status);
};

describe('a call of WeChat', () => {
  it("is made with the account's token, and answers what WeChat answers", async () => {
    const { status, body } = await stage.make('getVersionInfo', { appid, request: {}, why: 'a question of support' });
    expect({ status, body }).toEqual({ status: 200, body: {} });
    const why = 'a question of support';
    const line = { caller: 'the-operator', why, endpoint: '/wxa/getversioninfo', appid, outcome: 'ok' };
    expect(stage.logged(appid)).toContainEqual(expect.objectContaining(line));
  });

  it("is made with the platform's token where it is the platform's, or where no account is named", async () => {
    expect((await stage.make('getTemplateList')).body).toMatchObject({ template_list: expect.anything() });
    const request = { cgi_path: '/wxa/gettemplatelist' };
    expect((await stage.make('getApiQuota', { request })).body).toMatchObject({ quota: expect.anything() });
    const ofAccount = { appid, request: { cgi_path: '/wxa/getversioninfo' } };
    expect((await stage.make('getApiQuota', ofAccount)).body).toMatchObject({ quota: expect.anything() });
  });

  it('is refused where the body is not as the call is declared', async () => {
    const errorsOf = async (name: string, body: object) => problemOf(await stage.make(name, body), 400).errors;
    expect(await errorsOf('getVersionInfo', {})).toMatchObject([{ field: 'appid', detail: 'It is missing.' }]);
    expect(await errorsOf('getTemplateList', { appid })).toMatchObject([{ field: 'appid', expected: 'no such field' }]);
    expect(await errorsOf('getAuditStatus', { appid, request: { auditid: 'x', audit: 1 } })).toMatchObject([
      { field: 'request.auditid' },
      { field: 'request.audit', expected: 'no such field' },
    ]);
  });

  it('is for operators, and for accounts that are known', async () => {
    for (const as of ['viewer', 'service']) {
      problemOf(await stage.call('POST', '/v1/calls/getVersionInfo', { as, body: { appid } }), 403);
    }
    problemOf(await stage.make('getVersionInfo', { appid: 'wxstranger' }), 404);
  });

  it('that shows a credential, or that nobody declared, is not there', async () => {
    for (const name of ['getComponentAccessToken', 'thirdpartyCode2Session', 'toString']) {
      problemOf(await stage.make(name), 404);
    }
  });

  it('is made again with the same Idempotency-Key, which another request can not use', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    expect((await stage.make('getVersionInfo', { appid }, headers)).status).toBe(200);
    expect((await stage.make('getVersionInfo', { appid }, headers)).status).toBe(200);
    problemOf(await stage.make('getVersionInfo', { appid, why: 'another' }, headers), 422);
  });
});

describe('a call that nobody may make by hand', () => {
  it('names every process that makes it, whatever the body says', async () => {
    const before = stage.logged(appid).length;
    const onboarding = { title: 'merchant onboarding', url: `${stage.url}/v1/merchant-onboardings` };
    const setup = { title: 'account setup', url: `${stage.url}/v1/account-setups` };
    const release = { title: 'code release', url: `${stage.url}/v1/code-releases` };
    const owners = {
      commit: [onboarding, release],
      release: [onboarding, release],
      setPrivacySetting: [onboarding, setup, release],
    };
    for (const [name, processes] of Object.entries(owners)) {
      const problem = problemOf(await stage.make(name, { appid, request: 'anything' }), 409);
      expect(problem).toMatchObject({ type: '/problems/process-owns', processes });
      expect(problem.detail).toContain('POST /v1/code-releases');
    }
    expect(stage.logged(appid)).toHaveLength(before);
  });

  it('says why it can not be repeated and what to do, where no process makes it', async () => {
    const detailOf = async (name: string) => {
      const problem = problemOf(await stage.make(name, { appid }), 409);
      expect(problem).toMatchObject({ type: '/problems/not-repeatable' });
      return problem.detail;
    };
    expect(await detailOf('linkMiniprogram')).toMatch(/could not be told from a failure.*mp\.weixin\.qq\.com/);
    expect(await detailOf('deleteCategory')).toMatch(
      /mp\.weixin\.qq\.com.*process for setting up an account is planned/,
    );
    expect(await detailOf('getQRCode')).toContain('getUnlimitedQRCode');
  });
});

describe('a file', () => {
  it('is sent to WeChat as a form', async () => {
    const uploaded = await stage.upload('uploadTempMedia', { appid, type: 'image', media: picture() });
    expect(uploaded.status).toBe(200);
    expect(await uploaded.json()).toMatchObject({ type: 'image', media_id: expect.any(String) });
  });

  it('is refused where the form is not as the call is declared', async () => {
    const fields = { appid, type: 'image', media: 'no file' };
    const { errors } = await problemIn(await stage.upload('uploadTempMedia', { ...fields, kind: 'x' }), 400);
    expect(errors?.map(({ field }) => field).sort()).toEqual(['kind', 'media']);
    problemOf(await stage.make('uploadTempMedia', { appid, type: 'image' }), 415);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const cut = await stage.call('POST', '/v1/calls/uploadTempMedia', { body: '--x\r\nhalf', headers });
    expect(problemOf(cut, 400).errors).toMatchObject([{ field: '(body)', expected: 'a form' }]);
  });

  it('of more than 12 MiB is refused', async () => {
    const media = new File([new Uint8Array(12 * 1024 * 1024)], 'large.png', { type: 'image/png' });
    const { detail } = await problemIn(await stage.upload('uploadTempMedia', { appid, type: 'image', media }), 413);
    expect(detail).toContain('12582912');
  });

  it('belongs to its Idempotency-Key: another file with it is refused', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const upload = (media: File) => stage.upload('uploadTempMedia', { appid, type: 'image', media }, headers);
    expect((await upload(picture())).status).toBe(200);
    expect((await upload(picture())).status).toBe(200);
    await problemIn(await upload(picture({ size: 200 })), 422);
  });

  it('that WeChat answers comes with its type', async () => {
    const version = { user_version: '1.0.0', user_desc: 'first' };
    await stage.wechat.commit(appid, { template_id: 1, ext_json: `{"extAppid":"${appid}"}`, ...version });
    const response = await fetch(`${stage.url}/v1/calls/getTrialQRCode`, {
      method: 'POST',
      body: JSON.stringify({ appid }),
      headers: { authorization: 'Bearer operator', 'content-type': 'application/json' },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const expected = await stage.wechat.getTrialQRCode(appid, {});
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(expected.bytes);
  });
});

describe('a refusal of WeChat', () => {
  let refusing: string;
  let rid: string;
  beforeAll(async () => {
    const account = await stage.account({ permissionSets: [17] });
    refusing = account.appid;
    await stage.isKnown(refusing);
  });

  it('names the permission set, and its rid is in the answer and in the log', async () => {
    const problem = problemOf(await stage.make('getVersionInfo', { appid: refusing }), 409);
    expect(problem).toMatchObject({
      type: '/problems/merchant-must-act',
      errcode: 61007,
      detail: expect.stringContaining('18 (小程序开发与数据分析)'),
      hintZh: expect.stringContaining('小程序开发与数据分析'),
    });
    rid = problem.rid ?? '';
    expect(stage.logged(refusing)).toContainEqual(expect.objectContaining({ outcome: 61007, rid }));
  });

  it('for too many calls in a minute says when to try again', async () => {
    await stage.order('/faults', { path: '/wxa/getversioninfo', kind: 'errcode', errcode: 45011 });
    const answer = await stage.make('getVersionInfo', { appid });
    expect(problemOf(answer, 429)).toMatchObject({ type: '/problems/too-many-calls', errcode: 45011 });
    expect(answer.headers.get('retry-after')).toBe('60');
  });

  it('can be looked up by its rid, and shows no credential', async () => {
    const found = await stage.call('POST', `/v1/rids/${rid}`, { body: { appid: refusing } });
    expect(found.body).toMatchObject({
      rid,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      took: expect.any(Number),
      target: 'access_token=[redacted]',
      answered: { errcode: 61007 },
    });
    const secrets = await stage.ask<{ value: string }[]>('/secrets');
    const shown = found.text + stage.log();
    expect(secrets.filter(({ value }) => shown.includes(value))).toEqual([]);
  });

  it('can be looked up for the account that it belongs to, and by operators', async () => {
    problemOf(await stage.call('POST', `/v1/rids/${rid}`), 404);
    problemOf(await stage.call('POST', `/v1/rids/${rid}`, { body: { appid } }), 404);
    problemOf(await stage.call('POST', `/v1/rids/${rid}`, { body: { appid: 'wxstranger' } }), 404);
    problemOf(await stage.call('POST', `/v1/rids/${rid}`, { as: 'viewer' }), 403);
  });
});

describe('the account of a customised merchant', () => {
  const secret = 'c0ffee00c0ffee00c0ffee00c0ffee00';
  const give = (account: string, body: object, as = 'admin') =>
    stage.call('PUT', `/v1/authorizers/${account}/secret`, { as, body });
  let customised: string;
  beforeAll(async () => {
    customised = (await stage.account({ secret })).appid;
    const given = await give(customised, { secret, merchantId: 'm-customised' });
    expect(given).toMatchObject({ status: 200, body: { appid: customised, origin: 'customised' } });
  });

  it('is given its secret by admins, which is proved and never shown', async () => {
    problemOf(await give(customised, { secret }, 'operator'), 403);
    expect(problemOf(await give(customised, { secret: 'not a secret' }), 400).errors).toMatchObject([
      { field: 'secret' },
    ]);
    const wrong = 'feedface'.repeat(4);
    const refused = problemOf(await give(customised, { secret: wrong }), 409);
    expect(refused).toMatchObject({ type: '/problems/merchant-must-act', errcode: 40125, rid: expect.any(String) });
    expect(await stage.view(customised)).toMatchObject({ merchantId: 'm-customised', authorization: 'granted' });
    for (const known of [secret, wrong]) expect(stage.log() + JSON.stringify(refused)).not.toContain(known);
  });

  it('is another than one that has authorized the platform, which takes no secret', async () => {
    const refused = problemOf(await give(appid, { secret }), 409);
    expect(refused).toMatchObject({ type: '/problems/not-now', detail: expect.stringContaining('not needed') });
  });

  it('takes what needs only its own token, and is told what a platform does on behalf', async () => {
    const quota = { appid: customised, request: { cgi_path: '/wxa/commit' } };
    expect((await stage.make('getApiQuota', quota)).status).toBe(200);
    const problem = problemOf(await stage.make('getLatestAuditStatus', { appid: customised }), 409);
    expect(problem).toMatchObject({ type: '/problems/customised-account', hintZh: expect.stringContaining('定制化') });
  });

  it('gets no code release', async () => {
    const body = { appid: customised, templateId: 1, userVersion: '1.0.0', userDesc: 'first' };
    const problem = problemOf(await stage.call('POST', '/v1/code-releases', { body }), 409);
    expect(problem).toMatchObject({
      type: '/problems/customised-account',
      detail: expect.stringContaining(customised),
    });
    const release = stage.temporal.workflow.getHandle(workflowIds.codeRelease(customised));
    await expect(release.describe()).rejects.toBeInstanceOf(WorkflowNotFoundError);
  });
});

describe('a session', () => {
  const path = () => `/v1/authorizers/${appid}/sessions`;
  const exchange = (code: string, as = 'service') => stage.call('POST', path(), { as, body: { code } });

  it('is what WeChat gives for a login code, once', async () => {
    const { js_code: code, openid } = await stage.order<{ js_code: string; openid: string }>('/login-codes', { appid });
    const first = await exchange(code);
    expect(first).toMatchObject({ status: 201, body: { openid, sessionKey: expect.any(String) } });
    expect(problemOf(await exchange(code), 400)).toMatchObject({
      type: '/problems/login-code-refused',
      errcode: 40163,
    });
    expect(stage.log()).not.toContain(code);
  });

  it('is refused for a code that is none, an account that is unknown and a role that gets no tokens', async () => {
    expect(problemOf(await exchange('no code'), 400)).toMatchObject({ errcode: 40029, rid: expect.any(String) });
    problemOf(
      await stage.call('POST', '/v1/authorizers/wxstranger/sessions', { as: 'service', body: { code: 'c' } }),
      404,
    );
    problemOf(await exchange('no code', 'operator'), 403);
  });
});
