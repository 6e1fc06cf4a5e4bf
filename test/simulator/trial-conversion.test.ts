import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day, hour } from '../../simulator/clock.ts';
import { below, newSocialCreditCode, officialAccount, trialOf } from './merchants.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
let appid: string;
beforeEach(async () => {
  stage = await startStage();
  ({ appid } = await trialOf(stage));
});
afterEach(() => stage.stop());

const phone = { component_phone: '0755-1234567' };
const newVersion = { new_version: true } as const;
const press = (url: string, does: string) => fetch(url, { method: 'POST', body: new URLSearchParams({ does }) });
const textOf = async (url: string) => (await fetch(url)).text();
const infoOf = async (of = appid) => {
  await stage.tokens({ kind: 'authorizer', appid: of });
  return (await stage.client.getAuthorizerInfo({ authorizer_appid: of })).authorizer_info;
};
const formal = { service_type_info: { id: 0 }, register_type: 19 };

describe('a trial made formal with an enterprise', () => {
  const owner = { enterprise_name: '示例餐饮有限公司', code: '91440300MA5FAKE001', ...phone };
  const verify = async (verify_info = owner) => {
    const { authorize_url = '' } = await stage.client.verfifyBetaMiniprogram(appid, { verify_info, ...newVersion });
    return authorize_url;
  };
  const ended = () => stage.receiver.push('notify_third_fastverifybetaapp');

  it('needs the legal person, then the admin', async () => {
    await stage.person('legalPerson', 'ignore');
    await stage.person('admin', 'ignore');
    const url = await verify();
    await press(url, 'accept');
    await expect.poll(() => textOf(url)).toContain('待管理员确认');
    expect(await infoOf()).toMatchObject({ service_type_info: { id: 12 } });
    await press(url, 'accept');
    const { payload } = await ended();
    expect(payload).toMatchObject({ appid, status: '0', info: { name: owner.enterprise_name, code: owner.code } });
    expect(await infoOf()).toMatchObject({
      ...formal,
      principal_name: owner.enterprise_name,
      nick_name: '小麦烤鸡的体验小程序',
      verify_type_info: { id: -1 },
    });
    expect(await stage.client.getAccountBasicInfo(appid, {})).toMatchObject({ principal_type: 1 });
    await expect(verify()).rejects.toMatchObject(refusedWith(91021));
    await stage.advance(14 * day);
    expect(stage.receiver.named('unauthorized')).toEqual([]);
  });

  it.each([
    ['agree', '100001'],
    ['failFace', '100002'],
    ['ignore', '100003'],
  ])('is overdue where the legal person does %s', async (does, status) => {
    await stage.person('legalPerson', does);
    const url = await verify();
    await expect(verify()).rejects.toMatchObject(refusedWith(89251));
    await stage.advance(day);
    expect((await ended()).payload).toMatchObject({ appid, status });
    expect(await textOf(url)).toContain('已超时');
    await expect(verify()).resolves.toBeDefined();
  });

  it.each(['101', '105', '100004'])('may be refused by WeChat with %s, and begun again at once', async (does) => {
    await stage.person('legalPerson', does);
    await verify();
    expect((await ended()).payload.status).toBe(does);
    await expect(verify()).resolves.toBeDefined();
  });

  it('is overdue where the admin does nothing for 24 h, and then begins with the legal person again', async () => {
    await stage.person('legalPerson', 'accept');
    await stage.person('admin', 'ignore', appid);
    const url = await verify();
    await expect.poll(() => textOf(url)).toContain('待管理员确认');
    await expect(verify()).rejects.toMatchObject(refusedWith(89249));
    await stage.advance(day);
    expect((await ended()).payload.status).toBe('100003');
    await stage.person('legalPerson', 'ignore');
    expect(await textOf(await verify())).toContain('待确认');
  });

  it('is refused a malformed code and an account that is no trial', async () => {
    await expect(verify({ ...owner, code: '91440300-A5FAKE001' })).rejects.toMatchObject(refusedWith(89255));
    const { appid: other } = await stage.account({ permissionSets: [81] });
    const asked = stage.client.verfifyBetaMiniprogram(other, { verify_info: owner, ...newVersion });
    await expect(asked).rejects.toMatchObject(refusedWith(91021));
  });

  it('is asked for 5 times a minute and 100 times a day over the whole platform', async () => {
    const { appid: other } = await stage.account({ permissionSets: [81] });
    const ask = (of: string) =>
      stage.client.verfifyBetaMiniprogram(of, {
        verify_info: { ...owner, code: newSocialCreditCode() },
        ...newVersion,
      });
    for (const of of [appid, other]) await stage.tokens({ kind: 'authorizer', appid: of });
    // Not across midnight in China, when the day's allowance comes back.
    await stage.advance(day - ((Date.now() + 8 * hour) % day));
    for (let minute = 0; minute < 20; minute += 1) {
      for (let asked = 0; asked < 5; asked += 1) await expect(ask(other)).rejects.toMatchObject(refusedWith(91021));
      if (minute === 0) await expect(ask(appid)).rejects.toMatchObject(refusedWith(45011));
      await stage.advance(60_000);
    }
    await expect(ask(appid)).rejects.toMatchObject(refusedWith(45009));
    await stage.advance(day);
    await expect(ask(appid)).resolves.toBeDefined();
  });
});

