import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldsOf, requestOf } from '../../simulator/calls/fields.ts';
import { endpoint } from '../../wechat/endpoint.ts';
import { appid, freshStage, stage } from './fresh.ts';
import { refusedWith, startStage } from './stage.ts';

/** Tokens as a query, for calls past the client. */
let component: string;
let authorizer: string;

freshStage();
beforeEach(async () => {
  component = `access_token=${await stage.tokens({ kind: 'component' })}`;
  authorizer = `access_token=${await stage.tokens({ kind: 'authorizer', appid })}`;
});

const post = (body: string): RequestInit => ({ method: 'POST', body });

it('answers every refusal with HTTP 200 and a rid that begins with its time', async () => {
  const { status, answer } = await stage.call('/wxa/release');
  expect(status).toBe(200);
  expect(answer.errcode).toBe(41001);
  const [, time] = /^access_token missing rid: ([0-9a-f]{8})-[0-9a-f]{8}-[0-9a-f]{8}$/.exec(answer.errmsg ?? '') ?? [];
  expect(Math.abs(Number.parseInt(time ?? '', 16) - Date.now() / 1000)).toBeLessThan(5);
  await expect(stage.client.release(appid, {})).rejects.toMatchObject({
    failure: { errcode: 85019, errmsg: 'no version is under auditing', rid: expect.stringMatching(/^[0-9a-f-]{26}$/) },
  });
});

it.each([
  ['an unknown path', 40066, '/wxa/nothing', post('{}')],
  ['a GET where a POST is due', 43002, '/wxa/release', { method: 'GET' }],
  ['a POST where a GET is due', 43001, '/wxa/get_page', post('{}')],
  ['an unknown action', 40097, '/wxa/component/fastregisterenterpriseweapp?action=search', post('{}')],
  ['an empty body', 44002, '/wxa/release', post('')],
  ['a body that is not JSON', 47001, '/wxa/release', post('no')],
  ['a body that is a list', 47001, '/wxa/release', post('[]')],
  ['a missing token', 41001, '/wxa/release', post('{}')],
  ['an unknown token', 40001, '/wxa/release?access_token=unknown', post('{}')],
  [
    "the platform's other name of the token in an account's call",
    41001,
    '/wxa/release?component_access_token=x',
    post('{}'),
  ],
])('refuses %s with %i', async (_what, errcode, path, init) => {
  expect((await stage.call(path, init)).answer.errcode).toBe(errcode);
});

it("refuses the other kind of token, and takes the platform's under both names", async () => {
  expect((await stage.call(`/wxa/gettemplatelist?${authorizer}`, { method: 'GET' })).answer.errcode).toBe(61014);
  expect((await stage.call(`/wxa/getversioninfo?${component}`)).answer.errcode).toBe(61015);
  for (const query of [component, `component_${component}`]) {
    expect((await stage.call(`/wxa/gettemplatelist?${query}`, { method: 'GET' })).answer.errcode).toBe(0);
  }
});

it('refuses an account that did not grant the permission set', async () => {
  const other = await stage.account({ permissionSets: [17, 30] });
  await expect(stage.client.getVersionInfo(other.appid, {})).rejects.toMatchObject(refusedWith(61007));
});

it('wants the platform named where a call must name it', async () => {
  const path = `/cgi-bin/component/api_create_preauthcode?${component}`;
  expect((await stage.call(path)).answer.errcode).toBe(41018);
  expect((await stage.call(path, post('{"component_appid":"wxother"}'))).answer.errcode).toBe(40013);
});

it('refuses a request that does not fit its declaration and names the field', async () => {
  const { answer } = await stage.call(`/wxa/get_auditstatus?${authorizer}`, post('{"auditid":"12"}'));
  expect(answer).toMatchObject({ errcode: 47001, errmsg: expect.stringContaining('auditid') });
});

