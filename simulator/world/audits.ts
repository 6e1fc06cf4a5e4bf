import type { z } from 'zod';
import type { submitAudit } from '../../wechat/endpoints/code-management.ts';
import { chinaDay, chinaMonth } from '../china-time.ts';
import type { Clock } from '../clock.ts';
import type { AuditorAct, People } from '../people.ts';
import type { Done } from '../person.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import { isInitialised } from './account-settings.ts';
import type { Account } from './accounts.ts';
import type { AuditQuota } from './audit-quota.ts';
import { approvedCategories } from './categories.ts';
import { type Audit, auditStatus, detectionOf, isOpen, type Version } from './code.ts';

type Submission = z.output<typeof submitAudit.request>;

/** The audits (审核) of all accounts. */
export type Audits = {
  /**
   * Submits the trial version and hands it to the auditor. Refuses, in this order: 86002 not set up, 85086 no code,
   * 61039, 61040 detection, 85006, 85007 items, 85008 categories, 85009 one open, 85085 quota.
   */
  submit(account: Account, submission: Submission): Promise<Audit>;
  /** Withdraws the open audit. Refuses: 85019 none is open, 87013 more than 5 a day or 10 a month. */
  undo(account: Account): void;
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
  readonly auditor: People['auditor'];
  readonly pushes: Pushes;
}): Audits => {
  const { clock, quota, auditor, pushes } = deps;
  let lastId = 421_937_000;

  const decide = (account: Account, audit: Audit, does: AuditorAct): Done => {
    const at = pushes.seconds();
    switch (does) {
      case 'pass':
        audit.status = auditStatus.passed;
        return { settled: true, told: pushes.toAccount(account, eventOf.pass, { SuccTime: at }) };
      case 'reject': {
        audit.status = auditStatus.rejected;
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
        return { settled: false, told: Promise.resolve() };
    }
  };

  return {
    submit: async (account, submission) => {
      const version = submittable(account, submission, clock);
      if (account.code.audits.some(isOpen)) throw new Refusal(85009);
      quota.spend();
      lastId += 1;
      const audit: Audit = {
        auditid: lastId,
        version,
        guide: account.guides.trial,
        submittedAt: clock.seconds(),
        status: auditStatus.open,
        released: false,
        dismiss: () => asked.dismiss(),
      };
      account.code.audits.push(audit);
      const asked = auditor.ask({ appid: account.appid, act: (does) => decide(account, audit, does) });
      const planned = auditor.planned(account.appid);
      if (planned !== 'ignore' && pushes.early(eventOf[planned])) await asked.act(planned);
      return audit;
    },
    undo: (account) => {
      const audit = account.code.audits.find(isOpen);
      if (!audit) throw new Refusal(85019);
      const { undone } = account.code;
      const now = clock.now();
      const today = undone.filter((at) => chinaDay(at) === chinaDay(now));
      const thisMonth = undone.filter((at) => chinaMonth(at) === chinaMonth(now));
      if (today.length >= undosADay || thisMonth.length >= undosAMonth) throw new Refusal(87013);
      undone.push(now);
      audit.status = auditStatus.withdrawn;
      audit.dismiss();
    },
  };
};

/** The trial version, where nothing about it or the submission forbids an audit. */
const submittable = (account: Account, submission: Submission, clock: Clock): Version => {
  const { trial } = account.code;
  if (!isInitialised(account)) throw new Refusal(86002);
  if (!trial) throw new Refusal(85086);
  const { withoutPermission } = detectionOf(account, clock);
  if (withoutPermission.length > 0 && !submission.privacy_api_not_use) {
    throw new Refusal(61040, withoutPermission.join(','));
  }
  for (const item of submission.item_list) {
    const tags = item.tag?.split(' ') ?? [];
    if (tags.length > 10 || tags.some((tag) => tag.length > 20)) throw new Refusal(85006);
    if (item.address !== undefined && !trial.pages.includes(item.address)) throw new Refusal(85007);
    const { first_id, second_id, third_id } = item;
    const approved = approvedCategories(account).some(
      (category) => category.first_id === first_id && category.second_id === second_id && third_id === undefined,
    );
    if (!approved) throw new Refusal(85008);
  }
  return trial;
};
