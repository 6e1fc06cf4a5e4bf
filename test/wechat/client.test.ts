import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { classify, parse, readEnvelope, send, type Transport } from '../../wechat/call.ts';
import { createClient } from '../../wechat/client.ts';
import { endpoint, type TokenOwner } from '../../wechat/endpoint.ts';
import { rejected } from '../../wechat/error-class.ts';
import { WeChatError, type WeChatFailure } from '../../wechat/wechat-error.ts';
import { binaryAnswer } from '../../wechat/wire.ts';
import { type Answer, answeringServer, refusingAddress } from './answering-server.ts';

const token = 'TOKEN_61W3mEpU66027wgNZ_MhGHNQ';
const caller = { owner: { kind: 'authorizer', appid: 'wx_merchant' }, token } as const;
const ok = { errcode: 0, errmsg: 'ok' };

/** A client of a server with these answers; `asked` are the tokens it wanted. */
const clientOf = async (...answers: [Answer, ...Answer[]]) => {
  const server = await answeringServer(...answers);
  const asked: { owner: TokenOwner; stale?: string }[] = [];
  const client = createClient({
    baseUrl: server.url,
    componentAppid: 'wx_component',
    tokens: async (owner, stale) => {
      asked.push(stale === undefined ? { owner } : { owner, stale });
      return stale === undefined ? token : 'TOKEN_renewed';
    },
  });
  return { client, arrived: server.arrived, asked };
};

/** The failure of a call that must fail, after nothing secret was found in anything printable of it. */
const failureOf = async (call: Promise<unknown>, ...secrets: string[]): Promise<WeChatFailure> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WeChatError)) throw new Error('expected a WeChatError', { cause: error });
  const printed = inspect(error, { depth: null, showHidden: true }) + error.stack + JSON.stringify(error);
  for (const secret of [token, 'TOKEN_renewed', '127.0.0.1', ...secrets]) {
    expect(printed).not.toContain(secret);
  }
  return error.failure;
};

describe('what a call sends', () => {
  it("puts an account's token into the query and JSON in UTF-8 into the body", async () => {
    const { client, arrived, asked } = await clientOf(ok);
    const request = { template_id: 7, ext_json: '{}', user_version: '1.0', user_desc: '秋季' };
    await client.commit('wx_merchant', request);
    expect(asked).toEqual([{ owner: { kind: 'authorizer', appid: 'wx_merchant' } }]);
    expect(arrived).toEqual([
      {
        method: 'POST',
        path: '/wxa/commit',
        query: { access_token: token },
        type: 'application/json; charset=utf-8',
        body: JSON.stringify(request),
      },
    ]);
  });

  it('sends {} where a POST has no fields', async () => {
    const { client, arrived } = await clientOf(ok);
    await client.release('wx_merchant', {});
    expect(arrived[0]?.body).toBe('{}');
  });

  it('puts the fields of a GET into the query and nothing into its body', async () => {
    const { client, arrived, asked } = await clientOf({ ...ok, template_list: [] });
    await client.getTemplateList({ template_type: 0 });
    expect(asked).toEqual([{ owner: { kind: 'component' } }]);
    expect(arrived[0]).toMatchObject({ method: 'GET', query: { access_token: token, template_type: '0' }, body: '' });
  });

  it('leaves undefined fields out of the query', async () => {
    const { client, arrived } = await clientOf({ ...ok, template_list: [] });
    await client.getTemplateList({});
    expect(arrived[0]?.query).toEqual({ access_token: token });
  });

  it('names the fixed action of the call', async () => {
    const { client, arrived } = await clientOf({ ...ok, taskid: 't', authorize_url: 'u' });
    const request = { name: '公司', code: '9144030071526726XG', component_phone: '0755', new_version: true } as const;
    expect(await client.fastRegisterEnterpriseWeappCreate(request)).toEqual({ taskid: 't', authorize_url: 'u' });
    expect(arrived[0]?.query).toEqual({ action: 'create', access_token: token });
  });

  it("calls the component's token by its older name and fills the component's appid in", async () => {
    const { client, arrived } = await clientOf({ pre_auth_code: 'preauthcode@@@x', expires_in: 1800 });
    await client.getPreAuthCode({});
    expect(arrived[0]).toMatchObject({
      query: { component_access_token: token },
      body: '{"component_appid":"wx_component"}',
    });
  });

  it('takes no token where none is declared', async () => {
    const { client, arrived, asked } = await clientOf(ok);
    await client.startPushTicket({ component_secret: 's3cret' });
    expect(asked).toEqual([]);
    expect(arrived[0]?.query).toEqual({});
    expect(JSON.parse(arrived[0]?.body ?? '')).toEqual({ component_appid: 'wx_component', component_secret: 's3cret' });
  });

  it('sends a File as multipart with its name and type', async () => {
    const upload = endpoint({
      method: 'POST',
      path: '/wxa/uploadmedia',
      token: 'authorizer',
      body: 'multipart',
      request: z.object({ media: z.instanceof(File), note: z.string() }),
      response: z.object({ mediaid: z.string() }),
      repeatable: true,
    });
    const { url, arrived } = await answeringServer({ ...ok, mediaid: 'm1' });
    const media = new File(['pixels'], '店.png', { type: 'image/png' });
    const response = await send(transportTo(url), upload, { media, note: '门头' }, caller);
    expect(parse(upload, await readEnvelope(upload, response))).toEqual({ mediaid: 'm1' });
    expect(arrived[0]?.type).toMatch(/^multipart\/form-data; boundary=/);
    expect(arrived[0]?.body).toMatch(/name="media"; filename="店.png"\r\nContent-Type: image\/png\r\n\r\npixels/);
    expect(arrived[0]?.body).toMatch(/name="note"\r\n\r\n门头/);
  });

  it('never sends a request that does not fit its declaration', async () => {
    const { client, arrived, asked } = await clientOf(ok);
    const request = { template_id: 7, ext_json: '{}', user_version: 'v'.repeat(65), user_desc: 'd' };
    expect(await failureOf(client.commit('wx_merchant', request))).toMatchObject({
      kind: 'refused',
      class: 'bug',
      effect: 'none',
      hint: expect.stringContaining('user_version'),
    });
    expect(arrived).toEqual([]);
    expect(asked).toEqual([]);
  });
});

