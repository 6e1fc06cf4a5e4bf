import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { authDataOf } from './applications.ts';
import { picture } from './picture.ts';
import { refusedWith, type Stage, type StageAccount, startStage } from './stage.ts';

let stage: Stage;
let account: StageAccount;
beforeEach(async () => {
  stage = await startStage();
  account = await stage.account();
});
afterEach(() => stage.stop());

const packages = (count: number) => stage.order('/verifying', { packages: count });
const begin = async (more: object = {}) => {
  const auth_data = await authDataOf(stage, account, more);
  const { taskid, auth_url = '' } = await stage.client.secwxaapiWxaauth(account.appid, { auth_data });
  return { taskid, auth_url, auth_data };
};
const again = (taskid: string, auth_data: Awaited<ReturnType<typeof authDataOf>>) =>
  stage.client.secwxaapiReauth(account.appid, { auth_data: { ...auth_data, taskid } });
const taskOf = (taskid: string) => stage.client.secwxaapiQueryauth(account.appid, { taskid });
const statusOf = async (taskid: string) => {
  const { task_status, apply_status } = await taskOf(taskid);
  return [task_status, apply_status];
};
/** What was pushed of a task: task_status and apply_status of each push; they may overtake each other. */
const toldOf = (taskid: string) =>
  stage.receiver
    .named('notify_3rd_wxa_auth')
    .filter(({ payload }) => payload.taskid === taskid)
    .map(({ payload }) => `${payload.task_status}/${payload.apply_status}`)
    .toSorted();
const told = (taskid: string, apply_status: number) =>
  stage.receiver.push('notify_3rd_wxa_auth', (payload) => {
    return payload.taskid === taskid && payload.apply_status === String(apply_status);
  });
const entrance = async () => (await stage.client.getIcpEntranceInfo(account.appid, {})).info.status;
const press = (url: string, does: string) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ does }), redirect: 'follow' });