it.each(['application/x-www-form-urlencoded', 'application/json', 'text/xml', ''])(
  'reads a body of JSON whatever its content type says: "%s"',
  async (type) => {
    const body = JSON.stringify({ component_appid: stage.componentAppid });
    const path = `/cgi-bin/component/api_create_preauthcode?${component}`;
    const { answer } = await stage.call(path, { ...post(body), headers: { 'content-type': type } });
    expect(answer).toHaveProperty('pre_auth_code');
  },
);

it.each([
  ['/wxa/submit_audit', 85023, { item_list: [] }],
  ['/wxa/submit_audit', 47001, { item_list: [{}] }],
  ['/wxa/grayrelease', 85081, { gray_percentage: 101 }],
  ['/cgi-bin/component/setprivacysetting', 86069, {}],
  ['/cgi-bin/component/setprivacysetting', 86071, { owner_setting: { notice_method: '弹窗' }, privacy_ver: 3 }],
  ['/cgi-bin/component/setprivacysetting', 47001, { owner_setting: {}, setting_list: 'none' }],
])('refuses a field of %s with the code %i of its own, or else the common one', async (path, errcode, body) => {
  const { answer } = await stage.call(`${path}?${authorizer}`, post(JSON.stringify(body)));
  expect(answer.errcode).toBe(errcode);
});

it('takes a template id as digits, in JSON and in a query', async () => {
  const body = JSON.stringify({ template_id: '1', ext_json: '{}', user_version: '1.0', user_desc: 'test' });
  expect((await stage.call(`/wxa/commit?${authorizer}`, post(body))).answer).toEqual({ errcode: 0, errmsg: 'ok' });
  const standard = await stage.client.getTemplateList({ template_type: 1 });
  const all = await stage.client.getTemplateList({});
  expect(standard.template_list).toEqual([]);
  expect(all.template_list.map(({ template_id }) => template_id)).toEqual([1, 2, 3]);
});

it('takes a draft id as digits', async () => {
  const { draftId } = await stage.order<{ draftId: number }>('/drafts');
  const path = `/wxa/addtotemplate?${component}`;
  expect((await stage.call(path, post(JSON.stringify({ draft_id: `${draftId}` })))).answer.errcode).toBe(0);
});

it('says no errcode where the answer is a credential', async () => {
  const body = JSON.stringify({ component_appid: stage.componentAppid });
  const { answer } = await stage.call(`/cgi-bin/component/api_create_preauthcode?${component}`, post(body));
  expect(Object.keys(answer)).toEqual(['pre_auth_code', 'expires_in']);
});

it('reads a form with a file, and digits in it as numbers', async () => {
  const upload = endpoint({
    method: 'POST',
    path: '/upload',
    token: 'authorizer',
    body: 'multipart',
    request: z.object({ media: z.file(), certificate_type: z.number() }),
    response: z.object({}),
    repeatable: true,
  });
  const form = new FormData();
  form.set('media', new File(['licence'], 'licence.png', { type: 'image/png' }));
  form.set('certificate_type', '12');
  const sent = new Response(form);
  const fields = await fieldsOf(upload, {
    method: 'POST',
    path: upload.path,
    query: new URLSearchParams(),
    contentType: sent.headers.get('content-type') ?? '',
    body: new Uint8Array(await sent.arrayBuffer()),
    ip: '127.0.0.1',
    origin: stage.url,
  });
  const request = z.object({ media: z.file(), certificate_type: z.number() }).parse(requestOf(upload, fields));
  expect(request.certificate_type).toBe(12);
  expect(await request.media.text()).toBe('licence');
});

it('refuses hosts that are not on the allow-list', async () => {
  const guarded = await startStage({ ipAllowList: ['203.0.113.7'] });
  try {
    await expect(guarded.tokens({ kind: 'component' })).rejects.toMatchObject(refusedWith(61004));
    await guarded.order('/allow-list');
    await guarded.tokens({ kind: 'component' });
    await guarded.order('/allow-list', { ips: ['203.0.113.7'] });
    await expect(guarded.client.getTemplateList({})).rejects.toMatchObject(refusedWith(61004));
  } finally {
    await guarded.stop();
  }
});
