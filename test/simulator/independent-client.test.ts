import { spawn } from 'node:child_process';
import { createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';

// A client that shares nothing with the project: plain fetch, its own crypto and its own reading of XML, against the
// simulator as a process of its own. What the declarations get wrong on both sides shows here.

const componentAppid = 'wx9999999999999999';
const secret = randomBytes(16).toString('hex');
const token = 'aTokenOfThisTest';
// 43 characters of an EncodingAESKey, whose last one holds only four bits.
const encodingAesKey = `${randomBytes(32).toString('base64').slice(0, 42).replace(/[+/]/g, 'x')}A`;

/** The inner XML of every push that arrived and was signed as it must be. */
let pushes: string[];
let api: string;
let ending: (() => Promise<void>)[];

const listening = async (server: ReturnType<typeof createServer>) => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

const open = (url: URL, outer: string): string => {
  const encrypted = /<Encrypt>(?:<!\[CDATA\[)?([^<\]]+)/.exec(outer)?.[1] ?? '';
  const parts = [token, url.searchParams.get('timestamp'), url.searchParams.get('nonce'), encrypted];
  const signature = createHash('sha1').update(parts.sort().join('')).digest('hex');
  if (signature !== url.searchParams.get('msg_signature')) throw new Error('The signature is wrong.');
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
  const length = plain.readUInt32BE(16);
  const tail = plain.subarray(20 + length, plain.length - (plain.at(-1) ?? 0)).toString();
  if (tail !== componentAppid) throw new Error(`The tail is ${tail}.`);
  return plain.subarray(20, 20 + length).toString();
};

const valueIn = (xml: string, name: string) => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(xml)?.[1] ?? '';

const pushed = (name: string): Promise<string> =>
  vi.waitFor(
    () => {
      const found = pushes.find((xml) => [valueIn(xml, 'InfoType'), valueIn(xml, 'Event')].includes(name));
      if (!found) throw new Error(`No ${name} arrived.`);
      return found;
    },
    { timeout: 20_000, interval: 20 },
  );

type Answer = Record<string, unknown> & { errcode?: number };

const post = async (path: string, body: object): Promise<Answer> => {
  const response = await fetch(api + path, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Answer;
};
const get = async (path: string): Promise<Answer> => (await (await fetch(api + path)).json()) as Answer;

beforeEach(async () => {
  pushes = [];
  ending = [];
  const gateway = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    pushes.push(open(new URL(request.url ?? '', 'http://gateway'), body));
    response.end('success');
  });
  const gatewayPort = await listening(gateway);
  ending.push(async () => {
    gateway.closeAllConnections();
    gateway.close();
  });

  const placeholder = createServer();
  const port = await listening(placeholder);
  placeholder.close();
  await once(placeholder, 'close');
  const simulator = spawn(process.execPath, ['--enable-source-maps', join(inject('built'), 'simulator/main.js')], {
    env: {
      PATH: process.env.PATH,
      COMPONENT_APPID: componentAppid,
      COMPONENT_SECRET: secret,
      CALLBACK_TOKEN: token,
      CALLBACK_AES_KEY: encodingAesKey,
      SIMULATOR_PORT: String(port),
      GATEWAY_URL: `http://127.0.0.1:${gatewayPort}`,
      PUBLIC_URL: `http://127.0.0.1:${gatewayPort}`,
      ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      ID_KEY: randomBytes(32).toString('base64'),
      API_KEYS: `a:viewer:${'0'.repeat(64)}`,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  api = `http://127.0.0.1:${port}`;
  ending.push(async () => {
    simulator.kill('SIGTERM');
    await once(simulator, 'exit');
  });
});
afterEach(async () => {
  for (const end of ending.reverse()) await end();
});

it('drives a registration and a release', async () => {
  const ticket = valueIn(await pushed('component_verify_ticket'), 'ComponentVerifyTicket');
  expect(ticket).toMatch(/^ticket@@@/);
  const { component_access_token: cat } = await post('/cgi-bin/component/api_component_token', {
    component_appid: componentAppid,
    component_appsecret: secret,
    component_verify_ticket: ticket,
  });

  const register = '/wxa/component/fastregisterenterpriseweapp';
  const registration = await post(`${register}?action=create&access_token=${cat}`, {
    name: '独立测试有限公司',
    code: '91440300MA5FTEST01',
    component_phone: '0755-1234567',
    new_version: true,
  });
  expect(registration).toMatchObject({ errcode: 0, taskid: expect.any(String) });
  const page = await fetch(String(registration.authorize_url));
  expect(await page.text()).toContain('独立测试有限公司');
  await fetch(String(registration.authorize_url), { method: 'POST', body: new URLSearchParams({ does: 'accept' }) });

  const told = await pushed('notify_third_fasteregister');
  expect(valueIn(told, 'status')).toBe('0');
  const query = `${register}?action=query&access_token=${cat}`;
  expect(await post(query, { taskid: registration.taskid, new_version: true })).toMatchObject({ status: 12 });
  const exchanged = await post(`/cgi-bin/component/api_query_auth?component_access_token=${cat}`, {
    component_appid: componentAppid,
    authorization_code: valueIn(told, 'auth_code'),
  });
  const { authorizer_appid, authorizer_access_token: aat } = exchanged.authorization_info as Record<string, string>;
  expect(authorizer_appid).toBe(valueIn(told, 'appid'));

  const commit = { template_id: '1', ext_json: '{}', user_version: '1.0.0', user_desc: '独立测试' };
  expect(await post(`/wxa/commit?access_token=${aat}`, commit)).toEqual({ errcode: 0, errmsg: 'ok' });
  await vi.waitFor(
    async () =>
      expect(await get(`/wxa/security/get_code_privacy_info?access_token=${aat}`)).toMatchObject({ errcode: 0 }),
    { timeout: 20_000, interval: 100 },
  );
  const { category_list } = (await get(`/wxa/get_category?access_token=${aat}`)) as { category_list?: object[] };
  const audit = await post(`/wxa/submit_audit?access_token=${aat}`, { item_list: category_list });
  expect(audit).toMatchObject({ errcode: 0, auditid: expect.any(Number) });
  await pushed('weapp_audit_success');
  expect(await get(`/wxa/get_latest_auditstatus?access_token=${aat}`)).toMatchObject({
    auditid: audit.auditid,
    status: 0,
    user_version: '1.0.0',
  });
  expect(await post(`/wxa/release?access_token=${aat}`, {})).toEqual({ errcode: 0, errmsg: 'ok' });
  const again = await post(`/wxa/release?access_token=${aat}`, {});
  expect(again.errcode).toBe(85052);
  expect(again.errmsg).toMatch(/ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
  expect(await post(`/wxa/getversioninfo?access_token=${aat}`, {})).toMatchObject({
    release_info: { release_version: '1.0.0', release_desc: '独立测试' },
  });
});
