import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { newOpenid, trialOf } from './merchants.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const begin = (name = '小麦烤鸡', openid = newOpenid()) => stage.client.registerBetaMiniprogram({ name, openid });
const ended = () => stage.receiver.push('notify_third_fastregisterbetaapp');

describe('a trial', () => {
  it('that its user confirms is pushed without a code, which comes with an authorization of its own', async () => {
    await stage.person('user', 'accept');
    const { unique_id, authorize_url } = await begin();
    expect(authorize_url).toBe(
      `${stage.url}/wxawap/fastregistertpbeta?action=show&create_token=${unique_id}#wechat_redirect`,
    );
    const { payload } = await ended();
    expect(payload).toMatchObject({ status: '0', msg: 'OK', info: { unique_id, name: '小麦烤鸡的体验小程序' } });
    expect(payload).not.toHaveProperty('auth_code');
    const appid = String(payload.appid);
    expect(await stage.codeOf(appid)).toMatch(/^queryauthcode@@@/);
    await stage.tokens({ kind: 'authorizer', appid });
    const { authorizer_info, authorization_info } = await stage.client.getAuthorizerInfo({ authorizer_appid: appid });
    expect(authorizer_info).toMatchObject({ service_type_info: { id: 12 }, register_type: 13, account_status: 1 });
    expect(authorization_info.func_info).toContainEqual({ funcscope_category: { id: 81 } });
  });

  it.each([
    ['notify_third_fastregisterbetaapp', 'authorized'],
    ['authorized', 'notify_third_fastregisterbetaapp'],
  ])('may be told of by %s after %s', async (late, first) => {
    await stage.order('/faults', { event: late, kind: 'late', ms: 300 });
    await trialOf(stage);
    const [before, after] = await Promise.all([stage.receiver.push(first), stage.receiver.push(late)]);
    expect(after.at).toBeGreaterThan(before.at);
  });

  it('that nobody confirms is overdue after 24 h', async () => {
    await stage.person('user', 'ignore');
    const { unique_id } = await begin();
    await stage.advance(day - 60_000);
    expect(stage.receiver.named('notify_third_fastregisterbetaapp')).toEqual([]);
    await stage.advance(60_000);
    const { payload } = await ended();
    expect(payload).toMatchObject({ status: '3', info: { unique_id } });
    expect(payload).not.toHaveProperty('appid');
  });

  it('that its user refuses ends silently', async () => {
    await stage.person('user', 'refuse');
    const { authorize_url } = await begin();
    await expect.poll(async () => (await fetch(authorize_url)).text()).toContain('已拒绝');
    await stage.advance(day);
    expect(stage.receiver.named('notify_third_fastregisterbetaapp')).toEqual([]);
  });

  it('may meet a limit of its user', async () => {
    await stage.person('user', '1005');
    await begin();
    expect((await ended()).payload.status).toBe('1005');
  });

  it('is confirmed on the page behind its link, whose token is its name', async () => {
    await stage.person('user', 'ignore');
    const { authorize_url } = await begin();
    expect(await (await fetch(authorize_url)).text()).toContain('小麦烤鸡的体验小程序');
    await fetch(authorize_url, { method: 'POST', body: new URLSearchParams({ does: 'accept' }) });
    expect((await ended()).payload.status).toBe('0');
    expect(await (await fetch(authorize_url)).text()).toContain('小程序已创建');
    expect((await fetch(`${stage.url}/wxawap/fastregistertpbeta?create_token=unknown`)).status).toBe(404);
  });

  it('is one of 5 that a WeChat user has', async () => {
    const openid = newOpenid();
    for (let made = 0; made < 5; made += 1) await trialOf(stage, openid);
    await expect(begin('第六个小店', openid)).rejects.toMatchObject(refusedWith(61071));
    await expect(begin('第六个小店')).resolves.toBeDefined();
    await stage.advance(14 * day);
    await expect(begin('第六个小店', openid)).resolves.toBeDefined();
  });

  it.each([
    ['微信小铺', 86011],
    ['腾讯的小店', 86011],
    ['烤鸡店', 86017],
    ['长'.repeat(31), 86017],
  ])('is refused the name %s', async (name, errcode) => {
    await expect(begin(name)).rejects.toMatchObject(refusedWith(errcode));
  });

  it('is refused for an openid that is none', async () => {
    await expect(begin('小麦烤鸡', 'wxid_1')).rejects.toMatchObject(refusedWith(86012));
  });

  it('is reclaimed after 14 days', async () => {
    const { appid } = await trialOf(stage);
    await stage.tokens({ kind: 'authorizer', appid });
    await stage.advance(14 * day - 60_000);
    await expect(stage.client.getVersionInfo(appid, {})).resolves.toBeDefined();
    await stage.advance(60_000);
    expect((await stage.receiver.push('unauthorized')).payload.AuthorizerAppid).toBe(appid);
    await expect(stage.client.getVersionInfo(appid, {})).rejects.toMatchObject(refusedWith(61003));
    const { authorizer_info } = await stage.client.getAuthorizerInfo({ authorizer_appid: appid });
    expect(authorizer_info.account_status).toBe(14);
  });

  it('can not be un-authorized by its merchant', async () => {
    const { appid } = await trialOf(stage);
    await expect(stage.order('/authorizations', { appid, does: 'withdraw' })).rejects.toThrow('trial');
  });

  it('is renamed while it is one', async () => {
    const { appid } = await trialOf(stage);
    await stage.client.modifyBetaMiniprogramNickName(appid, { name: '小麦烤鸭' });
    const { authorizer_info } = await stage.client.getAuthorizerInfo({ authorizer_appid: appid });
    expect(authorizer_info.nick_name).toBe('小麦烤鸭的体验小程序');
    const rename = (name: string, of = appid) => stage.client.modifyBetaMiniprogramNickName(of, { name });
    await expect(rename('微信小铺')).rejects.toMatchObject(refusedWith(86011));
    const { appid: formal } = await stage.account({ permissionSets: [81] });
    await expect(rename('小麦烤鸭', formal)).rejects.toMatchObject(refusedWith(91020));
  });
});
