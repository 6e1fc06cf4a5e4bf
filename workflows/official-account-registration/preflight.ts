import type { ReusableSubject } from '../../activities/subject-reuse.ts';
import type { RegistrationRecord } from '../../messages/authorizer.ts';
import {
  type OfficialAccountRegistrationInput,
  registrationsAMonth,
} from '../../messages/official-account-registration.ts';
import type { WaitingFor } from '../../messages/progress.ts';
import { reads } from '../facts.ts';
import { monthAt } from '../month-count.ts';
import type { Process } from '../process.ts';
import { untilNextMonth } from '../settlement.ts';
import { subjectReads } from './calls.ts';

/** An official account that may register, and how many registrations its month has left by our count. */
export type Preflight = { readonly subject: ReusableSubject; readonly left: number };

/** The permission set for fast registrations (快速注册小程序). */
const registrationSet = 27;

/** What keeps an official account from registering, and whose turn it is; `undefined` where nothing does. */
export const obstacleOf = (subject: ReusableSubject | null): Omit<WaitingFor, 'until'> | undefined => {
  if (!subject) return { what: 'The official account must authorize the platform (公众号授权).', who: 'merchant' };
  if (!subject.permissionSets.includes(registrationSet)) {
    const what = `The official account must grant the permission set ${registrationSet} (快速注册小程序); only one platform can have it.`;
    return { what, who: 'merchant' };
  }
  if (!subject.verified) return { what: 'The official account must be verified (微信认证).', who: 'merchant' };
  return undefined;
};

/** How many of an official account's registrations fall in this month of China. */
export const usedThisMonth = (records: readonly RegistrationRecord[], now: number): number =>
  records.filter(({ at }) => monthAt(Date.parse(at)) === monthAt(now)).length;

/** Waits until the official account may register: looks again every so often, and at the turn of the month. */
export const preflight = async (
  process: Process,
  { officialAccount, timings }: OfficialAccountRegistrationInput,
): Promise<Preflight> => {
  let insisted = false;
  for (;;) {
    const { readSubject } = subjectReads('Which permission sets, verification and links has the official account?');
    const subject = await process.attempt(() => readSubject(officialAccount));
    const obstacle = obstacleOf(subject);
    if (!subject || obstacle) {
      if (obstacle) await process.pause(timings.poll, obstacle);
      continue;
    }
    const { readAuthorizer } = reads('How many registrations of this month are used?');
    const { registrations = [] } = await process.attempt(() => readAuthorizer(officialAccount));
    const used = usedThisMonth(registrations, Date.now());
    const left = Math.max(0, registrationsAMonth - used);
    const counted = `${used} of the official account's ${registrationsAMonth} registrations this month are used, by our count.`;
    process.progress.note('preflight', counted);
    if (left > 0 || insisted) return { subject, left };
    const woken = process.woken();
    const what = `${counted} "retry" asks WeChat all the same.`;
    await process.pause(untilNextMonth(Date.now()), { what, who: 'wechat' });
    insisted = woken();
  }
};