describe('a verification', () => {
  it('that all agree to passes and is told at its four steps and twice of its order', async () => {
    for (const [name, does] of Object.entries({ verifyingAdmin: 'accept', verifier: 'pass' }))
      await stage.person(name, does);
    const { taskid } = await begin();
    const { payload } = await told(taskid, 4);
    expect(payload).toMatchObject({ appid: account.appid, task_status: '12', message: '认证通过' });
    await expect.poll(() => toldOf(taskid)).toEqual(['0/0', '12/0', '12/2', '12/4', '6/0', '9/0']);
    expect(await taskOf(taskid)).toMatchObject({ appid: account.appid, task_status: 12, orderid: expect.any(String) });
    expect(await entrance()).toBe(1024);
    const { authorizer_info } = await stage.client.getAuthorizerInfo({ authorizer_appid: account.appid });
    expect(authorizer_info.verify_type_info).toMatchObject({ id: 0 });
  });

  it('of a person needs no licence, but the proof of an identity that it names', async () => {
    await stage.person('verifyingAdmin', 'ignore');
    const personal = { customer_type: 15, qualification: undefined };
    await expect(begin({ qualification: undefined })).rejects.toMatchObject(refusedWith(40097));
    await expect(begin({ ...personal, auth_identification: '导演' })).rejects.toMatchObject(refusedWith(40097));
    await expect(begin(personal)).resolves.toBeDefined();
  });

  it('names the agency while it audits', async () => {
    await stage.person('verifyingAdmin', 'accept');
    await stage.person('verifier', 'ignore');
    const { taskid } = await begin();
    const { payload } = await told(taskid, 2);
    expect(payload.dispatch_info).toMatchObject({ provider: expect.any(String), contact: expect.any(String) });
    expect((await taskOf(taskid)).dispatch_info?.dispatch_time).toBeGreaterThan(1_700_000_000);
  });

  it('that the admin refuses ends silently, and another may begin', async () => {
    await stage.person('verifyingAdmin', 'refuse');
    const { taskid } = await begin();
    await expect.poll(() => statusOf(taskid)).toEqual([2, 0]);
    await begin();
    await expect.poll(() => toldOf(taskid)).toEqual(['0/0']);
  });

  it('that nobody answers times out silently after 24 h', async () => {
    await stage.person('verifyingAdmin', 'ignore');
    const { taskid } = await begin();
    await stage.advance(day - 60_000);
    expect(await statusOf(taskid)).toEqual([0, 0]);
    await stage.advance(60_000);
    expect(await statusOf(taskid)).toEqual([1, 0]);
    await expect.poll(() => toldOf(taskid)).toEqual(['0/0']);
  });

  it.each([
    ['face', 'failFace', 5],
    ['phone', 'failPhone', 8],
  ])('whose %s check failed may be tried again', async (_what, does, status) => {
    await stage.person('verifyingAdmin', does);
    const { taskid } = await begin();
    await expect.poll(() => statusOf(taskid)).toEqual([status, 0]);
    await stage.person('verifyingAdmin', 'accept');
    await told(taskid, 2);
  });

  it('runs once at a time for an account', async () => {
    await stage.person('verifyingAdmin', 'ignore');
    await begin();
    await expect(begin()).rejects.toMatchObject(refusedWith(40097));
    account = await stage.account();
    await expect(begin()).resolves.toBeDefined();
  });

  it('sent back for a refill is submitted again, by the link anew and without another fee', async () => {
    await stage.person('verifyingAdmin', 'accept');
    await stage.person('verifier', 'reject');
    await packages(1);
    const { taskid, auth_data } = await begin();
    await told(taskid, 3);
    expect(await taskOf(taskid)).toMatchObject({ apply_status: 3, refill_reason: expect.stringContaining('营业执照') });
    await expect(begin()).rejects.toMatchObject(refusedWith(40097));
    await stage.person('verifier', 'pass');
    expect((await again(taskid, auth_data)).taskid).toBe(taskid);
    await told(taskid, 4);
    expect(await taskOf(taskid)).not.toHaveProperty('refill_reason');
  });

  it('that is not sent back can not be submitted again', async () => {
    await stage.person('verifyingAdmin', 'accept');
    await stage.person('verifier', 'fail');
    const { taskid, auth_data } = await begin();
    await told(taskid, 5);
    expect(await taskOf(taskid)).toMatchObject({ apply_status: 5, fail_reason: expect.any(String) });
    await expect(again(taskid, auth_data)).rejects.toMatchObject(refusedWith(40097));
    expect(await entrance()).toBe(1028);
  });

  it('stays one to refill where its new link times out', async () => {
    await stage.person('verifyingAdmin', 'accept');
    await stage.person('verifier', 'reject');
    const { taskid, auth_data } = await begin();
    await told(taskid, 3);
    await stage.person('verifyingAdmin', 'ignore');
    await again(taskid, auth_data);
    await stage.advance(day);
    expect(await statusOf(taskid)).toEqual([1, 3]);
    await expect(again(taskid, auth_data)).resolves.toMatchObject({ taskid });
  });

  it('may be told of before the answer of the call that began it', async () => {
    await stage.order('/faults', { event: 'notify_3rd_wxa_auth', kind: 'early' });
    await stage.person('verifyingAdmin', 'ignore');
    const { taskid } = await begin();
    expect(toldOf(taskid)).toEqual(['0/0']);
  });

  it('ends with the world', async () => {
    await stage.person('verifyingAdmin', 'ignore');
    const { taskid } = await begin();
    await stage.order('/reset');
    await stage.advance(day);
    account = await stage.account();
    await expect(taskOf(taskid)).rejects.toMatchObject(refusedWith(1));
  });
});

