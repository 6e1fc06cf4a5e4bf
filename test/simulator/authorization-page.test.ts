import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officialAccount, scan } from './merchants.ts';
import { refusedWith, type Stage, type StageAccount, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ authorizationDomain: 'weft.example.com' });
});
afterEach(() => stage.stop());

const pc = '/cgi-bin/componentloginpage';
const from = 'https://weft.example.com/start';
const redirect_uri = 'https://weft.example.com/back?state=s%201';

const newCode = async () => (await stage.client.getPreAuthCode({})).pre_auth_code;
/** A link with a new pre-authorization code; fields may be others. */
const linkWith = async (query: Record<string, string> = {}, path = pc) => {
  const params = {
    component_appid: stage.componentAppid,
    pre_auth_code: await newCode(),
    redirect_uri,
    auth_type: '3',
  };
  return `${stage.url}${path}?${new URLSearchParams({ ...params, ...query })}`;
};
/** An account that has not authorized anybody. */
const stranger = (known: object = {}): Promise<StageAccount> => stage.account({ authorized: false, ...known });

const open = async (url: string, referer: string | undefined = from) =>
  (await fetch(url, { headers: referer ? { referer } : {} })).text();
const press = (url: string, fields: readonly (readonly [string, string])[]) =>
  fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
    headers: { referer: url },
    redirect: 'manual',
  });
const addressAfter = async (url: string, ...fields: (readonly [string, string])[]) =>
  new URL((await press(url, [['does', 'accept'], ...fields])).headers.get('location') ?? '', stage.url);

describe('the authorization page', () => {
  it.each([pc, '/wxaopen/safe/bindcomponent', '/safe/bindcomponent'])(
    'at %s brings the admin back with a code, and pushes the same one',
    async (path) => {
      const { appid } = await stranger();
      const url = await linkWith({}, path);
      expect(await open(url)).toContain(appid);
      const back = await addressAfter(url, ['appid', appid], ['sets', '17'], ['sets', '18']);
      expect(`${back.origin}${back.pathname}`).toBe('https://weft.example.com/back');
      expect(Object.fromEntries(back.searchParams)).toEqual({
        state: 's 1',
        auth_code: expect.stringMatching(/^queryauthcode@@@/),
        expires_in: '600',
      });
      const { payload } = await stage.receiver.push('authorized');
      expect(payload).toMatchObject({
        AuthorizerAppid: appid,
        AuthorizationCode: back.searchParams.get('auth_code'),
        PreAuthCode: new URL(url).searchParams.get('pre_auth_code'),
      });
      const { authorization_info: info } = await stage.client.getAuthorizerRefreshToken({
        authorization_code: String(payload.AuthorizationCode),
      });
      expect(info.func_info.map(({ funcscope_category }) => funcscope_category.id)).toEqual([17, 18]);
    },
  );

  it.each([
    ['after the redirect', { kind: 'late', ms: 300 }, 0],
    ['twice', { kind: 'double' }, 2],
  ])('may push its code %s', async (_when, fault, arrived) => {
    const { appid } = await stranger();
    await stage.order('/faults', { event: 'authorized', ...fault });
    const back = await addressAfter(await linkWith(), ['appid', appid]);
    await expect.poll(() => stage.receiver.named('authorized').length).toBeGreaterThanOrEqual(arrived);
    if (arrived === 0) expect(stage.receiver.named('authorized')).toEqual([]);
    expect(await stage.codeOf(appid)).toBe(back.searchParams.get('auth_code'));
  });

  it('updates the authorization of an account that has authorized already', async () => {
    const { appid } = await stage.account();
    await addressAfter(await linkWith(), ['appid', appid], ['sets', '18']);
    expect((await stage.receiver.push('updateauthorized')).payload.AuthorizerAppid).toBe(appid);
    expect(stage.receiver.named('authorized')).toHaveLength(1);
    await expect(stage.client.getMpAdminAuth(appid, { mp_appid: 'x', same_admin: 0 })).rejects.toMatchObject(
      refusedWith(61007),
    );
  });

  it('opens only from the registered domain', async () => {
    await stranger();
    const url = await linkWith();
    expect(await open(url, '')).toContain('授权入口页所在域名：空');
    expect(await open(url, 'https://elsewhere.example.com/')).toContain('授权入口页所在域名：elsewhere.example.com');
    expect(await open(url)).toContain('同意');
  });

  it.each([
    ['another platform', { component_appid: 'wx_other' }, 'component_appid'],
    ['an unknown code', { pre_auth_code: 'preauthcode@@@unknown' }, 'pre_auth_code 无效'],
    ['a way back to another domain', { redirect_uri: 'https://elsewhere.example.com/' }, '回调页域名'],
    ['no way back', { redirect_uri: '' }, 'redirect_uri'],
    ['an account that does not exist', { biz_appid: 'wx_nobody' }, '指定的账号不存在'],
  ])('shows an error for %s', async (_what, query: Record<string, string>, words) => {
    const { appid } = await stranger();
    const url = await linkWith(query);
    const page = await open(url);
    expect(page).toContain(words);
    expect(page).not.toContain('同意');
    await press(url, [
      ['does', 'accept'],
      ['appid', appid],
    ]);
    expect(stage.receiver.named('authorized')).toEqual([]);
  });

  it('takes a code for 1,800 s, and until it led to an authorization', async () => {
    const { appid } = await stranger();
    const old = await linkWith();
    await stage.advance(1_799_000);
    expect(await open(old)).toContain('同意');
    await stage.advance(1_000);
    expect(await open(old)).toContain('pre_auth_code 已过期');

    const url = await linkWith();
    await press(url, [['does', 'refuse']]);
    expect(await open(url)).toContain('同意');
    await addressAfter(url, ['appid', appid]);
    expect(await open(url)).toContain('pre_auth_code 已被使用');
  });

  it('lists the accounts of the kind that is asked for, or the one that is named', async () => {
    const program = await stranger();
    const account = await officialAccount(stage, { authorized: false });
    const listed = async (query: Record<string, string>) => {
      const page = await open(await linkWith(query));
      return [program, account].filter(({ appid }) => page.includes(`value="${appid}"`)).map(({ appid }) => appid);
    };
    expect(await listed({ auth_type: '1' })).toEqual([account.appid]);
    expect(await listed({ auth_type: '2' })).toEqual([program.appid]);
    expect(await listed({ auth_type: '3' })).toEqual([program.appid, account.appid]);
    expect(await listed({ auth_type: '6' })).toEqual([program.appid, account.appid]);
    expect(await listed({ auth_type: '5' })).toEqual([]);
    expect(await listed({ auth_type: '1', biz_appid: program.appid })).toEqual([program.appid]);
  });

  it('offers the permission sets that are asked for, and no other can be granted', async () => {
    const { appid } = await stranger();
    const url = await linkWith({ category_id_list: '18|81' });
    const page = await open(url);
    for (const [id, offered] of [
      [18, true],
      [81, true],
      [17, false],
    ])
      expect(page.includes(`name="sets" value="${id}"`)).toBe(offered);
    await addressAfter(url, ['appid', appid], ['sets', '81'], ['sets', '17']);
    await stage.codeOf(appid);
    const { authorization_info } = await stage.client.getAuthorizerInfo({ authorizer_appid: appid });
    expect(authorization_info.func_info).toEqual([{ funcscope_category: { id: 81 } }]);
  });
});