const transportTo = (baseUrl: string): Transport => ({ baseUrl, componentAppid: 'wx_component', fetch });

describe('what a call answers', () => {
  it('is the declared part of the answer, whether or not there is an errcode', async () => {
    const { client } = await clientOf({ component_access_token: 'CAT', expires_in: '7200', extra: 1 });
    expect(await client.getComponentAccessToken({ component_appsecret: 's', component_verify_ticket: 't' })).toEqual({
      component_access_token: 'CAT',
      expires_in: 7200,
    });
  });

  it('is the file where the Content-Type says so', async () => {
    const { client } = await clientOf((response) => response.setHeader('content-type', 'image/jpeg').end('JPEG'));
    const answer = await client.getTrialQRCode('wx_merchant', { path: 'page/index?a=1' });
    expect(answer.contentType).toBe('image/jpeg');
    expect(Buffer.from(answer.bytes).toString()).toBe('JPEG');
  });

  it('is a refusal where a file was expected and JSON came', async () => {
    const { client } = await clientOf({ errcode: 41001, errmsg: 'access_token missing' });
    expect(await failureOf(client.getTrialQRCode('wx_merchant', {}))).toMatchObject({
      kind: 'refused',
      errcode: 41001,
    });
  });

  it('is unreadable, with unknown effect, where it does not fit its declaration', async () => {
    const { client } = await clientOf({ ...ok, auditid: 'none' });
    const item = { first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 };
    expect(await failureOf(client.submitAudit('wx_merchant', { item_list: [item] }))).toEqual({
      endpoint: '/wxa/submit_audit',
      kind: 'unreadable',
      class: 'bug',
      effect: 'unknown',
      hint: 'The answer does not fit its declaration at: auditid.',
      hintZh: expect.any(String),
    });
  });
});

