import type { ReusableSubject } from '../../activities/subject-reuse.ts';
import type { RegistrationRecord } from '../../messages/authorizer.ts';
import {
  type OfficialAccountRegistrationInput,
  registrationsAMonth,
} from '../../messages/official-account-registration.ts';
import type { LackingGrant } from '../../wechat/wechat-error.ts';
import { reads } from '../facts.ts';
import type { AuthorizationNews } from '../heed-authorization.ts';
import { monthAt } from '../month-count.ts';
import type { Process } from '../process.ts';
import { untilNextMonth } from '../settlement.ts';
import { subjectReads } from './calls.ts';

/** Whether the official account may register, and how many registrations its month has left by our count. */
export type Preflight =
  | { readonly kind: 'may'; readonly subject: ReusableSubject; readonly left: number }
  | { readonly kind: 'expired'; readonly note: string };

/** The permission set for fast registrations (快速注册小程序). */
const registrationSet = 27;

const unauthorized = 'The official account must authorize the platform (公众号授权).';

/** What an official account lacks to register, in words; `undefined` where nothing. */
export const obstacleOf = (subject: ReusableSubject | null): string | undefined => {
  if (!subject) return unauthorized;
  if (!subject.permissionSets.includes(registrationSet)) {
    return `The official account must grant the permission set ${registrationSet} (快速注册小程序); only one platform can have it.`;
  }
  return subject.verified ? undefined : 'The official account must be verified (微信认证).';
};

/** What an official account has to grant to register; verification is no matter of that. */
const lackOf = (appid: string, subject: ReusableSubject | null): LackingGrant | undefined => {
  if (!subject) return { appid, oneOf: [] };
  return subject.permissionSets.includes(registrationSet) ? undefined : { appid, oneOf: [registrationSet] };
};

/** How many of an official account's registrations fall in this month of China. */
export const usedThisMonth = (records: readonly RegistrationRecord[], now: number): number =>
  records.filter(({ at }) => monthAt(Date.parse(at)) === monthAt(now)).length;

/** Waits until the official account may register: for the merchant a window at most, for the month until its turn. */
export const preflight = async (
  process: Process,
  { officialAccount, timings }: OfficialAccountRegistrationInput,
  news: AuthorizationNews,
): Promise<Preflight> => {
  const end = Date.now() + timings.window;
  let insisted = false;
  let changed: (() => boolean) | undefined;
  let lacking = false;
  for (;;) {
    // Before it is read, so that nothing comes in between.
    if (lacking) changed = await news.heed();
    const { readSubject } = subjectReads('Which permission sets, verification and links has the official account?');
    const subject = await process.attempt(() => readSubject(officialAccount));
    const obstacle = obstacleOf(subject);
    if (!subject || obstacle !== undefined) {
      const note = obstacle ?? unauthorized;
      const left = end - Date.now();
      if (left <= 0) return { kind: 'expired', note };
      lacking = true;
      if (!changed) continue;
      const waitingFor = { what: note, who: 'merchant', until: new Date(end).toISOString() } as const;
      const lacks = lackOf(officialAccount, subject);
      await process.pause(Math.min(timings.poll, left), { ...waitingFor, ...(lacks ? { lacks } : {}) }, changed);
      continue;
    }
    const { readAuthorizer } = reads('How many registrations of this month are used?');
    const { registrations = [] } = await process.attempt(() => readAuthorizer(officialAccount));
    const used = usedThisMonth(registrations, Date.now());
    const left = Math.max(0, registrationsAMonth - used);
    const counted = `${used} of the official account's ${registrationsAMonth} registrations this month are used, by our count.`;
    process.progress.note('preflight', counted);
    if (left > 0 || insisted) return { kind: 'may', subject, left };
    const woken = process.woken();
    const what = `${counted} "retry" asks WeChat all the same.`;
    await process.pause(untilNextMonth(Date.now()), { what, who: 'wechat' });
    insisted = woken();
  }
};