describe('a scan', () => {
  it('stands for an admin at the page', async () => {
    const { appid } = await stranger();
    const url = await linkWith();
    expect(await stage.order('/scan', { url, appid, does: 'refuse' })).toEqual({});
    const back = await scan(stage, { url, appid, sets: [17] });
    expect(back.searchParams.get('auth_code')).toBe(await stage.codeOf(appid));
    await expect(stage.order('/scan', { url, appid })).rejects.toThrow('pre_auth_code 已被使用');
  });

  it('of a code alone pushes and leads nowhere', async () => {
    const { appid } = await stranger();
    const preAuthCode = await newCode();
    expect(await stage.order('/scan', { preAuthCode, appid })).toEqual({});
    const { payload } = await stage.receiver.push('authorized');
    expect(payload).toMatchObject({ AuthorizerAppid: appid, PreAuthCode: preAuthCode });
  });

  it('is refused for what no page offers', async () => {
    await stranger();
    await expect(stage.order('/scan', { url: await linkWith(), appid: 'wx_nobody' })).rejects.toThrow('does not list');
    await expect(stage.order('/scan', { url: 'https://mp.weixin.qq.com/other' })).rejects.toThrow('no page of WeChat');
    await expect(stage.order('/scan', {})).rejects.toThrow('no page of WeChat');
  });
});

describe('an official account', () => {
  it('grants sets of its own and says what it is', async () => {
    const { appid } = await officialAccount(stage);
    const { authorizer_info, authorization_info } = await stage.client.getAuthorizerInfo({ authorizer_appid: appid });
    expect(authorizer_info).toMatchObject({ service_type_info: { id: 2 }, verify_type_info: { id: 0 } });
    expect(authorizer_info).not.toHaveProperty('MiniProgramInfo');
    expect(authorization_info.func_info).toContainEqual({ funcscope_category: { id: 27 } });
    await expect(stage.client.getVersionInfo(appid, {})).rejects.toMatchObject(refusedWith(61007));
  });
});
