import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hour } from '../../simulator/clock.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const list = () => stage.client.getAuthorizerList({ offset: 0, count: 500 });

describe('the platform', () => {
  it('gets a token for its ticket and secret', async () => {
    const { payload, outer, path, query } = await stage.receiver.push('component_verify_ticket');
    expect(path).toBe('/callbacks/component');
    expect(outer).toEqual({ AppId: stage.componentAppid });
    expect([...query.keys()]).toEqual(['signature', 'timestamp', 'nonce', 'encrypt_type', 'msg_signature']);
    expect(payload.ComponentVerifyTicket).toMatch(/^ticket@@@/);
    const answer = await stage.client.getComponentAccessToken({
      component_appsecret: stage.componentSecret,
      component_verify_ticket: String(payload.ComponentVerifyTicket),
    });
    expect(answer).toMatchObject({ expires_in: 7200 });
    await expect(stage.client.getPreAuthCode({})).resolves.toMatchObject({
      pre_auth_code: expect.stringMatching(/^preauthcode@@@/),
      expires_in: 1800,
    });
  });

  it('is refused a token for another secret, an unknown ticket and one older than 12 h', async () => {
    const { payload } = await stage.receiver.push('component_verify_ticket');
    const credentials = {
      component_appsecret: stage.componentSecret,
      component_verify_ticket: String(payload.ComponentVerifyTicket),
    };
    const { getComponentAccessToken } = stage.client;
    await expect(getComponentAccessToken({ ...credentials, component_appsecret: 'x' })).rejects.toMatchObject(
      refusedWith(40125),
    );
    await expect(
      getComponentAccessToken({ ...credentials, component_verify_ticket: 'ticket@@@x' }),
    ).rejects.toMatchObject(refusedWith(61006));
    await stage.advance(12 * hour);
    await expect(getComponentAccessToken(credentials)).rejects.toMatchObject(refusedWith(61005));
  });

  it('keeps its former token for 5 minutes beside a new one', async () => {
    const former = await stage.tokens({ kind: 'component' });
    await stage.tokens({ kind: 'component' }, former);
    const body = JSON.stringify({ component_appid: stage.componentAppid });
    const withFormer = () =>
      stage.call(`/cgi-bin/component/api_create_preauthcode?component_access_token=${former}`, {
        method: 'POST',
        body,
      });
    expect((await withFormer()).answer).toHaveProperty('pre_auth_code');
    await stage.advance(5 * 60_000);
    expect((await withFormer()).answer.errcode).toBe(40001);
  });

  it('finds its token expired after 2 h', async () => {
    const token = await stage.tokens({ kind: 'component' });
    await stage.advance(2 * hour);
    const { answer } = await stage.call(`/wxa/gettemplatelist?access_token=${token}`, { method: 'GET' });
    expect(answer.errcode).toBe(42001);
  });
});