describe('a refusal', () => {
  const refusal = async (errcode: unknown, errmsg = 'no', ...secrets: string[]) => {
    const { client } = await clientOf({ errcode, errmsg });
    return failureOf(client.getAuditStatus('wx_merchant', { auditid: 1 }), ...secrets);
  };

  it('carries the code, the class, what to do and the rid apart from the message', async () => {
    const said = 'invalid audit id rid: 69faf79c-1a2b3c4d-5e6f7a8b';
    expect(await refusal(85012, said)).toEqual({
      endpoint: '/wxa/get_auditstatus',
      kind: 'refused',
      class: 'bug',
      effect: 'none',
      errcode: 85012,
      errmsg: 'invalid audit id',
      rid: '69faf79c-1a2b3c4d-5e6f7a8b',
      hint: 'The audit id is invalid.',
      hintZh: '审核编号无效',
    });
  });

  it('has path, errcode and rid in the message of its error, which is what logs and Temporal show', async () => {
    const { client } = await clientOf({ errcode: 85012, errmsg: 'invalid audit id rid: 69faf79c-1-2' });
    await expect(client.getAuditStatus('wx_merchant', { auditid: 1 })).rejects.toThrow(
      '/wxa/get_auditstatus: 85012 invalid audit id (rid 69faf79c-1-2)',
    );
  });

  it('is understood where the errcode is a string', async () => {
    expect(await refusal('85012')).toMatchObject({ errcode: 85012, class: 'bug' });
    const { client } = await clientOf({ errcode: '0', errmsg: 'ok', status: '2' });
    expect(await client.getAuditStatus('wx_merchant', { auditid: 1 })).toEqual({ status: 2 });
  });

  it.each([
    [45009, 'quota'],
    [45011, 'slow-down'],
    [61007, 'merchant'],
    [61028, 'provider'],
  ])('of a common code %i is of the class %s', async (errcode, expected) => {
    expect(await refusal(errcode)).toMatchObject({ class: expected, effect: 'none' });
  });

  it('that bars more than one account names how far', async () => {
    expect(await refusal(61004)).toMatchObject({ class: 'stop', scope: 'host' });
  });

  it("is decided by the endpoint's own declaration before the common one", async () => {
    const common = await clientOf({ errcode: 40001, errmsg: 'no' });
    await failureOf(common.client.getAuditStatus('wx_merchant', { auditid: 1 }));
    expect(common.asked).toHaveLength(2);
    const own = await clientOf({ errcode: 40001, errmsg: 'no' });
    const request = { component_appsecret: 's', component_verify_ticket: 't' };
    expect(await failureOf(own.client.getComponentAccessToken(request))).toMatchObject({ class: 'provider' });
  });

  it('is understood where the call says its code in ret', async () => {
    const { client } = await clientOf({ ret: 2021, err_msg: 'publisher exists' });
    expect(await failureOf(client.agencyCreatePublisher('wx_merchant', {}))).toMatchObject({
      class: 'done',
      errcode: 2021,
      errmsg: 'publisher exists',
    });
    const opened = await clientOf({ ret: 0, err_msg: '', status: 1 });
    expect(await opened.client.agencyCheckCanOpenPublisher('wx_merchant', {})).toEqual({ status: 1 });
    const below = await clientOf({ base_resp: { ret: 2009, err_msg: 'invalid publisher' } });
    expect(await failureOf(below.client.getAdunitList('wx_merchant', { page: 1, page_size: 8 }))).toMatchObject({
      errcode: 2009,
      errmsg: 'invalid publisher',
    });
    const barred = await clientOf({ errcode: 61007, errmsg: 'api is unauthorized to component' });
    expect(await failureOf(barred.client.agencyCreatePublisher('wx_merchant', {}))).toMatchObject({
      class: 'merchant',
    });
  });

  it('with a code nobody declared has no class', async () => {
    expect(await refusal(123456)).toMatchObject({ class: 'undeclared', effect: 'none' });
  });

  it.each([
    [{ hints: [{ err_field: 'name' }], other: 'thing' }, { details: { hints: [{ err_field: 'name' }] } }],
    [{ hints: 'none' }, {}],
  ])('that says %j beside keeps of it what the call declares', async (beside, kept) => {
    const apply = endpoint({
      method: 'POST',
      path: '/apply',
      token: 'authorizer',
      request: z.object({}),
      response: z.object({}),
      refusal: z.object({ hints: z.array(z.object({ err_field: z.string() })) }),
      repeatable: false,
      errors: { 86202: rejected('No.', '否') },
    });
    const said = async () => classify(apply, { errcode: 86202, errmsg: 'apply icp filing fail', ...beside }, []);
    const failure = await failureOf(said());
    expect(failure).toMatchObject({ errcode: 86202, class: 'rejected', effect: 'none' });
    expect('details' in failure ? { details: failure.details } : {}).toEqual(kept);
  });

  it.each([-1, -1000, 9402202, 89401])('with %i, a fault of WeChat, may have had its effect', async (errcode) => {
    const { client } = await clientOf({ errcode, errmsg: 'system error' });
    const failure = await failureOf(client.speedupCodeAudit('wx_merchant', { auditid: 1 }));
    expect(failure).toMatchObject({ class: 'transient', effect: 'unknown' });
  });

  it('with a final no that is a fault elsewhere had none', async () => {
    const { client } = await clientOf({ errcode: -1, errmsg: 'system error' });
    const retired = client.registerMiniprogramSearch({
      name: '一',
      legal_persona_wechat: '二',
      legal_persona_name: '三',
    });
    expect(await failureOf(retired)).toMatchObject({ class: 'rejected', effect: 'none' });
  });

  it('holds no credential, whatever WeChat says', async () => {
    const said = `invalid access_token=${token}, ticket@@@abcdef and ${token}`;
    const failure = await refusal(40013, said, 'abcdef');
    expect(failure.errmsg).toContain('[redacted]');
  });

  it('holds no secret of its request', async () => {
    const { client } = await clientOf({ errcode: 61009, errmsg: 'code 0123456789abcdef is invalid' });
    const call = client.getAuthorizerRefreshToken({ authorization_code: '0123456789abcdef' });
    expect(await failureOf(call, '0123456789abcdef')).toMatchObject({ class: 'rejected' });
  });

  it('holds no secret from deep in its request', async () => {
    const { client } = await clientOf({ errcode: 61009, errmsg: 'the reviewers do not get in with letmein-4711' });
    const batch_req = { appid_list: ['wx_merchant'], path: 'pages/order', test_pwd: 'letmein-4711' };
    const failure = await failureOf(client.applySetOrderPathInfo({ batch_req }), 'letmein-4711');
    expect(failure.errmsg).toBe('the reviewers do not get in with [redacted]');
  });
});

