import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import type { WeChatError } from '../../wechat/wechat-error.ts';
import { applicationOf } from './applications.ts';
import { refusedWith, type Stage, type StageAccount, startStage } from './stage.ts';

let stage: Stage;
let account: StageAccount;
beforeEach(async () => {
  stage = await startStage();
  account = await stage.account();
  await people({ verifyingAdmin: 'accept', platformReviewer: 'pass', principal: 'confirm', bureau: 'pass' });
  await stage.order('/verifying', { appid: account.appid, verified: true });
});
afterEach(() => stage.stop());

const people = async (rules: Readonly<Record<string, string>>) => {
  for (const [person, does] of Object.entries(rules)) await stage.order('/people', { person, does });
};
const make = () => applicationOf(stage, account);
const send = (application: Awaited<ReturnType<typeof make>>) => stage.client.applyIcpFiling(account.appid, application);
const apply = async () => send(await make());
const entrance = async () => (await stage.client.getIcpEntranceInfo(account.appid, {})).info;
const statusOf = async () => (await entrance()).status;
const toldAs = (status: number) =>
  stage.receiver.push('notify_apply_icpfiling_result', (payload) => payload.beian_status === String(status));
/** The hints with which an application is refused: field and code. */
const hintsOf = async (application: Awaited<ReturnType<typeof make>>) => {
  const error: WeChatError = await send(application).then(
    () => Promise.reject(new Error('The application was accepted.')),
    (reason) => reason,
  );
  expect(error.failure.errcode).toBe(86202);
  const { hints } = error.failure.details as { hints: { err_field: string; errcode: number }[] };
  return hints.map(({ err_field, errcode }) => [err_field, errcode]);
};

const category = { first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 };

describe('the entrance', () => {
  it.each([
    [{ initialised: true }, true, 1024],
    [{ initialised: false, categories: [category] }, true, 1025],
    [{ initialised: true }, false, 1028],
    [{ initialised: false, categories: [category] }, false, 1029],
    [{ initialised: false }, false, 1031],
  ])('of an account %j, verified: %s, shows %i', async (known, verified, status) => {
    account = await stage.account(known);
    await stage.order('/verifying', { appid: account.appid, verified });
    expect(await statusOf()).toBe(status);
    const accepted = apply().then(() => true);
    await (status === 1024 ? accepted : expect(accepted).rejects.toMatchObject(refusedWith(86202)));
  });

  it('that is closed takes no application', async () => {
    await stage.order('/verifying', { appid: account.appid, available: false });
    expect(await entrance()).toMatchObject({ status: 1024, available: 0 });
    await expect(apply()).rejects.toMatchObject(refusedWith(86202));
  });
});

describe('a filing', () => {
  it('that all agree to comes into force, is told once, and is shown masked', async () => {
    await apply();
    const { payload } = await toldAs(6);
    expect(payload.authorizer_appid).toBe(account.appid);
    expect(stage.receiver.named('notify_apply_icpfiling_result')).toHaveLength(1);
    expect(await statusOf()).toBe(6);
    const { icp_subject, icp_applets } = await stage.client.getOnlineIcpOrder(account.appid, {});
    expect(icp_subject).toMatchObject({
      base_info: { record_number: '京ICP备00000001号' },
      principal_info: { name: '*三', mobile: '13*******21', certificate_number: '11**************34' },
    });
    expect(icp_applets[0]?.base_info).toMatchObject({ appid: account.appid, record_number: '京ICP备00000001号-1X' });
    expect(JSON.stringify([icp_subject, icp_applets])).not.toMatch(/photo|verify_task_id|13012344321/);
  });

  it("waits for the principals' SMS before the bureau decides", async () => {
    await people({ principal: 'ignore' });
    await apply();
    await expect.poll(entrance).toMatchObject({ status: 4, sms_verify_status: 1 });
    await people({ bureau: 'ignore', principal: 'confirm' });
    await expect.poll(entrance).toMatchObject({ status: 4, sms_verify_status: 2 });
    await people({ bureau: 'pass' });
    await toldAs(6);
  });

  it('whose SMS nobody answers within 24 h is rejected by the bureau', async () => {
    await people({ principal: 'ignore', bureau: 'ignore' });
    await apply();
    await expect.poll(statusOf).toBe(4);
    await stage.advance(day);
    expect(await entrance()).toMatchObject({ status: 4, sms_verify_status: 3 });
    await people({ bureau: 'pass' });
    await toldAs(5);
    expect((await entrance()).audit_data).toMatchObject([{ key_name: '短信核验' }]);
  });

  it.each([
    ['platformReviewer', 3],
    ['bureau', 5],
  ])('that the %s rejects says why and may be sent again', async (reviewer, status) => {
    await people({ [reviewer]: 'reject' });
    await apply();
    await toldAs(status);
    const { audit_data } = await entrance();
    expect(audit_data).toEqual([
      { key_name: expect.any(String), error: expect.any(String), suggest: expect.any(String) },
    ]);
    await people({ [reviewer]: 'pass' });
    await apply();
    await toldAs(6);
    expect((await entrance()).audit_data).toEqual([]);
  });

  it('is one at a time', async () => {
    await people({ platformReviewer: 'ignore' });
    await apply();
    await expect(apply()).rejects.toMatchObject(refusedWith(86324));
    await people({ bureau: 'ignore', platformReviewer: 'pass' });
    await expect.poll(statusOf).toBe(4);
    await expect(apply()).rejects.toMatchObject(refusedWith(86324));
  });

  it('is withdrawn only while the platform reviews it', async () => {
    const withdraw = () => stage.client.cancelApplyIcpFiling(account.appid, {});
    await expect(withdraw()).rejects.toMatchObject(refusedWith(86368));
    await people({ platformReviewer: 'ignore' });
    await apply();
    await withdraw();
    expect(await statusOf()).toBe(1024);
    await people({ platformReviewer: 'pass', bureau: 'ignore' });
    await apply();
    await expect.poll(statusOf).toBe(4);
    await expect(withdraw()).rejects.toMatchObject(refusedWith(86330));
    expect(stage.receiver.named('notify_apply_icpfiling_result')).toEqual([]);
  });

  it('is cancelled with the word of the principal', async () => {
    const cancel = () => stage.client.cancelIcpfiling(account.appid, { cancel_type: 2, reason_type: 1 });
    await expect(cancel()).rejects.toMatchObject(refusedWith(86353));
    await apply();
    await toldAs(6);
    await people({ principal: 'ignore' });
    await cancel();
    expect(await entrance()).toMatchObject({ status: 6, is_canceling: true });
    await expect(cancel()).rejects.toMatchObject(refusedWith(86324));
    await expect(stage.client.cancelApplyIcpFiling(account.appid, {})).rejects.toMatchObject(refusedWith(86330));
    await expect(apply()).rejects.toMatchObject(refusedWith(86358));
    await stage.advance(day);
    expect(await entrance()).toMatchObject({ status: 6, is_canceling: false });
    await people({ principal: 'confirm' });
    await cancel();
    await expect.poll(entrance).toMatchObject({ status: 1024, is_canceling: false });
  });
});

