import { beforeEach, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import type { TokenOwner } from '../../wechat/endpoint.ts';
import { appid, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';

let owner: TokenOwner;
freshStage();
beforeEach(() => {
  owner = { kind: 'authorizer', appid };
});

const component: TokenOwner = { kind: 'component' };
const ridOf = ({ errmsg = '' }: { errmsg?: string }) => /rid: (\S+)/.exec(errmsg)?.[1] ?? '';
const failedRelease = async () => {
  const token = await stage.tokens(owner);
  return ridOf((await stage.call(`/wxa/release?access_token=${token}`)).answer);
};
const ask = (of: TokenOwner, rid: string) => stage.client.getRidInfo(of, { rid });

it('tells what a failed call said and was told', async () => {
  const rid = await failedRelease();
  const { request } = await ask(owner, rid);
  expect(request).toEqual({
    invoke_time: Number.parseInt(rid.slice(0, 8), 16),
    cost_in_ms: expect.any(Number),
    request_url: expect.stringMatching(/^access_token=.{4}xxxx$/),
    request_body: '{}',
    response_body: JSON.stringify({ errcode: 85019, errmsg: `no version is under auditing rid: ${rid}` }),
    client_ip: '127.0.0.1',
  });
});

it('shows no credential of the call', async () => {
  const secrets = {
    component_appid: stage.componentAppid,
    component_appsecret: 'a-wrong-secret-of-the-platform',
    component_verify_ticket: 'ticket@@@of-nobody',
  };
  const body = JSON.stringify(secrets);
  const { answer } = await stage.call('/cgi-bin/component/api_component_token', { method: 'POST', body });
  const { request } = await ask(component, ridOf(answer));
  expect(request.request_body).toContain(stage.componentAppid);
  expect(request.request_body).not.toContain('of-the-platform');
  expect(request.request_body).not.toContain('of-nobody');
});

it('tells only whose token made the call', async () => {
  const rid = await failedRelease();
  const other = await stage.account();
  await expect(ask(component, rid)).rejects.toMatchObject(refusedWith(76003));
  await expect(ask({ kind: 'authorizer', appid: other.appid }, rid)).rejects.toMatchObject(refusedWith(76003));
});

it('forgets a call after 7 days', async () => {
  const rid = await failedRelease();
  await stage.advance(7 * day - 60_000);
  await expect(ask(owner, rid)).resolves.toBeDefined();
  await stage.advance(60_000);
  await expect(ask(owner, rid)).rejects.toMatchObject(refusedWith(76004));
});

it('knows no invented rid, and none that is no rid', async () => {
  const now = (await failedRelease()).slice(0, 8);
  await expect(ask(owner, `${now}-00000000-00000000`)).rejects.toMatchObject(refusedWith(76001));
  await expect(ask(owner, '')).rejects.toMatchObject(refusedWith(76002));
});

it('tells of no call below /sns/', async () => {
  const token = await stage.tokens(component);
  const query = `appid=${appid}&js_code=none&component_appid=${stage.componentAppid}&component_access_token=${token}`;
  const { answer } = await stage.call(`/sns/component/jscode2session?${query}`, { method: 'GET' });
  expect(answer.errcode).toBe(40029);
  await expect(ask(component, ridOf(answer))).rejects.toMatchObject(refusedWith(76022));
});
