import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { owners } from '../../credentials/owners.ts';
import { authorizationGranted, declarePrivacyGuide, refreshAuthorizerToken } from '../../messages/authorizer.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { type CredentialStage, startCredentialStage } from './stage.ts';

const refreshPath = '/cgi-bin/component/api_authorizer_token';

let stage: CredentialStage;
beforeAll(async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
});
afterAll(() => stage.stop());

const refuseRefresh = (times: number) =>
  stage.order('/faults', { path: refreshPath, kind: 'errcode', errcode: 61023, times });
const pushWithdrawal = (appid: string, createTime: number) =>
  stage.order('/push', {
    channel: 'component',
    xml: `<xml><AppId>${stage.componentAppid}</AppId><CreateTime>${createTime}</CreateTime><InfoType>unauthorized</InfoType><AuthorizerAppid>${appid}</AuthorizerAppid></xml>`,
  });
const owner = (appid: string) => ({ kind: 'authorizer', appid }) as const;

describe('the token of an account', () => {
  it('is refreshed once where two processes find it stale at once', async () => {
    const { appid } = await stage.authorized();
    const [one, other] = [stage.newTokens(), stage.newTokens()];
    const stale = await one(owner(appid));
    expect(await other(owner(appid))).toBe(stale);
    const fresh = await Promise.all([one(owner(appid), stale), other(owner(appid), stale)]);
    expect(fresh[0]).not.toBe(stale);
    expect(fresh[1]).toBe(fresh[0]);
    expect(await stage.callsOf(refreshPath, appid)).toBe(1);
  });

  it('is not refreshed for a process that is late to find the former one stale', async () => {
    const { appid } = await stage.authorized();
    const [one, late] = [stage.newTokens(), stage.newTokens()];
    const stale = await one(owner(appid));
    const fresh = await one(owner(appid), stale);
    expect(await late(owner(appid), stale)).toBe(fresh);
    expect(await stage.callsOf(refreshPath, appid)).toBe(1);
  });

  it('is refreshed inside a call of WeChat that finds it dead', async () => {
    const { appid } = await stage.authorized();
    await stage.tokens(owner(appid));
    await stage.order('/tokens/expire', { appid });
    await expect(stage.wechat.getVersionInfo(appid, {})).resolves.toEqual({});
    expect(await stage.callsOf(refreshPath, appid)).toBe(1);
  });

  it('is served near its end while a refresh runs behind', async () => {
    const { appid } = await stage.authorized();
    const refreshToken = (await stage.wechat.getAuthorizerInfo({ authorizer_appid: appid })).authorization_info;
    await stage.entity(appid).signal(authorizationGranted, {
      appid,
      key: 'near its end',
      createTime: Math.floor(Date.now() / 1_000),
      permissionSets: [18],
      refreshToken: stage.sealer.seal(
        owners.authorizerRefreshToken(appid),
        refreshToken.authorizer_refresh_token ?? '',
      ),
      accessToken: {
        token: stage.sealer.seal(owners.authorizerAccessToken(appid), 'the old token'),
        expiresAt: Date.now() + 9 * 60_000,
      },
    });
    expect(await stage.tokens(owner(appid))).toBe('the old token');
    await expect.poll(() => stage.tokens(owner(appid))).not.toBe('the old token');
    expect(await stage.callsOf(refreshPath, appid)).toBe(1);
  });

  it('survives a refusal of the refresh token that the look-up disproves', async () => {
    const { appid } = await stage.authorized();
    const stale = await stage.tokens(owner(appid));
    await refuseRefresh(1);
    await expect(stage.tokens(owner(appid), stale)).resolves.not.toBe(stale);
    expect((await stage.view(appid)).authorization).toBe('granted');
    expect(await stage.callsOf(refreshPath, appid)).toBe(2);
  });

  it('is lost once the refresh token that was looked up is refused too, and comes back with the next authorization', async () => {
    const { appid } = await stage.authorized();
    const stale = await stage.tokens(owner(appid));
    await refuseRefresh(2);
    await expect(stage.tokens(owner(appid), stale)).rejects.toMatchObject({
      failure: { class: 'merchant', effect: 'none', hint: expect.stringContaining('更新授权') },
    });
    expect((await stage.view(appid)).authorization).toBe('lost');
    const calls = await stage.callsOf(refreshPath, appid);
    await expect(stage.tokens(owner(appid))).rejects.toMatchObject({ failure: { class: 'merchant' } });
    expect(await stage.callsOf(refreshPath, appid)).toBe(calls);
    await stage.order('/authorizations', { appid, does: 'update' });
    await stage.becomes(appid, { authorization: 'granted' });
    await expect(stage.tokens(owner(appid))).resolves.not.toBe(stale);
  });

  it('of an account nobody knows is a matter of the merchant', async () => {
    await expect(stage.tokens(owner('wxunknown'))).rejects.toMatchObject({
      failure: { class: 'merchant', effect: 'none', hint: expect.stringContaining('never authorized') },
    });
  });

  it('leaves the entity sealed only', async () => {
    const { appid } = await stage.authorized();
    const sealed = await stage.entity(appid).executeUpdate(refreshAuthorizerToken, { args: [{}] });
    const token = await stage.tokens(owner(appid));
    expect(JSON.stringify(sealed)).not.toContain(token);
    expect(sealed.token.owner).toBe(`authorizer:${appid}:access-token`);
  });
});

