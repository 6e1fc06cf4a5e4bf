import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusedWith, type Stage, type StageAccount, startStage } from './stage.ts';
import { versionsOf } from './versions.ts';

let stage: Stage;
let account: StageAccount;
let appid: string;
let code: ReturnType<typeof versionsOf>;

beforeEach(async () => {
  stage = await startStage();
  account = await stage.account();
  ({ appid } = account);
  code = versionsOf(stage, appid);
});
afterEach(() => stage.stop());

describe('a release', () => {
  it('goes from commit to online', async () => {
    await code.auditor('pass');
    await code.commit('1.0.0');
    expect(await stage.client.getVersionInfo(appid, {})).toEqual({
      exp_info: { exp_time: expect.any(Number), exp_version: '1.0.0', exp_desc: 'build 1.0.0' },
    });
    expect((await stage.client.getCodePage(appid, {})).page_list).toContain('pages/index/index');
    const { auditid } = await code.submit();
    const { payload, path, outer, query } = await stage.receiver.push('weapp_audit_success');
    expect(path).toBe(`/callbacks/authorizers/${appid}`);
    expect(outer).toEqual({ ToUserName: account.userName });
    expect(payload).toEqual({
      ToUserName: account.userName,
      FromUserName: query.get('openid'),
      CreateTime: expect.any(String),
      MsgType: 'event',
      Event: 'weapp_audit_success',
      SuccTime: expect.any(String),
    });
    expect(await stage.client.getAuditStatus(appid, { auditid })).toEqual({ status: 0 });
    await stage.client.release(appid, {});
    const { release_info } = await stage.client.getVersionInfo(appid, {});
    expect(release_info).toMatchObject({ release_version: '1.0.0', release_desc: 'build 1.0.0' });
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85052));
  });

  it('puts the audited version online, not the trial version of today', async () => {
    await code.auditor('ignore');
    await code.commit('1.0.0');
    await code.submit();
    await code.commit('1.1.0');
    await code.auditor('pass');
    await expect.poll(code.status).toBe(0);
    expect(await code.latest()).toMatchObject({ user_version: '1.0.0' });
    await stage.client.release(appid, {});
    expect(await stage.client.getVersionInfo(appid, {})).toMatchObject({
      exp_info: { exp_version: '1.1.0' },
      release_info: { release_version: '1.0.0' },
    });
  });

  it('is refused while nothing was audited or the audit has not passed', async () => {
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85019));
    await code.auditor('ignore');
    await code.commit('1.0.0');
    await code.submit();
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85020));
    await code.auditor('reject');
    await expect.poll(code.status).toBe(1);
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85020));
  });
});