describe('an application', () => {
  it('gets a hint for each field that is wrong, all at once', async () => {
    const application = await make();
    const { icp_subject: subject, icp_applets: applets } = application;
    subject.organize_info.certificate_number = '91110105-A01ABCD2X';
    subject.principal_info.mobile = '0755-1234567';
    applets.principal_info.certificate_validity_date_end = '20240815';
    applets.principal_info.certificate_photo_back = 'of-somebody-else';
    applets.base_info.service_content_types = [500];
    expect(await hintsOf(application)).toEqual([
      ['icp_subject.organize_info.certificate_number', 86302],
      ['icp_subject.principal_info.mobile', 86303],
      ['icp_applets.principal_info.certificate_validity_date_end', 86308],
      ['icp_applets.principal_info.certificate_photo_back', 86328],
      ['icp_applets.base_info.service_content_types', 40097],
    ]);
    expect(await statusOf()).toBe(1024);
  });

  it('gets one for a picture uploaded as another certificate', async () => {
    const application = await make();
    const { organize_info, principal_info } = application.icp_subject;
    organize_info.certificate_photo = principal_info.certificate_photo_front;
    expect(await hintsOf(application)).toEqual([['icp_subject.organize_info.certificate_photo', 86328]]);
  });

  it('gets those that somebody ordered, once', async () => {
    const hint = { errcode: 86302, errmsg: '差异过大', err_field: 'icp_subject.base_info.name' };
    await stage.order('/verifying', { appid: account.appid, hints: [hint] });
    const application = await make();
    expect(await hintsOf(application)).toEqual([[hint.err_field, hint.errcode]]);
    await send(application);
  });

  it('names a face check that is 3 days old at most', async () => {
    const application = await make();
    await stage.advance(3 * day);
    expect(await hintsOf(application)).toEqual([['icp_applets.principal_info.verify_task_id', 86328]]);
  });
});

describe('a face check', () => {
  const begin = (along_with_auth = false) => stage.client.createIcpVerifyTask(account.appid, { along_with_auth });
  const taskOf = (task_id: string) => stage.client.queryIcpVerifyTask(account.appid, { task_id });
  const results = () => stage.receiver.named('notify_icpfiling_verify_result').map(({ payload }) => payload.result);

  it('that failed may be tried again within 24 h, and both is told', async () => {
    await people({ verifyingAdmin: 'failFace' });
    const { task_id, verify_url } = await begin();
    expect(verify_url).toBeUndefined();
    await expect.poll(results).toEqual(['2']);
    expect(await taskOf(task_id)).toEqual({ is_finish: false, face_status: 2 });
    await people({ verifyingAdmin: 'accept' });
    await expect.poll(results).toEqual(['2', '3']);
    expect(await taskOf(task_id)).toEqual({ is_finish: true, face_status: 3 });
  });

  it('that nobody makes within 24 h has failed, silently', async () => {
    await people({ verifyingAdmin: 'ignore' });
    const { task_id } = await begin();
    expect(await taskOf(task_id)).toEqual({ is_finish: false, face_status: 1 });
    await stage.advance(day);
    expect(await taskOf(task_id)).toEqual({ is_finish: true, face_status: 2 });
    expect(results()).toEqual([]);
    await stage.advance(2 * day);
    await expect(taskOf(task_id)).rejects.toMatchObject(refusedWith(1));
  });

  it('along with a verification has a page and asks for the phone too', async () => {
    await people({ verifyingAdmin: 'ignore' });
    const { task_id, verify_url = '' } = await begin(true);
    const press = (does: string) => fetch(verify_url, { method: 'POST', body: new URLSearchParams({ does }) });
    await press('failPhone');
    expect(await taskOf(task_id)).toEqual({ is_finish: false, face_status: 3 });
    expect(await (await press('accept')).text()).toContain('核身通过');
    expect(await taskOf(task_id)).toEqual({ is_finish: true, face_status: 3, along_with_auth_result: 9 });
    await stage.receiver.push('notify_icpfiling_verify_result', (told) => told.along_with_auth_result === '9');
    await stage.advance(day);
    await expect(taskOf(task_id)).rejects.toMatchObject(refusedWith(1));
  });
});
