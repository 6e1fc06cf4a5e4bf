import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { link, officialAccount, scan } from './merchants.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ authorizationDomain: 'weft.example.com' });
});
afterEach(() => stage.stop());

const seconds = 1000;
const redirect_uri = 'https://weft.example.com/back?from=mp';

const consent = (path: string, appid: string, query: Record<string, string> = {}) =>
  link(path, { appid, component_appid: stage.componentAppid, redirect_uri, ...query });
const fastRegister = '/cgi-bin/fastregisterauth';
const rebindAdmin = '/wxopen/componentrebindadmin';

const ticketOf = async (appid: string, query: Record<string, string> = { copy_wx_verify: '1' }) => {
  const back = await scan(stage, { url: consent(fastRegister, appid, query) });
  expect(back.searchParams.get('from')).toBe('mp');
  return back.searchParams.get('ticket') ?? '';
};
const register = (appid: string, ticket: string) => stage.client.registerMiniprogramByOffiaccount(appid, { ticket });

describe('a registration with the subject of an official account', () => {
  it('answers a linked mini program with its code at once, and pushes nothing', async () => {
    const { appid } = await officialAccount(stage);
    await stage.tokens({ kind: 'authorizer', appid });
    const pushed = stage.receiver.named('authorized').length;
    const made = await register(appid, await ticketOf(appid));
    expect(made).toEqual({
      appid: expect.stringMatching(/^wx/),
      authorization_code: expect.stringMatching(/^queryauthcode@@@/),
      is_wx_verify_succ: true,
      is_link_succ: true,
    });
    const { authorization_info } = await stage.client.getAuthorizerRefreshToken({
      authorization_code: made.authorization_code,
    });
    expect(authorization_info.authorizer_appid).toBe(made.appid);
    const { authorizer_info } = await stage.client.getAuthorizerInfo({ authorizer_appid: made.appid });
    expect(authorizer_info).toMatchObject({ register_type: 2, verify_type_info: { id: 0 } });
    expect(stage.receiver.named('authorized')).toHaveLength(pushed);
    expect(stage.receiver.named('notify_third_fasteregister')).toEqual([]);
  });

  it('sends strings where its page says booleans, and reuses the verification only where it was asked for', async () => {
    const { appid } = await officialAccount(stage);
    const token = await stage.tokens({ kind: 'authorizer', appid });
    const ticket = await ticketOf(appid, {});
    const { answer } = await stage.call(`/cgi-bin/account/fastregister?access_token=${token}`, {
      method: 'POST',
      body: JSON.stringify({ ticket }),
    });
    expect(answer).toMatchObject({ is_wx_verify_succ: 'false', is_link_succ: 'true' });
  });

  it('made an account whose answer was lost: its ticket is used, and the list shows it', async () => {
    const { appid } = await officialAccount(stage);
    const ticket = await ticketOf(appid);
    await stage.order('/faults', { path: '/cgi-bin/account/fastregister', kind: 'dropAfter' });
    await expect(register(appid, ticket)).rejects.toMatchObject({ failure: { kind: 'transport', effect: 'unknown' } });
    await stage.advance(6 * seconds);
    await expect(register(appid, ticket)).rejects.toMatchObject(refusedWith(61058));
    expect((await stage.client.getAuthorizerList({ offset: 0, count: 500 })).total_count).toBe(2);
  });

  it('is told that its ticket is invalid where it is tried again within 5 s', async () => {
    const { appid } = await officialAccount(stage, { verified: false });
    const ticket = await ticketOf(appid);
    await expect(register(appid, ticket)).rejects.toMatchObject(refusedWith(61052));
    await expect(register(appid, ticket)).rejects.toMatchObject(refusedWith(61058));
    await stage.advance(5 * seconds);
    await expect(register(appid, ticket)).rejects.toMatchObject(refusedWith(61052));
  });

  it('takes no ticket of another account', async () => {
    const { appid } = await officialAccount(stage);
    const other = await officialAccount(stage);
    const ticket = await ticketOf(other.appid);
    await expect(register(appid, ticket)).rejects.toMatchObject(refusedWith(61058));
    await expect(register(other.appid, ticket)).resolves.toBeDefined();
  });

  it('succeeds 5 times a month, counted in China', async () => {
    const { appid } = await officialAccount(stage);
    for (let made = 0; made < 5; made += 1) await register(appid, await ticketOf(appid));
    await expect(register(appid, await ticketOf(appid))).rejects.toMatchObject(refusedWith(61055));
    await stage.advance(32 * day);
    await expect(register(appid, await ticketOf(appid))).resolves.toBeDefined();
  });

  it('needs the set 27 of an official account', async () => {
    const { appid } = await stage.account();
    await expect(register(appid, 'x')).rejects.toMatchObject(refusedWith(61007));
    await expect(stage.order('/scan', { url: consent(fastRegister, appid) })).rejects.toThrow('appid');
    const foreign = consent(fastRegister, appid, { redirect_uri: 'https://elsewhere.example.com' });
    await expect(stage.order('/scan', { url: foreign })).rejects.toThrow('回调页域名');
  });

  it('has a page for a browser', async () => {
    const { appid } = await officialAccount(stage);
    const url = consent(fastRegister, appid).replace('https://mp.weixin.qq.com', stage.url);
    const referer = 'https://weft.example.com/start';
    expect(await (await fetch(url, { headers: { referer } })).text()).toContain('示例公众号');
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ does: 'accept' }),
      headers: { referer },
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toMatch(/back\?from=mp&ticket=[0-9a-f]{32}$/);
  });
});

describe('the change of an admin', () => {
  const taskOf = async (appid: string) =>
    (await scan(stage, { url: consent(rebindAdmin, appid) })).searchParams.get('taskid') ?? '';

  it('takes the task of its page once, for the account it was made for', async () => {
    const { appid } = await stage.account();
    const other = await stage.account();
    const taskid = await taskOf(appid);
    const rebind = (of: string) => stage.client.componentRebindAdmin(of, { taskid });
    await expect(rebind(other.appid)).rejects.toMatchObject(refusedWith(85060));
    await expect(rebind(appid)).resolves.toEqual({});
    await expect(rebind(appid)).rejects.toMatchObject(refusedWith(85060));
  });

  it('needs the set for the management of accounts', async () => {
    const { appid } = await stage.account({ permissionSets: [18] });
    await expect(taskOf(appid)).rejects.toThrow('此帐号未将“帐号管理权限集”授权给此第三方平台');
  });
});
