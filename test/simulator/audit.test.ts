import { describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';
import { item, versionsOf } from './versions.ts';

freshStage();

describe('a submission', () => {
  it('is refused for an account without name, avatar and signature', async () => {
    const bare = await stage.account({ initialised: false });
    await expect(stage.client.submitAudit(bare.appid, { item_list: [item] })).rejects.toMatchObject(refusedWith(86002));
  });

  it('is refused without code', async () => {
    await expect(code.submit()).rejects.toMatchObject(refusedWith(85086));
  });

  it.each([
    ['a category that is not approved', 85008, { second_id: 9 }],
    ['an unknown page', 85007, { address: 'pages/other' }],
    ['a tag of more than 20 characters', 85006, { tag: 'a'.repeat(21) }],
    ['more than 10 tags', 85006, { tag: 'a b c d e f g h i j k' }],
  ])('with %s is refused with %i', async (_what, errcode, wrong) => {
    await code.commit('1.0.0');
    await expect(code.submit({ item_list: [{ ...item, ...wrong }] })).rejects.toMatchObject(refusedWith(errcode));
  });

  it('is refused while an audit is open or delayed', async () => {
    await code.auditor('ignore');
    await code.commit('1.0.0');
    await code.submit();
    await expect(code.submit()).rejects.toMatchObject(refusedWith(85009));
    await code.auditor('delay');
    await expect.poll(code.status).toBe(4);
    await expect(code.submit()).rejects.toMatchObject(refusedWith(85009));
  });

  it("spends the provider's quota, which comes back with the month", async () => {
    await code.auditor('pass');
    await stage.order('/quota', { submissions: 1 });
    await code.commit('1.0.0');
    await code.submit();
    await expect.poll(code.status).toBe(0);
    await expect(code.submit()).rejects.toMatchObject(refusedWith(85085));
    await stage.advance(31 * day);
    await stage.person('auditor', 'ignore');
    await code.submit();
    expect(await stage.ask('/state')).toMatchObject({ submissionsLeft: 0 });
  });
});

describe('an audit', () => {
  it('that is rejected says why, with screenshots under two spellings', async () => {
    await code.auditor('reject');
    await code.commit('1.0.0');
    const { auditid } = await code.submit();
    const { payload, xml } = await stage.receiver.push('weapp_audit_fail');
    expect(payload).toMatchObject({
      Reason: expect.stringContaining('<br>'),
      ScreenShot: expect.stringContaining('|'),
    });
    expect(xml).toMatch(/<\/ToUserName>\n<FromUserName><!\[CDATA\[.+\n<CreateTime>\d+<\/CreateTime>\n/);
    const { Reason: reason, ScreenShot } = payload;
    expect(await stage.client.getAuditStatus(appid, { auditid })).toEqual({
      status: 1,
      reason,
      screenshot: ScreenShot,
    });
    expect(await code.latest()).toEqual({
      auditid,
      status: 1,
      reason,
      ScreenShot,
      user_version: '1.0.0',
      user_desc: 'build 1.0.0',
      submit_audit_time: expect.any(Number),
    });
  });

  it('that is delayed stays open until somebody decides', async () => {
    await code.auditor('delay');
    await code.commit('1.0.0');
    const { auditid } = await code.submit();
    await stage.receiver.push('weapp_audit_delay');
    expect(await stage.client.getAuditStatus(appid, { auditid })).toMatchObject({
      status: 4,
      reason: expect.any(String),
    });
    await code.auditor('pass', appid);
    await stage.receiver.push('weapp_audit_success');
    expect(await code.latest()).not.toHaveProperty('reason');
  });

  it('follows the rule of its own account before the rule for all', async () => {
    const other = await stage.account();
    await code.auditor('ignore', appid);
    await code.commit('1.0.0');
    await code.submit();
    await code.auditor('reject');
    const codeOfOther = versionsOf(stage, other.appid);
    await codeOfOther.commit('1.0.0');
    await codeOfOther.submit();
    const { payload } = await stage.receiver.push('weapp_audit_fail');
    expect(payload.ToUserName).toBe(other.userName);
    expect(await code.status()).toBe(2);
  });

  it('is unknown where nothing was submitted, and by a foreign number', async () => {
    await expect(code.latest()).rejects.toMatchObject(refusedWith(85058));
    await expect(stage.client.getAuditStatus(appid, { auditid: 1 })).rejects.toMatchObject(refusedWith(85012));
  });

  it('can be withdrawn 5 times a day and 10 times a month', async () => {
    await code.auditor('ignore');
    await code.commit('1.0.0');
    const undo = () => stage.client.undoAudit(appid, {});
    const undoTimes = async (times: number) => {
      for (let undone = 0; undone < times; undone += 1) {
        await code.submit();
        await undo();
        expect(await code.status()).toBe(3);
      }
    };
    await expect(undo()).rejects.toMatchObject(refusedWith(85019));
    // The first of a month in China, so that three days lie in one month.
    const { now } = await stage.ask<{ now: string }>('/state');
    const next = new Date(Date.parse(now));
    const firstOfNextMonth = Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 1);
    await stage.advance(firstOfNextMonth - next.getTime());
    await undoTimes(5);
    await code.submit();
    await expect(undo()).rejects.toMatchObject(refusedWith(87013));
    await stage.advance(day);
    await undo();
    await undoTimes(4);
    await stage.advance(day);
    await code.submit();
    await expect(undo()).rejects.toMatchObject(refusedWith(87013));
    await stage.advance(31 * day);
    await undo();
    expect(stage.receiver.named('weapp_audit_success')).toEqual([]);
  });
});
