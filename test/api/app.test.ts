import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { problemKinds } from '../../api/http/problem-kinds.ts';
import { processes } from '../../api/processes/index.ts';
import { startedAnswer } from '../../api/routes/answers.ts';
import { createPayloadCodec } from '../../temporal/payload-codec.ts';
import { allEndpoints } from '../../wechat/client.ts';
import type { EndpointSpec } from '../../wechat/endpoint.ts';
import { platform, pushOf, ticket } from '../gateway/platform.ts';
import { acceptedOf, problemOf } from './answers.ts';
import { ring } from './secrets.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
let inProduction: WholeApi;
beforeAll(async () => {
  [api, inProduction] = await Promise.all([openWholeApi(false), openWholeApi(true)]);
});
afterAll(() => Promise.all([api.close(), inProduction.close()]));

describe('the server', () => {
  it('says that it is up, and ready while its inbox is writable', async () => {
    expect((await api.call('GET', '/health', { as: null })).status).toBe(200);
    expect((await api.call('GET', '/ready', { as: null })).body).toEqual({ status: 'ready' });
  });

  it('takes callbacks before anything reads their bodies', async () => {
    const { query, body } = pushOf(ticket());
    const response = await fetch(`${api.url}/callbacks/component?${query}`, { method: 'POST', body });
    expect([response.status, await response.text()]).toEqual([200, 'success']);
    // Temporal answers, but there is no entity yet: the callback waits in the inbox or is kept as unrouted.
    await vi.waitFor(() => expect(api.inbox.waiting().count).toBe(0), { timeout: 10_000 });
  });

  it('gives Prometheus what waits in the inbox', async () => {
    const { text } = await api.call('GET', '/metrics', { as: null });
    expect(text).toMatch(/^# TYPE weft_inbox_callbacks gauge\nweft_inbox_callbacks \d+$/m);
    expect(text).toMatch(/^weft_inbox_oldest_seconds \d/m);
  });

  it('lists callbacks that nobody took, but starts none', async () => {
    expect((await api.call('GET', '/v1/unrouted-callbacks')).status).toBe(200);
    problemOf(await api.call('POST', '/v1/unrouted-callbacks', { as: 'admin', body: {} }), 405);
  });
});

describe('a registration', () => {
  const body = { name: '示例餐饮有限公司', code: '91440300MA5G8XYW4W', componentPhone: '13800000000' };

  it('starts with its real timings, whose page shows company and code but neither in full', async () => {
    const { id, url } = acceptedOf(await api.call('POST', '/v1/enterprise-registrations', { body }));
    expect(id).toMatch(/^enterprise-registration:[0-9a-f]{32}$/);
    const again = problemOf(await api.call('POST', '/v1/enterprise-registrations', { body }), 409);
    expect(again).toMatchObject({ id, url });
    const [link] = z.array(z.object({ href: z.string() })).parse(again.links);
    const html = await (await fetch(link?.href ?? '')).text();
    expect(html).toContain('示例餐饮有限公司');
    expect(html).toContain('9144**********YW4W');
    expect(html).not.toContain(body.code);
    expect(html).not.toContain(body.componentPhone);
  });

  it('takes the code in small letters as the same enterprise', async () => {
    const small = { ...body, code: body.code.toLowerCase() };
    problemOf(await api.call('POST', '/v1/enterprise-registrations', { body: small }), 409);
  });

  it('names the fields that are wrong, and what is expected', async () => {
    const wrong = { name: '', code: '1234', timings: { window: 0, poll: 'often', pole: 1 } };
    const { errors } = problemOf(await api.call('POST', '/v1/enterprise-registrations', { body: wrong }), 400);
    expect(errors).toEqual([
      expect.objectContaining({ field: 'name', expected: 'at least 1 character' }),
      expect.objectContaining({ field: 'code', expected: expect.stringContaining('统一社会信用代码') }),
      { field: 'componentPhone', expected: 'string', detail: 'It is missing.' },
      expect.objectContaining({ field: 'timings.window', expected: 'at least 1' }),
      expect.objectContaining({ field: 'timings.poll', expected: 'number' }),
      expect.objectContaining({ field: 'timings.pole', expected: 'no such field' }),
    ]);
  });

  it.each([
    ['code', '91440300MA5G8XYW40'],
    ['code', '91440300MA5G8XYZ4T'],
    ['code', 'O1440300MA5G8XYW4W'],
    ['componentPhone', '1380000000'],
    ['componentPhone', '12345678901'],
    ['name', 'x'.repeat(101)],
  ] as const)('is refused by its %s where that is %s', async (field, value) => {
    const wrong = { ...body, [field]: value };
    const { errors } = problemOf(await api.call('POST', '/v1/enterprise-registrations', { body: wrong }), 400);
    expect(errors).toEqual([expect.objectContaining({ field })]);
  });
});

describe('a registration of a person', () => {
  const path = '/v1/personal-registrations';
  const componentPhone = '13800000000';

  it.each([
    ['wxuser', { wxuser: '13800000000', componentPhone }],
    ['wxuser', { wxuser: 'wxid_x', openid: 'oAAAAAAAAAAAAAAAAAAAAAAAAAAA', componentPhone }],
    ['wxuser', { componentPhone }],
    ['openid', { openid: 'o 1', componentPhone }],
    ['componentPhone', { wxuser: 'wxid_somebody', componentPhone: '10' }],
    ['timings.remind.0', { wxuser: 'wxid_somebody', componentPhone, timings: { remind: [0] } }],
  ])('is refused by its %s in %j', async (field, body) => {
    const { errors } = problemOf(await api.call('POST', path, { body }), 400);
    expect(errors).toEqual([expect.objectContaining({ field })]);
  });
});

describe('a registration with the subject of an official account, and a change of the admin', () => {
  it('are refused by the field, and where nobody knows the account', async () => {
    const reuse = '/v1/official-account-registrations';
    const wrong = await api.call('POST', reuse, { body: { officialAccount: '', copyVerification: 'no' } });
    const { errors } = problemOf(wrong, 400);
    expect(errors?.map(({ field }) => field)).toEqual(['officialAccount', 'copyVerification']);
    problemOf(await api.call('POST', reuse, { body: { officialAccount: 'wx_unknown' } }), 404);
    problemOf(await api.call('POST', '/v1/admin-rebinds', { body: { appid: 'wx_unknown' } }), 404);
  });
});

describe('an authorization link', () => {
  const body = { merchantId: 'm-1' };

  it('has its pages on this server', async () => {
    const { id, links } = startedAnswer
      .strict()
      .parse((await api.call('POST', '/v1/authorization-links', { body })).body);
    expect(id).toMatch(/^authorization-link:m-1:[0-9a-f]{32}$/);
    expect(links?.map(({ rel }) => rel)).toEqual(['pc', 'h5', 'plugin']);
    for (const path of ['pc', 'h5', 'return', 'result']) {
      const page = await api.call('GET', `/authorize/${path}/forged`, { as: null });
      expect([page.status, page.text.includes('链接无效')]).toEqual([404, true]);
    }
  });

  it('warns in production of an address that WeChat would refuse, also when it is made again', async () => {
    const make = async () => inProduction.call('POST', '/v1/authorization-links', { body });
    const warning = { en: expect.stringContaining('PUBLIC_URL'), zh: expect.stringContaining('发起页域名') };
    expect((await make()).body).toMatchObject({ warning });
    expect(problemOf(await make(), 409)).toMatchObject({ warning });
    expect(
      (await api.call('POST', '/v1/authorization-links', { body: { merchantId: 'm-2' } })).body,
    ).not.toHaveProperty('warning');
  });
});

describe('the documentation', () => {
  const operation = z.looseObject({
    operationId: z.string(),
    parameters: z.array(z.looseObject({ name: z.string().optional(), in: z.string().optional() })).default([]),
    responses: z.record(z.string(), z.looseObject({})),
    requestBody: z
      .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.looseObject({}) })) })
      .optional(),
  });
  const document = z.looseObject({
    openapi: z.literal('3.1.0'),
    paths: z.record(z.string(), z.record(z.string(), operation)),
    components: z.record(z.string(), z.record(z.string(), z.looseObject({}))),
  });
  const read = async () => document.parse((await api.call('GET', '/openapi.json', { as: null })).body);
  const operations = async () =>
    Object.entries((await read()).paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, rest]) => ({ path, method, ...rest })),
    );

  it('has every action of every process, and what the server answers beside them', async () => {
    const known = (await operations()).map(({ method, path }) => `${method} ${path}`);
    for (const process of processes) {
      const one = `/v1${process.path}/{id}`;
      const expected = [`get /v1${process.path}`, `get ${one}`, `get ${one}/progress`, `get ${one}/runs/{runId}`];
      const actions = process.actions.map(({ name }) => `post ${one}/actions/${name}`);
      expect(known).toEqual(expect.arrayContaining([...expected, ...actions]));
    }
    const beside = [
      'post /callbacks/component',
      'get /m/{token}',
      'get /ready',
      'get /v1/component/token',
      'post /codec/decode',
    ];
    expect(known).toEqual(expect.arrayContaining(beside));
  });

  it('has every call of WeChat that shows no credential, with what it takes and answers', async () => {
    const all = await operations();
    const calls = all.filter(({ path }) => path.startsWith('/v1/calls/')).map(({ path }) => path.slice(10));
    const open = Object.entries<EndpointSpec>(allEndpoints).filter(([, spec]) => !spec.secret);
    expect(calls.sort()).toEqual(open.map(([name]) => name).sort());

    const upload = all.find(({ operationId }) => operationId === 'callUploadTempMedia');
    expect(upload?.requestBody?.content['multipart/form-data']?.schema).toMatchObject({
      required: ['type', 'media', 'appid'],
      properties: { media: { format: 'binary' }, appid: { type: 'string' } },
    });
    const json = (schema: object) => ({ content: { 'application/json': { schema: expect.objectContaining(schema) } } });
    expect(upload?.responses[200]).toMatchObject(json({ required: ['media_id'] }));
  });

  it('has no path that the server does not answer', async () => {
    for (const { path, method } of await operations()) {
      const real = path.replace(/\{\w+\}/g, 'x');
      const { text } = await api.call(method.toUpperCase(), real, { as: null });
      expect(text, `${method} ${path}`).not.toContain('There is nothing');
    }
  });

  it('names each operation once and declares the parameters of its path', async () => {
    const all = await operations();
    const names = all.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, parameters } of all) {
      const declared = parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name);
      expect(declared).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    }
  });

  it('refers to nothing that is not there', async () => {
    const { components, ...rest } = await read();
    const references = [...JSON.stringify({ components, ...rest }).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to);
    const known = Object.entries(components).flatMap(([kind, named]) =>
      Object.keys(named).map((name) => `#/components/${kind}/${name}`),
    );
    expect(known).toEqual(expect.arrayContaining([...new Set(references)]));
    expect(references).toContain('#/components/schemas/Problem');
  });

  it('tells with each operation the problems it answers', async () => {
    const start = (await operations()).find(({ operationId }) => operationId === 'startCodeRelease');
    expect(Object.keys(start?.responses ?? {})).toEqual(
      expect.arrayContaining(['202', '400', '401', '403', '404', '409', '413', '415', '422', '500', '503']),
    );
  });

  it('is readable at /docs with nothing from elsewhere', async () => {
    const { status, text, headers } = await api.call('GET', '/docs', { as: null });
    expect(status).toBe(200);
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(headers.get('content-security-policy')).toContain("connect-src 'self'");
    for (const [, path = ''] of text.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      expect((await api.call('GET', path, { as: null })).status).toBe(200);
    }
  });

  it('explains each kind of problem under its type', async () => {
    for (const [name, { title }] of Object.entries(problemKinds)) {
      const { status, text } = await api.call('GET', `/problems/${name}`, { as: null });
      expect(status).toBe(200);
      expect(text).toContain(title);
      expect((await api.call('GET', '/problems', { as: null })).text).toContain(`/problems/${name}`);
    }
    problemOf(await api.call('GET', '/problems/none', { as: null }), 404);
  });
});

