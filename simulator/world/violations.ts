import { type Clock, day } from '../clock.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';

/** A violation that WeChat found (违规记录). Times are unix seconds. */
export type IllegalRecord = {
  readonly illegal_record_id: string;
  readonly create_time: number;
  readonly illegal_reason: string;
  readonly illegal_content: string;
  readonly rule_url: string;
  readonly rule_name: string;
};

/** What was violated, and what is said against it with which proofs. */
export type Material = {
  readonly content: string;
  readonly contentUrl: string;
  readonly reason: string;
  readonly proofs: readonly string[];
};

/** The state of an appeal, as WeChat numbers it. */
export const appealStatus = { open: 1, granted: 2, rejected: 3, withdrawn: 4 } as const;
type AppealStatus = (typeof appealStatus)[keyof typeof appealStatus];

/** An appeal against a violation (申诉记录). */
export type Appeal = {
  readonly id: number;
  readonly illegalRecordId: string;
  readonly madeAt: number;
  readonly count: number;
  /** 0 a user, 1 the provider. */
  readonly from: 0 | 1;
  readonly description: string;
  readonly materials: readonly Material[];
  status: AppealStatus;
  audited?: { readonly at: number; readonly reason: string };
};

/** What its query and its push both say of an appeal. */
export const saidOf = (appeal: Appeal) => ({
  appeal_record_id: appeal.id,
  appeal_time: appeal.madeAt,
  appeal_count: appeal.count,
  appeal_from: appeal.from,
  appeal_status: appeal.status,
  ...(appeal.audited ? { audit_time: appeal.audited.at, audit_reason: appeal.audited.reason } : {}),
  punish_description: appeal.description,
});

/** What an account violated and appealed against. */
export type Violations = { readonly records: IllegalRecord[]; readonly appeals: Appeal[] };

/** An account that did nothing wrong. */
export const noViolations = (): Violations => ({ records: [], appeals: [] });

/** A punishment: 1 warning, 2 functions barred, 3 taken down, 4 account barred, 10 a page barred. */
export type Punishment = { readonly eventType: 1 | 2 | 3 | 4 | 10; readonly days: number; readonly page: string };

/** What WeChat finds, decides and punishes; each is pushed where permission set 76 is granted. */
export type Inspection = {
  record(account: Account, found: { readonly reason: string; readonly content: string }): Promise<string>;
  /** Gives the appeal's id. Refuses: 40097 no such violation. */
  appeal(account: Account, made: Pick<Appeal, 'illegalRecordId' | 'from' | 'materials'>): Promise<number>;
  /** Refuses: 40097 no such appeal, or it is closed. */
  closeAppeal(account: Account, id: number, status: AppealStatus, reason: string): Promise<void>;
  /** Types 3 and 4 suspend the service for the days. */
  punish(account: Account, punishment: Punishment): Promise<void>;
};

const rule = {
  rule_url: 'https://developers.weixin.qq.com/miniprogram/product/#_5-1-滥用分享行为',
  rule_name: '《微信小程序平台运营规范》5.行为规范-5.1滥用分享行为',
};

/** Makes the inspection. */
export const createInspection = ({ clock, pushes }: { clock: Clock; pushes: Pushes }): Inspection => {
  let lastRecord = 11_100;
  let lastAppeal = 4_111_000;
  let lastPunishment = 649_550;

  const tell = async (account: Account, appeal: Appeal) => {
    if (!isTold(account)) return;
    await pushes.toAccount(account, 'wxaAppealRecord', {
      appid: account.appid,
      ...saidOf(appeal),
      material: appeal.materials.map(({ content, contentUrl, reason, proofs }) => ({
        illegal_material: { content, content_url: contentUrl },
        appeal_material: { reason, proof_material_id: proofs },
      })),
    });
  };

  return {
    record: async (account, { reason, content }) => {
      lastRecord += 1;
      const found = {
        illegal_record_id: `2_${lastRecord}`,
        create_time: clock.seconds(),
        illegal_reason: reason,
        illegal_content: content,
        ...rule,
      };
      account.violations.records.push(found);
      if (isTold(account)) await pushes.toAccount(account, 'wxaIllegalRecord', { appid: account.appid, ...found });
      return found.illegal_record_id;
    },
    appeal: async (account, made) => {
      const { records, appeals } = account.violations;
      const against = records.find(({ illegal_record_id }) => illegal_record_id === made.illegalRecordId);
      if (!against) throw new Refusal(40097, 'illegal_record_id');
      lastAppeal += 1;
      const appeal: Appeal = {
        ...made,
        id: lastAppeal,
        madeAt: clock.seconds(),
        count: appeals.filter(({ illegalRecordId }) => illegalRecordId === made.illegalRecordId).length + 1,
        description: against.illegal_reason,
        status: appealStatus.open,
      };
      appeals.push(appeal);
      await tell(account, appeal);
      return appeal.id;
    },
    closeAppeal: async (account, id, status, reason) => {
      const appeal = account.violations.appeals.find((one) => one.id === id);
      if (appeal?.status !== appealStatus.open) throw new Refusal(40097, 'appeal_record_id');
      appeal.status = status;
      // Neither an open appeal nor a withdrawn one was audited.
      if (status !== appealStatus.withdrawn) appeal.audited = { at: clock.seconds(), reason };
      await tell(account, appeal);
    },
    punish: async (account, { eventType, days, page }) => {
      lastPunishment += 1;
      if (eventType === 3 || eventType === 4) account.service.suspendedUntil = clock.now() + days * day;
      if (!isTold(account)) return;
      const details = {
        1: { warned_type: 3, rectify_deadline: clock.seconds() + days * 86_400, warned_ban_days: [days] },
        2: { banned_days: [days], banned_function_names: ['分享朋友圈'] },
        3: { suspended_days: days },
        4: { banned_days: days },
        10: { path: page },
      };
      await pushes.toAccount(account, 'wxaPunishEvent', {
        appid: account.appid,
        event_type: eventType,
        punish_id: String(lastPunishment),
        punish_time: clock.seconds(),
        illegal_reason: '存在诱导分享行为',
        illegal_content: '违规内容',
        ...rule,
        adjust_guide_url: 'https://mp.weixin.qq.com/s/adjust',
        detail: JSON.stringify(details[eventType]),
      });
    },
  };
};

const isTold = ({ permissionSets }: Account): boolean => permissionSets.includes(76);

/** The longest time that one question may be about, in seconds. */
const longestWindow = 90 * 86_400;

/** The violations of a time, by default of the last 90 days. Refuses: 40097 more than 90 days, or an end before its start. */
export const recordsWithin = (
  { violations }: Account,
  { start_time, end_time }: { readonly start_time?: number | undefined; readonly end_time?: number | undefined },
  clock: Clock,
): readonly IllegalRecord[] => {
  const end = end_time ?? (start_time === undefined ? clock.seconds() : start_time + longestWindow);
  const start = start_time ?? end - longestWindow;
  if (end < start || end - start > longestWindow) throw new Refusal(40097, 'start_time and end_time');
  return violations.records.filter(({ create_time }) => create_time >= start && create_time <= end);
};
