import { chinaDay, chinaMonth, within } from '../china-time.ts';
import type { Clock } from '../clock.ts';
import type { ActOf, People } from '../people.ts';
import { type Done, silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import type { AuditQuota } from './audit-quota.ts';
import type { Bars } from './bars.ts';
import { type Audit, auditStatus, isOpen } from './code.ts';
import { type Submission, submittable } from './submission.ts';

/** The audits (审核) of all accounts. */
export type Audits = {
  /**
   * Submits the trial version and hands it to the auditor. Refuses, in this order: what `submittable` refuses, 85009 one
   * is open, 86007–86010 barred, 85085 quota.
   */
  submit(account: Account, submission: Submission): Promise<Audit>;
  /** Withdraws the open audit. Refuses: 85019 none is open, 87013 more than 5 a day or 10 a month. */
  undo(account: Account): void;
  /** The auditor comes to the audit sooner. Refuses: 89402 it is not waiting, 89404 accelerated already, 89405 quota. */
  speedUp(account: Account, auditid: number): void;
  /** A sample of a large batch was bad (预检): all audits that wait are delayed, which is pushed. Gives their accounts. */
  delayAll(accounts: Iterable<Account>): Promise<readonly Account[]>;
};

const undosADay = 5;
const undosAMonth = 10;

/** Which push tells of what the auditor did. */
export const eventOf = { pass: 'weappAuditSuccess', reject: 'weappAuditFail', delay: 'weappAuditDelay' } as const;

const rejection = {
  reason: '1:账号信息不合规范:<br>(1):小程序内容不符合规则<br>(2):帐号信息与所选类目不符<br>',
  screenshot: 'screenshot-media-1|screenshot-media-2',
};
const delay = '由于服务商提审系统正在优化，审核时间可能延长';

/** Makes the audits. */
export const createAudits = (deps: {
  readonly clock: Clock;
  readonly quota: AuditQuota;
  readonly bars: Bars;
  readonly auditor: People['auditor'];
  readonly pushes: Pushes;
}): Audits => {
  const { clock, quota, bars, auditor, pushes } = deps;
  let lastId = 421_937_000;

  const decide = (account: Account, audit: Audit, does: ActOf<'auditor'>): Done => {
    const at = pushes.seconds();
    switch (does) {
      case 'pass':
        audit.status = auditStatus.passed;
        audit.decidedAt = clock.now();
        return { settled: true, told: pushes.toAccount(account, eventOf.pass, { SuccTime: at }) };
      case 'reject': {
        audit.status = auditStatus.rejected;
        audit.decidedAt = clock.now();
        audit.reason = rejection.reason;
        audit.screenshot = rejection.screenshot;
        const said = { Reason: rejection.reason, FailTime: at, ScreenShot: rejection.screenshot };
        return { settled: true, told: pushes.toAccount(account, eventOf.reject, said) };
      }
      case 'delay':
        audit.status = auditStatus.delayed;
        audit.reason = delay;
        return { settled: false, told: pushes.toAccount(account, eventOf.delay, { Reason: delay, DelayTime: at }) };
      case 'ignore':
        return silently(false);
    }
  };

  return {
    submit: async (account, submission) => {
      const version = submittable(account, submission, clock);
      if (account.code.audits.some(isOpen)) throw new Refusal(85009);
      bars.check(account);
      quota.submissions.spend();
      lastId += 1;
      const asked = auditor.ask({ appid: account.appid, act: (does) => decide(account, audit, does) });
      const audit: Audit = {
        auditid: lastId,
        version,
        guide: account.guides.trial,
        submittedAt: clock.seconds(),
        status: auditStatus.open,
        released: false,
        accelerated: false,
        asked,
      };
      account.code.audits.push(audit);
      const planned = auditor.planned(account.appid);
      if (planned !== 'ignore' && pushes.early(eventOf[planned])) await asked.act(planned);
      return audit;
    },
    undo: (account) => {
      const audit = account.code.audits.find(isOpen);
      if (!audit) throw new Refusal(85019);
      const { undone } = account.code;
      const now = clock.now();
      const today = within(chinaDay, undone, now).length;
      if (today >= undosADay || within(chinaMonth, undone, now).length >= undosAMonth) throw new Refusal(87013);
      undone.push(now);
      audit.status = auditStatus.withdrawn;
      audit.asked.dismiss();
    },
    speedUp: (account, auditid) => {
      const audit = account.code.audits.find((one) => one.auditid === auditid);
      if (audit?.status !== auditStatus.open) throw new Refusal(89402);
      if (audit.accelerated) throw new Refusal(89404);
      quota.speedups.spend();
      audit.accelerated = true;
      audit.asked.hurry();
    },
    delayAll: async (accounts) => {
      const waiting = [...accounts].flatMap((account) =>
        account.code.audits.filter(({ status }) => status === auditStatus.open).map((audit) => ({ account, audit })),
      );
      await Promise.all(waiting.map(({ audit }) => audit.asked.act('delay')));
      return waiting.map(({ account }) => account);
    },
  };
};