describe('the authorization of an account', () => {
  it('is withdrawn where WeChat confirms the push, and its token is refused without asking WeChat', async () => {
    const { appid } = await stage.authorized();
    await stage.order('/authorizations', { appid, does: 'withdraw' });
    await stage.becomes(appid, { authorization: 'withdrawn', permissionSets: [] });
    await expect(stage.newTokens()(owner(appid))).rejects.toMatchObject({ failure: { class: 'merchant' } });
    expect(await stage.callsOf(refreshPath, appid)).toBe(0);
  });

  it('stays where WeChat knows nothing of the pushed withdrawal', async () => {
    const { appid } = await stage.authorized();
    const info = await stage.callsOf('/cgi-bin/component/api_get_authorizer_info', appid);
    const createTime = (await stage.view(appid)).authorizationTime + 1;
    await pushWithdrawal(appid, createTime);
    await expect.poll(() => stage.callsOf('/cgi-bin/component/api_get_authorizer_info', appid)).toBe(info + 1);
    await expect
      .poll(() => stage.view(appid))
      .toMatchObject({ authorization: 'granted', authorizationTime: createTime });
  });

  it('is asked about again where the withdrawal comes while WeChat is asked about a grant of the same second', async () => {
    const path = '/cgi-bin/component/api_get_authorizer_info';
    await stage.order('/faults', { path, kind: 'slow', ms: 2_000, times: 1 });
    const { appid } = await stage.account();
    await stage.becomes(appid, { authorization: 'granted' });
    const { authorizationTime: createTime } = await stage.view(appid);
    await pushWithdrawal(appid, createTime);
    await expect.poll(() => stage.callsOf(path, appid)).toBe(2);
  });

  it('shows in the list of workflows, with the user name that pushes carry', async () => {
    const { appid, userName } = await stage.authorized();
    const attributes = async () => (await stage.entity(appid).describe()).typedSearchAttributes;
    await expect
      .poll(async () => (await attributes()).get(searchAttributes.ExternalIds))
      .toEqual(expect.arrayContaining([`user:${userName}`]));
    expect((await attributes()).get(searchAttributes.AppId)).toBe(appid);
    expect((await attributes()).get(searchAttributes.Stage)).toBe('granted');
    expect((await attributes()).get(searchAttributes.Attention)).toBe('none');
  });
});

describe('a privacy guide', () => {
  it('is declared once by its key, and refused with another body', async () => {
    const { appid } = await stage.authorized();
    const guide = { settings: { UserInfo: '用于登录' }, owner: { notice_method: '弹窗' } };
    const declare = (body: string) =>
      stage.entity(appid).executeUpdate(declarePrivacyGuide, {
        args: [{ guide, request: { by: 'a', idempotency: { key: 'k', body } } }],
      });
    await declare('b');
    await declare('b');
    await expect(declare('another')).rejects.toMatchObject({ cause: { type: 'IdempotencyConflict' } });
    expect((await stage.view(appid)).privacyGuide).toEqual(guide);
  });
});