describe('an account', () => {
  it('hands out its tokens for a code, once', async () => {
    const { appid } = await stage.account();
    const authorization_code = await stage.codeOf(appid);
    const { authorization_info: info } = await stage.client.getAuthorizerRefreshToken({ authorization_code });
    expect(info).toMatchObject({
      authorizer_appid: appid,
      authorizer_refresh_token: expect.stringMatching(/^refreshtoken@@@/),
      expires_in: 7200,
    });
    expect(info.func_info.map(({ funcscope_category }) => funcscope_category.id)).toEqual([17, 18, 25, 30, 31, 40]);
    await expect(stage.client.getAuthorizerRefreshToken({ authorization_code })).rejects.toMatchObject(
      refusedWith(61009),
    );
  });

  it('hands out nothing for a code older than 600 s', async () => {
    const { appid } = await stage.account();
    const authorization_code = await stage.codeOf(appid);
    await stage.advance(600_000);
    await expect(stage.client.getAuthorizerRefreshToken({ authorization_code })).rejects.toMatchObject(
      refusedWith(61010),
    );
  });

  it('shows its refresh token in list and info only after a code was exchanged', async () => {
    const { appid, userName } = await stage.account();
    expect(await list()).toMatchObject({ total_count: 1, list: [{ authorizer_appid: appid, refresh_token: '' }] });
    const before = await stage.client.getAuthorizerInfo({ authorizer_appid: appid });
    expect(before.authorizer_info.user_name).toBe(userName);
    expect(before.authorization_info).not.toHaveProperty('authorizer_refresh_token');
    await stage.tokens({ kind: 'authorizer', appid });
    const after = await stage.client.getAuthorizerInfo({ authorizer_appid: appid });
    const { authorizer_refresh_token } = after.authorization_info;
    expect(authorizer_refresh_token).toMatch(/^refreshtoken@@@/);
    expect((await list()).list).toMatchObject([{ refresh_token: authorizer_refresh_token }]);
  });

  it('shows a mini program with its domains and categories', async () => {
    const { appid } = await stage.account();
    const domains = { requestdomain: ['https://api.shop.example'], udpdomain: ['udp://udp.shop.example'] };
    await stage.order('/domains', { appid, server: domains, business: ['https://www.shop.example'] });
    const { authorizer_info } = await stage.client.getAuthorizerInfo({ authorizer_appid: appid });
    expect(authorizer_info.MiniProgramInfo).toEqual({
      network: {
        RequestDomain: ['https://api.shop.example'],
        WsRequestDomain: [],
        UploadDomain: [],
        DownloadDomain: [],
        BizDomain: ['https://www.shop.example'],
        UDPDomain: ['udp://udp.shop.example'],
        TCPDomain: [],
      },
      categories: [{ first: '工具', second: '备忘录' }],
    });
  });

  it('pages through its list', async () => {
    await stage.order('/accounts', { count: 5, pushAuthorized: false });
    const page = await stage.client.getAuthorizerList({ offset: 3, count: 3 });
    expect(page.total_count).toBe(5);
    expect(page.list).toHaveLength(2);
  });

  it('gets new access tokens for its refresh token, and for no other', async () => {
    const { appid } = await stage.account();
    const owner = { kind: 'authorizer', appid } as const;
    const first = await stage.tokens(owner);
    await stage.order('/tokens/expire', { appid });
    await expect(stage.client.getVersionInfo(appid, {})).resolves.toEqual({});
    expect(await stage.tokens(owner)).not.toBe(first);
    await expect(
      stage.client.getAuthorizerAccessToken({
        authorizer_appid: appid,
        authorizer_refresh_token: 'refreshtoken@@@other',
      }),
    ).rejects.toMatchObject(refusedWith(61023));
    expect(await stage.ask('/calls?path=/cgi-bin/component/api_authorizer_token')).toEqual([
      { path: '/cgi-bin/component/api_authorizer_token', appid, calls: 2, answers: { 0: 1, 61023: 1 } },
    ]);
  });

  it('that withdraws is told of, is refused, and comes back with another refresh token', async () => {
    const { appid } = await stage.account();
    await stage.tokens({ kind: 'authorizer', appid });
    const former = (await list()).list[0]?.refresh_token;
    await stage.order('/authorizations', { appid, does: 'withdraw' });
    expect((await stage.receiver.push('unauthorized')).payload.AuthorizerAppid).toBe(appid);
    await expect(stage.client.getVersionInfo(appid, {})).rejects.toMatchObject(refusedWith(61003));
    await expect(stage.client.getAuthorizerInfo({ authorizer_appid: appid })).rejects.toMatchObject(refusedWith(61003));
    await expect(
      stage.client.getAuthorizerAccessToken({ authorizer_appid: appid, authorizer_refresh_token: String(former) }),
    ).rejects.toMatchObject(refusedWith(61003));
    expect((await list()).list).toEqual([]);

    await stage.order('/authorizations', { appid, does: 'grant' });
    const again = stage.receiver.named('authorized').at(-1);
    await stage.client.getAuthorizerRefreshToken({ authorization_code: String(again?.payload.AuthorizationCode) });
    expect((await list()).list[0]?.refresh_token).not.toBe(former);
  });

  it('that withdraws loses its access tokens and unused codes for good', async () => {
    const { appid } = await stage.account();
    const token = await stage.tokens({ kind: 'authorizer', appid });
    const path = `/wxa/getversioninfo?access_token=${token}`;
    await stage.order('/authorizations', { appid, does: 'update' });
    const { payload } = await stage.receiver.push('updateauthorized');
    const unused = { authorization_code: String(payload.AuthorizationCode) };
    await stage.order('/authorizations', { appid, does: 'withdraw' });
    await expect(stage.client.getAuthorizerRefreshToken(unused)).rejects.toMatchObject(refusedWith(61009));
    expect((await stage.call(path)).answer.errcode).toBe(61003);

    await stage.order('/authorizations', { appid, does: 'grant' });
    await expect(stage.client.getAuthorizerRefreshToken(unused)).rejects.toMatchObject(refusedWith(61009));
    expect((await stage.call(path)).answer.errcode).toBe(42001);
  });

  it('that changes its permission sets pushes a new code and keeps its refresh token', async () => {
    const { appid } = await stage.account();
    await stage.tokens({ kind: 'authorizer', appid });
    const former = (await list()).list[0]?.refresh_token;
    await stage.order('/authorizations', { appid, does: 'update', permissionSets: [17] });
    const { payload } = await stage.receiver.push('updateauthorized');
    const { authorization_info: info } = await stage.client.getAuthorizerRefreshToken({
      authorization_code: String(payload.AuthorizationCode),
    });
    expect(info.func_info.map(({ funcscope_category }) => funcscope_category.id)).toEqual([17]);
    expect(info.authorizer_refresh_token).toBe(former);
    await expect(stage.client.getVersionInfo(appid, {})).rejects.toMatchObject(refusedWith(61007));
  });

  it('made as exchanged long ago shows its refresh token without a push', async () => {
    const { appid } = await stage.account({ exchanged: true });
    expect((await list()).list).toMatchObject([
      { authorizer_appid: appid, refresh_token: expect.stringMatching(/^refreshtoken@@@/) },
    ]);
    expect(stage.receiver.named('authorized')).toEqual([]);
  });
});