describe('the codec endpoint', () => {
  const payload = async () => {
    const secret = randomUUID();
    const [encoded] = await createPayloadCodec(ring).encode([
      { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(secret)) },
    ]);
    const { metadata, data } = encoded ?? {};
    const texts = Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
    const body = {
      payloads: [{ metadata: Object.fromEntries(texts), data: Buffer.from(data ?? []).toString('base64') }],
    };
    return { body, decoded: Buffer.from(JSON.stringify(secret)).toString('base64') };
  };

  it('is open to this machine in development', async () => {
    const { body, decoded } = await payload();
    const { status, text } = await api.call('POST', '/codec/decode', { as: null, body });
    expect(status).toBe(200);
    expect(text).toContain(decoded);
  });

  it('is for admins in production', async () => {
    const { body, decoded } = await payload();
    const status = async (as: string | null) => (await inProduction.call('POST', '/codec/decode', { as, body })).status;
    expect(await status(null)).toBe(401);
    expect(await status('approver')).toBe(401);
    expect((await inProduction.call('POST', '/codec/decode', { as: 'admin', body })).text).toContain(decoded);
  });
});

describe('the gateway', () => {
  it('is the one whose platform is configured', async () => {
    const { query, body } = pushOf(ticket(), { appid: `${platform.component.appid}x` });
    const response = await fetch(`${api.url}/callbacks/component?${query}`, { method: 'POST', body });
    expect(response.status).toBe(403);
  });
});