describe("a trial made a person's upgraded mini program", () => {
  const begin = (of = appid) => stage.client.fastNormalizeBetaWeappCreatetask(of, { ...phone, ...newVersion });
  const statusOf = async (taskid: string | undefined, of = appid) =>
    (await stage.client.fastNormalizeBetaWeappQuery(of, { taskid, ...phone, ...newVersion })).status;

  it('goes through the identity check of its user', async () => {
    await stage.person('user', 'ignore');
    const { taskid, authorize_url = '', status } = await begin();
    expect(status).toBe(0);
    await expect(begin()).rejects.toMatchObject(refusedWith(89249));
    await press(authorize_url, 'failFace');
    expect(await statusOf(taskid)).toBe(5);
    await press(authorize_url, 'accept');
    await expect.poll(() => statusOf(taskid)).toBe(12);
    expect(await infoOf()).toMatchObject(formal);
    await expect(begin()).rejects.toMatchObject(refusedWith(91021));
  });

  it('times out after 24 h', async () => {
    await stage.person('user', 'ignore');
    const { taskid } = await begin();
    await stage.advance(day);
    expect(await statusOf(taskid)).toBe(1);
    expect(await statusOf(undefined)).toBe(1);
    await expect(begin()).resolves.toBeDefined();
  });

  it('needs its sets, and answers for its own tasks only', async () => {
    const { taskid } = await begin();
    const { appid: other } = await trialOf(stage);
    await expect(statusOf(taskid, other)).rejects.toMatchObject(refusedWith(89250));
    await stage.order('/authorizations', { appid: other, does: 'update', permissionSets: [18, 30, 81] });
    await expect(begin(other)).rejects.toMatchObject(refusedWith(86033));
  });
});

describe('a trial made formal with the subject of an official account', () => {
  const applied = async (event: string) =>
    below((await stage.receiver.push(event)).payload, 'ApplyAuthorizationInfoNoitfy');
  const ask = (mp_appid: string) => stage.client.getMpAdminAuth(appid, { mp_appid, same_admin: 0 });

  it('needs the admin of the account, whose ticket is pushed to the trial, and its own', async () => {
    await stage.person('admin', 'ignore');
    const lender = await officialAccount(stage);
    const { authorize_url } = await ask(lender.userName);
    expect(await textOf(authorize_url)).toContain('示例公众号');
    await press(authorize_url, 'accept');
    const { path, payload } = await stage.receiver.push('betaapp_authorization_apply_event');
    expect(path).toBe(`/callbacks/authorizers/${appid}`);
    const told = {
      appid,
      mp_appid: lender.appid,
      status: '0',
      msg: 'ok',
      operation_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
    };
    const { ticket, ...rest } = below(payload, 'ApplyAuthorizationInfoNoitfy');
    expect(rest).toEqual(told);

    const confirmation = await stage.client.mpVerifyBetaWeapp(appid, {
      mp_appid: lender.appid,
      ticket: String(ticket),
    });
    expect(stage.receiver.named('betaapp_verify_apply_event')).toEqual([]);
    await press(confirmation.authorize_url, 'accept');
    expect(await applied('betaapp_verify_apply_event')).toEqual(told);
    expect(await applied('betaapp_verify_event')).toEqual(told);
    const { principal_name } = await infoOf(lender.appid);
    expect(await infoOf()).toMatchObject({ ...formal, principal_name, verify_type_info: { id: 0 } });
    await expect(ask(lender.appid)).rejects.toMatchObject(refusedWith(91021));
  });

  it('takes a ticket of these two for 2 h', async () => {
    await stage.person('admin', 'accept');
    const lender = await officialAccount(stage);
    const other = await officialAccount(stage);
    await ask(lender.appid);
    const ticket = String((await applied('betaapp_authorization_apply_event')).ticket);
    await stage.person('admin', 'ignore');
    const use = (mp_appid: string) => stage.client.mpVerifyBetaWeapp(appid, { mp_appid, ticket });
    await expect(use(other.appid)).rejects.toMatchObject(refusedWith(61058));
    await stage.advance(2 * hour - 60_000);
    await expect(use(lender.appid)).resolves.toBeDefined();
    await stage.advance(60_000);
    await expect(use(lender.appid)).rejects.toMatchObject(refusedWith(61058));
  });

  it('ends silently where the admin refuses, or does nothing for 24 h', async () => {
    const lender = await officialAccount(stage);
    await stage.person('admin', 'refuse', lender.appid);
    const refused = await ask(lender.appid);
    await expect.poll(() => textOf(refused.authorize_url)).toContain('已拒绝');
    await stage.person('admin', 'ignore', lender.appid);
    const { authorize_url } = await ask(lender.appid);
    await stage.advance(day);
    expect(await textOf(authorize_url)).toContain('已超时');
    expect(stage.receiver.named('betaapp_authorization_apply_event')).toEqual([]);
  });

  it('is refused an account that is no official account', async () => {
    const { appid: program } = await stage.account();
    await expect(ask(program)).rejects.toMatchObject(refusedWith(40013));
    await expect(ask('wx_nobody')).rejects.toMatchObject(refusedWith(40013));
  });
});
