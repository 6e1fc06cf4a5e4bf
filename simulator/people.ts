import { createPerson, type Person } from './person.ts';

/** Everybody on whom a process may have to wait, and what each may do; the first is what they do unless told otherwise. */
export const acts = {
  /** The legal person (法人), with a link: `failFace` fails the face check and may try again. */
  legalPerson: ['accept', 'refuse', 'ignore', 'failFace'],
  /** The admin (管理员) of an account, when asked. */
  admin: ['accept', 'refuse', 'ignore'],
  /** WeChat's auditor (审核员), with a version; `delay` leaves it open. */
  auditor: ['pass', 'reject', 'delay', 'ignore'],
  /** WeChat's reviewer of order pages (订单页). */
  orderPathReviewer: ['pass', 'reject', 'ignore'],
  /** WeChat's reviewer of applications for privacy interfaces (地理位置等隐私接口). */
  privacyReviewer: ['pass', 'reject', 'ignore'],
} as const;

/** The name of somebody. */
export type PersonName = keyof typeof acts;
/** What somebody may do. */
export type ActOf<P extends PersonName> = (typeof acts)[P][number];
export type LegalPersonAct = ActOf<'legalPerson'>;
export type AuditorAct = ActOf<'auditor'>;
export type OrderPathReviewerAct = ActOf<'orderPathReviewer'>;
export type PrivacyReviewerAct = ActOf<'privacyReviewer'>;

/** Everybody, by name. */
export type People = { readonly [P in PersonName]: Person<ActOf<P>> };

/** How long everybody takes unless told otherwise, in real milliseconds. */
const pace = 2000;

/** People who agree. */
export const createPeople = (): People => {
  const people = Object.entries(acts).map(([name, [first]]) => [name, createPerson({ does: first, afterMs: pace })]);
  // The one place where the mapped type meets the generic implementation.
  return Object.fromEntries(people) as People;
};
