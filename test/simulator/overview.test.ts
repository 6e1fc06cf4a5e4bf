import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import type { Secret } from '../../simulator/records.ts';
import { applicationOf, authDataOf } from './applications.ts';
import { newOpenid, newSocialCreditCode, trialOf } from './merchants.ts';
import { type Stage, startStage } from './stage.ts';
import { versionsOf } from './versions.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const state = () => stage.ask('/state');

describe('the overview shows', () => {
  it('trials and how far each is', async () => {
    await stage.person('user', 'ignore');
    const { unique_id: waiting } = await stage.client.registerBetaMiniprogram({
      name: '小麦烤鸡',
      openid: newOpenid(),
    });
    expect(await state()).toMatchObject({ trials: [{ uniqueId: waiting, step: 'made' }] });
    await stage.person('user', 'refuse');
    await expect.poll(state).toMatchObject({ trials: [{ uniqueId: waiting, step: 'refused' }] });
    const { unique_id: made } = await trialOf(stage);
    expect(await state()).toMatchObject({ trials: [{ step: 'refused' }, { uniqueId: made, step: 'created' }] });
  });

  it('conversions while somebody has to act, and after', async () => {
    const { appid } = await trialOf(stage);
    await stage.person('legalPerson', 'ignore');
    const { taskid } = await stage.client.verfifyBetaMiniprogram(appid, {
      verify_info: {
        enterprise_name: '示例',
        code: newSocialCreditCode(),
        component_phone: '1',
      },
      new_version: true,
    });
    expect(await state()).toMatchObject({ conversions: [{ taskid, appid, step: 'made', open: true }] });
    await stage.person('legalPerson', 'refuse');
    await expect.poll(state).toMatchObject({ conversions: [{ taskid, appid, step: 'refused', open: false }] });
  });

  it('verifications with both of their numbers', async () => {
    const account = await stage.account();
    await stage.person('verifyingAdmin', 'ignore');
    const { taskid } = await stage.client.secwxaapiWxaauth(account.appid, {
      auth_data: await authDataOf(stage, account),
    });
    const task = { taskid, appid: account.appid, applyStatus: 0 };
    expect(await state()).toMatchObject({ verifications: [{ ...task, taskStatus: 0, open: true }] });
    await stage.person('verifyingAdmin', 'refuse');
    await expect.poll(state).toMatchObject({ verifications: [{ ...task, taskStatus: 2, open: false }] });
  });

  it('filings that were asked for, also along with a verification', async () => {
    const [filing, both] = [await stage.account(), await stage.account()];
    await stage.person('verifyingAdmin', 'accept');
    await stage.person('platformReviewer', 'ignore');
    await stage.person('verifier', 'ignore');
    await stage.order('/verifying', { appid: filing.appid, verified: true });
    await stage.client.applyIcpFiling(filing.appid, await applicationOf(stage, filing));
    const { procedure_id: procedureId } = await stage.client.submitAuthAndIcp(both.appid, {
      auth_data: await authDataOf(stage, both),
      ...(await applicationOf(stage, both, true)),
    });
    await expect.poll(state).toMatchObject({
      filings: [{ appid: filing.appid, status: 2, sms: 0 }],
      authAndIcp: [{ procedureId, appid: both.appid, status: 17 }],
    });
  });

  it('staged releases that run', async () => {
    const { appid } = await stage.account();
    const code = versionsOf(stage, appid);
    await code.online('1.0.0');
    await code.approved('1.1.0');
    await stage.client.grayRelease(appid, { gray_percentage: 10 });
    expect(await state()).toMatchObject({ stagedReleases: [{ appid, percentage: 10 }] });
    await stage.client.revertGrayRelease(appid, {});
    expect(await state()).toMatchObject({ stagedReleases: [] });
  });

  it('whom a punishment bars or suspends', async () => {
    const { appid } = await stage.account();
    await stage.order('/bars', { appid });
    await stage.order('/bars', { scope: 'first' });
    await stage.order('/punishments', { appid, does: 'takeDown', days: 1 });
    expect(await state()).toMatchObject({ barred: { scopes: ['first'], appids: [appid] }, suspended: [appid] });
    await stage.order('/bars', { appid, barred: false });
    await stage.advance(2 * day);
    expect(await state()).toMatchObject({ barred: { scopes: ['first'], appids: [] }, suspended: [] });
  });
});

it('shows no credential and nobody by name, phone or openid', async () => {
  const { openid } = await trialOf(stage);
  const account = await stage.account({ name: '一家小店', principalName: '示例商贸有限公司' });
  const auth_data = await authDataOf(stage, account);
  await stage.client.secwxaapiWxaauth(account.appid, { auth_data });
  const said = JSON.stringify(await state());
  const secrets = await stage.ask<Secret[]>('/secrets');
  const personal = [openid, '一家小店', '示例商贸有限公司', '张三', auth_data.third_party_phone];
  for (const told of [...secrets.map(({ value }) => value), ...personal]) expect(said).not.toContain(told);
});
