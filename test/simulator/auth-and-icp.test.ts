import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { applicationOf, authDataOf } from './applications.ts';
import { refusedWith, type Stage, type StageAccount, startStage } from './stage.ts';

let stage: Stage;
let account: StageAccount;
beforeEach(async () => {
  stage = await startStage();
  account = await stage.account();
  const agreed = { verifyingAdmin: 'accept', payer: 'pay', verifier: 'pass' };
  await people({ ...agreed, platformReviewer: 'pass', principal: 'confirm', bureau: 'pass' });
});
afterEach(() => stage.stop());

const people = async (rules: Readonly<Record<string, string>>) => {
  for (const [person, does] of Object.entries(rules)) await stage.order('/people', { person, does });
};
const submit = async (more: object = {}) => {
  const application = await applicationOf(stage, account, true);
  const auth_data = await authDataOf(stage, account, more);
  return stage.client.submitAuthAndIcp(account.appid, { auth_data, ...application });
};
const procedureOf = (procedure_id: string) => stage.client.queryAuthAndIcp(account.appid, { procedure_id });
const statusOf = async (procedure_id: string) => (await procedureOf(procedure_id)).procedure_status;
const told = (procedure_id: string, status: number) =>
  stage.receiver.push('notify_3rd_wxa_auth_and_icp', (payload) => {
    return payload.procedure_id === procedure_id && payload.procedure_status === String(status);
  });
const entrance = async () => (await stage.client.getIcpEntranceInfo(account.appid, {})).info.status;

describe('a verification with filing', () => {
  it('goes through all its steps and is told of each', async () => {
    const { procedure_id } = await submit();
    await told(procedure_id, 26);
    // One may overtake another.
    const statuses = () =>
      stage.receiver.named('notify_3rd_wxa_auth_and_icp').map(({ payload }) => Number(payload.procedure_status));
    await expect.poll(() => statuses().toSorted()).toEqual([16, 17, 19, 22, 24, 26]);
    expect(await statusOf(procedure_id)).toBe(26);
    expect(await entrance()).toBe(6);
    // The filing alone is not told of.
    expect(stage.receiver.named('notify_apply_icpfiling_result')).toEqual([]);
  });

  it('is paid by the merchant on a page, within 24 h', async () => {
    await people({ payer: 'ignore' });
    const { procedure_id, pay_url = '' } = await submit({ pay_type: 2 });
    expect(await statusOf(procedure_id)).toBe(15);
    await fetch(pay_url, { method: 'POST', body: new URLSearchParams({ does: 'pay' }) });
    await told(procedure_id, 16);
    await told(procedure_id, 26);
  });

  it('that nobody pays for within 24 h expires, and another may begin', async () => {
    await people({ payer: 'ignore' });
    const { procedure_id } = await submit({ pay_type: 2 });
    await expect(submit()).rejects.toMatchObject(refusedWith(86358));
    await stage.advance(day);
    expect(await statusOf(procedure_id)).toBe(27);
    await submit();
  });

  it('sent back in the verification goes on when it is submitted again, without another fee', async () => {
    await people({ verifier: 'reject' });
    await stage.order('/verifying', { packages: 1 });
    const { procedure_id } = await submit();
    await told(procedure_id, 18);
    expect(await procedureOf(procedure_id)).toMatchObject({ refill_reason: expect.any(String) });
    await people({ verifier: 'pass' });
    expect((await submit()).procedure_id).toBe(procedure_id);
    await told(procedure_id, 26);
  });

  it('whose verification fails for good never comes to the filing', async () => {
    await people({ verifier: 'fail' });
    const { procedure_id } = await submit();
    await told(procedure_id, 20);
    expect(await procedureOf(procedure_id)).toMatchObject({ fail_reason: expect.any(String) });
    expect(await entrance()).toBe(1028);
  });

  it('whose filing order is not made says which fields are wrong', async () => {
    const hint = { errcode: 86302, errmsg: '差异过大', err_field: 'icp_subject.base_info.name' };
    await stage.order('/verifying', { appid: account.appid, hints: [hint] });
    const { procedure_id } = await submit();
    await told(procedure_id, 21);
    expect((await procedureOf(procedure_id)).icp_audit?.hints).toEqual([hint]);
    await submit();
    await told(procedure_id, 26);
  });

  it.each([
    ['platformReviewer', 23],
    ['bureau', 25],
  ])('that the %s rejects is submitted again together, not alone', async (reviewer, status) => {
    await people({ [reviewer]: 'reject' });
    const { procedure_id } = await submit();
    await told(procedure_id, status);
    expect((await procedureOf(procedure_id)).icp_audit?.audit_data).toHaveLength(1);
    const alone = await applicationOf(stage, account);
    await expect(stage.client.applyIcpFiling(account.appid, alone)).rejects.toMatchObject(refusedWith(86358));
    await people({ [reviewer]: 'pass' });
    await submit();
    await told(procedure_id, 26);
  });

  it('is withdrawn only while the platform reviews the filing', async () => {
    const withdraw = () => stage.client.cancelApplyIcpFiling(account.appid, {});
    await people({ verifier: 'ignore', platformReviewer: 'ignore' });
    const { procedure_id } = await submit();
    await told(procedure_id, 17);
    await expect(withdraw()).rejects.toMatchObject(refusedWith(86368));
    await people({ verifier: 'pass' });
    await told(procedure_id, 22);
    await withdraw();
    await told(procedure_id, 29);
    expect(await entrance()).toBe(1024);
  });

  it("shows the state of the bureau's SMS", async () => {
    await people({ principal: 'ignore' });
    const { procedure_id } = await submit();
    await told(procedure_id, 24);
    expect((await procedureOf(procedure_id)).icp_audit?.sms_verify_status).toBe(1);
  });

  it('is for enterprises and people that have neither', async () => {
    await expect(submit({ customer_type: 12 })).rejects.toMatchObject(refusedWith(86202));
    await stage.order('/verifying', { appid: account.appid, verified: true });
    await expect(submit()).rejects.toMatchObject(refusedWith(86202));
  });

  it("refuses what a verification alone is refused for, by the same classes: no package, an argument's value", async () => {
    await stage.order('/verifying', { packages: 0 });
    const refused = (errcode: number) => ({ failure: { errcode, class: 'provider' } });
    await expect(submit({ pay_type: 1 })).rejects.toMatchObject(refused(89609));
    await expect(submit({ pay_type: 1, service_appid: undefined })).rejects.toMatchObject(refused(40097));
    await stage.order('/verifying', { packages: 10 });
  });

  it('excludes a verification alone, and is excluded by one', async () => {
    await people({ verifier: 'ignore' });
    const { procedure_id } = await submit();
    await told(procedure_id, 17);
    const begin = async () => {
      const auth_data = await authDataOf(stage, account);
      return stage.client.secwxaapiWxaauth(account.appid, { auth_data });
    };
    await expect(begin()).rejects.toMatchObject(refusedWith(40097));
    account = await stage.account();
    await begin();
    await expect(submit()).rejects.toMatchObject(refusedWith(86358));
  });
});
