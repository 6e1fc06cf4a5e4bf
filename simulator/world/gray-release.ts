import type { z } from 'zod';
import type { grayRelease } from '../../wechat/endpoints/code-management-release.ts';
import { day } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { isInitialised } from './account-settings.ts';
import type { Account } from './accounts.ts';
import { auditStatus, type GrayPlan, grayStatus, isStaged, type OnlineVersion } from './code.ts';
import { putOnline, type ReleaseDeps } from './release.ts';

/** After how long WeChat makes a staged release a full one, in milliseconds. */
const longest = 15 * day;

/**
 * Begins a staged release (分阶段发布) of the approved version, or raises its part; 100 ends it with a full release.
 * Refuses: 85081 nobody would get it, 86002 not set up, 85079 nothing online, 85082 not more than before, 85080 no
 * approved version waits.
 */
export const stageRelease = (
  account: Account,
  wanted: z.output<typeof grayRelease.request>,
  deps: ReleaseDeps,
): void => {
  const {
    gray_percentage: percentage,
    support_debuger_first: debuger,
    support_experiencer_first: experiencer,
  } = wanted;
  if (percentage === 0 && !debuger && !experiencer) throw new Refusal(85081);
  if (!isInitialised(account)) throw new Refusal(86002);
  const [before] = account.code.released;
  if (!before) throw new Refusal(85079);
  const running = isStaged(account) ? account.code.gray : undefined;
  if (running && percentage <= running.percentage) throw new Refusal(85082);
  const plan = running ?? begin(account, before, deps);
  plan.percentage = percentage;
  plan.debuger = debuger ?? plan.debuger;
  plan.experiencer = experiencer ?? plan.experiencer;
  if (percentage === 100) finish(account, plan, deps);
};

/** Cancels the staged release: its version waits for a release again. Refuses: 40097 none is running. */
export const cancelStaged = (account: Account): void => {
  const { gray } = account.code;
  if (!gray || !isStaged(account)) throw new Refusal(40097, 'no staged release is running');
  gray.callOff();
  gray.status = grayStatus.deleted;
};

const begin = (account: Account, before: OnlineVersion, deps: ReleaseDeps): GrayPlan => {
  const { clock, alarms } = deps;
  const audit = account.code.audits.at(-1);
  if (audit?.status !== auditStatus.passed || audit.released) throw new Refusal(85080);
  const plan: GrayPlan = {
    audit,
    before,
    createdAt: clock.seconds(),
    status: grayStatus.running,
    percentage: 0,
    debuger: false,
    experiencer: false,
    callOff: alarms.after(longest, () => finish(account, plan, deps)),
  };
  account.code.gray = plan;
  return plan;
};

const finish = (account: Account, plan: GrayPlan, deps: ReleaseDeps): void => {
  plan.callOff();
  plan.status = grayStatus.done;
  plan.percentage = 100;
  putOnline(account, plan.audit, deps);
};
