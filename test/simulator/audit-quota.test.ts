import { describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';
import { versionsOf } from './versions.ts';

freshStage();

const month = 31 * day;
const quota = (of = appid) => stage.client.setCodeAuditQuota(of, {});
const speedUp = (auditid: number, of = appid) => stage.client.speedupCodeAudit(of, { auditid });

describe('the quota', () => {
  it('is shared by all accounts, not given back by a withdrawal, and returns with the month', async () => {
    await stage.order('/quota', { submissions: 5, speedups: 2 });
    const other = await stage.account();
    const { auditid } = await code.submitted();
    await versionsOf(stage, other.appid).submitted();
    await speedUp(auditid);
    const left = { rest: 3, limit: 5, speedup_rest: 1, speedup_limit: 2 };
    expect(await quota()).toEqual(left);
    await stage.client.undoAudit(appid, {});
    expect(await quota(other.appid)).toEqual(left);
    await stage.advance(month);
    expect(await quota()).toEqual({ rest: 5, limit: 5, speedup_rest: 2, speedup_limit: 2 });
  });

  it('has nothing left where less is ordered than was spent', async () => {
    await code.submitted();
    await stage.order('/quota', { submissions: 0 });
    expect(await quota()).toMatchObject({ rest: 0, limit: 0 });
  });
});

describe('an acceleration', () => {
  it('brings the decision sooner, of this audit only', async () => {
    const other = await stage.account();
    const codeOfOther = versionsOf(stage, other.appid);
    await stage.order('/people', { person: 'auditor', does: 'pass', afterMs: 10_000 });
    await code.commit('1.0.0');
    await codeOfOther.commit('1.0.0');
    const { auditid } = await code.submit();
    await codeOfOther.submit();
    await speedUp(auditid);
    await expect.poll(code.status, { timeout: 5000 }).toBe(0);
    expect(await codeOfOther.status()).toBe(2);
    await stage.receiver.push('weapp_audit_success');
  });

  it('is made once for an audit and counts once', async () => {
    const { auditid } = await code.submitted();
    await speedUp(auditid);
    const before = await quota();
    await expect(speedUp(auditid)).rejects.toMatchObject(refusedWith(89404));
    expect(await quota()).toEqual(before);
  });

  it('is refused for an audit that is not waiting', async () => {
    const other = await stage.account();
    const { auditid } = await code.submitted();
    await expect(speedUp(auditid, other.appid)).rejects.toMatchObject(refusedWith(89402));
    await code.auditor('delay', appid);
    await expect.poll(code.status).toBe(4);
    await expect(speedUp(auditid)).rejects.toMatchObject(refusedWith(89402));
    await code.auditor('pass', appid);
    await expect.poll(code.status).toBe(0);
    await expect(speedUp(auditid)).rejects.toMatchObject(refusedWith(89402));
  });

  it("is refused when the month's are used up", async () => {
    await stage.order('/quota', { speedups: 0 });
    const { auditid } = await code.submitted();
    await expect(speedUp(auditid)).rejects.toMatchObject(refusedWith(89405));
  });
});