describe('a token that WeChat calls stale', () => {
  it.each([40001, 40014, 42001])('is renewed and the call made again after %i', async (errcode) => {
    const { client, arrived, asked } = await clientOf({ errcode, errmsg: 'invalid credential' }, { ...ok, status: 0 });
    expect(await client.getAuditStatus('wx_merchant', { auditid: 1 })).toEqual({ status: 0 });
    expect(asked).toEqual([
      { owner: { kind: 'authorizer', appid: 'wx_merchant' } },
      { owner: { kind: 'authorizer', appid: 'wx_merchant' }, stale: token },
    ]);
    expect(arrived.map(({ query }) => query.access_token)).toEqual([token, 'TOKEN_renewed']);
  });

  it('is renewed once only', async () => {
    const { client, arrived, asked } = await clientOf({ errcode: 40001, errmsg: 'invalid credential' });
    expect(await failureOf(client.release('wx_merchant', {}))).toMatchObject({ class: 'stale-token', effect: 'none' });
    expect(arrived).toHaveLength(2);
    expect(asked).toHaveLength(2);
  });
});

describe('a call without an answer', () => {
  const release = async (answer: Answer) => (await clientOf(answer)).client.release('wx_merchant', {});

  it('had no effect where the connection was refused', async () => {
    const baseUrl = await refusingAddress();
    const client = createClient({ baseUrl, componentAppid: 'wx_component', tokens: async () => token });
    expect(await failureOf(client.release('wx_merchant', {}))).toMatchObject({
      kind: 'transport',
      class: 'transient',
      effect: 'none',
      hint: 'No answer from WeChat (ECONNREFUSED).',
    });
  });

  it('had no effect where the host is unknown', async () => {
    const baseUrl = 'http://weft.invalid';
    const client = createClient({ baseUrl, componentAppid: 'wx_component', tokens: async () => token });
    expect(await failureOf(client.release('wx_merchant', {}))).toMatchObject({ kind: 'transport', effect: 'none' });
  });

  it('may have had one where the connection was dropped before the answer', async () => {
    expect(await failureOf(release((response) => response.destroy()))).toMatchObject({
      kind: 'transport',
      class: 'transient',
      effect: 'unknown',
    });
  });

  it('may have had one where the connection was dropped within the answer', async () => {
    const half = release((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"errcode":');
      response.destroy();
    });
    expect(await failureOf(half)).toMatchObject({ kind: 'transport', effect: 'unknown' });
  });

  it.each([
    [502, '<html>bad gateway</html>'],
    [502, '{"message":"bad gateway"}'],
    [404, '{}'],
  ])('may have had one where a proxy answered %i %s', async (status, page) => {
    const proxied = release((response) => response.writeHead(status).end(page));
    expect(await failureOf(proxied)).toMatchObject({ kind: 'transport', class: 'transient', effect: 'unknown' });
  });

  it('may have had one where the answer is not JSON', async () => {
    const page = release((response) => response.end('<html>login</html>'));
    expect(await failureOf(page)).toMatchObject({ kind: 'transport', effect: 'unknown' });
  });

  it('is never sent on to another address', async () => {
    const elsewhere = await answeringServer(ok);
    const moved = release((response) => response.writeHead(307, { location: elsewhere.url }).end());
    expect(await failureOf(moved)).toMatchObject({ kind: 'transport', effect: 'unknown' });
    expect(elsewhere.arrived).toEqual([]);
  });

  it.each(['before the answer', 'within the answer'])('may have had one after the time-out %s', async (when) => {
    const slow = endpoint({
      method: 'GET',
      path: '/wxa/slow',
      token: 'authorizer',
      request: z.object({}),
      response: binaryAnswer,
      repeatable: true,
      timeout: 100,
      errors: { 1: rejected('no', '否') },
    });
    const open = new Set<() => void>();
    onTestFinished(() => {
      for (const end of open) end();
    });
    const { url } = await answeringServer((response) => {
      open.add(() => response.end());
      if (when === 'within the answer') response.write('{');
    });
    const call = send(transportTo(url), slow, {}, caller).then((response) => readEnvelope(slow, response));
    expect(await failureOf(call)).toMatchObject({
      kind: 'transport',
      class: 'transient',
      effect: 'unknown',
      hint: 'No answer from WeChat (TimeoutError).',
    });
  });
});
