import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusedWith, type Stage, type StageAccount, startStage } from './stage.ts';
import { versionsOf } from './versions.ts';

let stage: Stage;
let fresh: StageAccount;
let live: StageAccount;

beforeEach(async () => {
  stage = await startStage();
  [fresh, live] = [await stage.account(), await stage.account()];
  await versionsOf(stage, live.appid).online('1.0.0');
});
afterEach(() => stage.stop());

const submitted = ({ appid }: StageAccount) => versionsOf(stage, appid).submitted('2.0.0');

describe('a bar', () => {
  it('on all submissions of the provider spends nothing, and can be lifted', async () => {
    await stage.order('/bars', { scope: 'all' });
    const before = await stage.client.setCodeAuditQuota(live.appid, {});
    await expect(submitted(fresh)).rejects.toMatchObject(refusedWith(86008));
    await expect(submitted(live)).rejects.toMatchObject(refusedWith(86008));
    expect(await stage.client.setCodeAuditQuota(live.appid, {})).toEqual(before);
    await stage.order('/bars', { scope: 'all', barred: false });
    await submitted(fresh);
  });

  it('on new mini programs stops those that were never released', async () => {
    await stage.order('/bars', { scope: 'first' });
    await expect(submitted(fresh)).rejects.toMatchObject(refusedWith(86009));
    await submitted(live);
  });

  it('on iterations stops those that were released', async () => {
    await stage.order('/bars', { scope: 'iteration' });
    await expect(submitted(live)).rejects.toMatchObject(refusedWith(86010));
    await submitted(fresh);
  });

  it('on one account stops only that', async () => {
    await stage.order('/bars', { appid: fresh.appid });
    await expect(submitted(fresh)).rejects.toMatchObject(refusedWith(86007));
    await submitted(live);
    await stage.order('/bars', { appid: fresh.appid, barred: false });
    await submitted(fresh);
  });

  it('is gone with a reset', async () => {
    await stage.order('/bars', { scope: 'all' });
    await stage.order('/reset');
    await submitted(await stage.account());
  });

  it('names a scope or an account', async () => {
    await expect(stage.order('/bars', {})).rejects.toThrow('scope or appid is needed');
    await expect(stage.order('/bars', { appid: 'wx1' })).rejects.toThrow('no account has this appid');
  });
});

describe('a bad sample of a batch', () => {
  it('delays all audits that wait, which is pushed to each account', async () => {
    await submitted(fresh);
    await submitted(live);
    const decided = await stage.account();
    await versionsOf(stage, decided.appid).approved('1.0.0');
    expect(await stage.order('/precheck')).toEqual({ delayed: [fresh.appid, live.appid] });
    for (const { appid, userName } of [fresh, live]) {
      await stage.receiver.push('weapp_audit_delay', ({ ToUserName }) => ToUserName === userName);
      expect(await versionsOf(stage, appid).latest()).toMatchObject({ status: 4, reason: expect.any(String) });
    }
    expect(await versionsOf(stage, decided.appid).status()).toBe(0);
    expect(stage.receiver.named('weapp_audit_delay')).toHaveLength(2);
    expect(await stage.order('/precheck')).toEqual({ delayed: [] });
    await stage.client.undoAudit(fresh.appid, {});
    await versionsOf(stage, live.appid).auditor('pass', live.appid);
    await expect.poll(versionsOf(stage, live.appid).status).toBe(0);
  });
});