describe('the fee of a verification', () => {
  it("is one of the provider's packages, of which there may be none", async () => {
    await stage.person('verifyingAdmin', 'accept');
    await packages(1);
    await told((await begin()).taskid, 4);
    await expect(begin()).rejects.toMatchObject(refusedWith(89609));
    await packages(1);
    await expect(begin()).resolves.toBeDefined();
  });

  it('that no package is left for leads to no order, silently', async () => {
    await stage.person('verifyingAdmin', 'ignore');
    await packages(1);
    const { taskid } = await begin();
    await packages(0);
    await stage.person('verifyingAdmin', 'accept');
    await expect.poll(() => statusOf(taskid)).toEqual([11, 0]);
    await expect.poll(() => toldOf(taskid)).toEqual(['0/0', '6/0', '9/0']);
  });

  it('is paid by the merchant on the page', async () => {
    await stage.person('verifyingAdmin', 'accept');
    await stage.person('payer', 'ignore');
    const { taskid, auth_url } = await begin({ pay_type: 2 });
    await expect.poll(() => statusOf(taskid)).toEqual([15, 0]);
    await expect.poll(() => toldOf(taskid)).toEqual(['0/0', '6/0', '9/0']);
    expect(await (await fetch(auth_url)).text()).toContain('支付');
    await press(auth_url, 'pay');
    await told(taskid, 2);
  });

  it('that the merchant does not pay within 24 h ends it', async () => {
    await stage.person('verifyingAdmin', 'accept');
    await stage.person('payer', 'ignore');
    const { taskid } = await begin({ pay_type: 2 });
    await expect.poll(() => statusOf(taskid)).toEqual([15, 0]);
    await stage.advance(day);
    expect(await statusOf(taskid)).toEqual([1, 0]);
    await expect(begin()).resolves.toBeDefined();
  });

  it('needs the service appid of the package', async () => {
    await expect(begin({ service_appid: undefined })).rejects.toMatchObject(refusedWith(40097));
  });
});

describe('a picture for a verification', () => {
  it('is good for 3 days', async () => {
    await stage.person('verifyingAdmin', 'ignore');
    const auth_data = await authDataOf(stage, account);
    await stage.advance(3 * day);
    await expect(stage.client.secwxaapiWxaauth(account.appid, { auth_data })).rejects.toMatchObject(refusedWith(89636));
  });

  it('is refused where it is empty or too large', async () => {
    const upload = (media: File) => stage.client.secwxaapiUploadauthmaterial(account.appid, { media });
    await expect(upload(new File([], '1.jpg'))).rejects.toMatchObject(refusedWith(41005));
    const large = new File([new Uint8Array(2 * 1024 * 1024 + 1)], '1.png');
    await expect(upload(large)).rejects.toMatchObject(refusedWith(40006));
    await expect(upload(picture({ name: '1.GIF' }))).resolves.toMatchObject({ mediaid: expect.any(String) });
  });
});

describe('the year of a verification', () => {
  const reminders = () => stage.receiver.named('notify_3rd_wxa_wxverify');

  it('is told on its last day, 30 and 60 days later', async () => {
    await stage.order('/verifying', { appid: account.appid, verified: true });
    await stage.advance(364 * day);
    expect(reminders()).toEqual([]);
    for (const [days, count] of [
      [1, 1],
      [30, 2],
      [30, 3],
    ] as const) {
      await stage.advance(days * day);
      await expect.poll(() => reminders().length).toBe(count);
    }
    expect(reminders()[0]?.payload).toMatchObject({ appid: account.appid, expired: expect.stringMatching(/^\d+$/) });
  });

  it('begins anew with another verification', async () => {
    for (const [name, does] of Object.entries({ verifyingAdmin: 'accept', verifier: 'pass' }))
      await stage.person(name, does);
    await stage.order('/verifying', { appid: account.appid, verified: true });
    expect(await entrance()).toBe(1024);
    await stage.advance(300 * day);
    await told((await begin()).taskid, 4);
    await stage.advance(200 * day);
    expect(reminders()).toEqual([]);
    expect(await entrance()).toBe(1024);
  });

  it('is told on demand', async () => {
    await stage.order('/verifying', { appid: account.appid, remind: true });
    expect(reminders()).toHaveLength(1);
  });
});

describe('the page behind the link', () => {
  it('lets somebody at a browser act as the admin', async () => {
    await stage.person('verifyingAdmin', 'ignore');
    const { taskid, auth_url } = await begin();
    const page = await (await fetch(auth_url)).text();
    for (const words of ['备忘小程序', '同意', '拒绝', '人脸失败', '短信验证失败']) expect(page).toContain(words);
    expect(await (await press(auth_url, 'failFace')).text()).toContain('人脸识别失败');
    await press(auth_url, 'accept');
    await told(taskid, 2);
    expect(await (await fetch(auth_url)).text()).toContain('已提交认证审核');
  });

  it('knows no other task', async () => {
    expect((await fetch(`${stage.url}/wxawap/wxaauth?task=unknown`)).status).toBe(404);
  });
});
