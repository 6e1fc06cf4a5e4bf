import { createPerson, type Person } from './person.ts';

/**
 * What somebody does who registers: `agree` consents and does no more, `failFace` and `failPhone` may be tried again. A
 * number goes through everything, and WeChat ends the matter with that status of its pushes.
 */
const registering = [
  'accept',
  'refuse',
  'ignore',
  'agree',
  'failFace',
  'failPhone',
  '-1',
  '101',
  '102',
  '103',
  '104',
  '105',
  '1000',
  '1001',
  '1002',
  '1003',
  '1004',
  '1005',
  '1006',
  '1007',
  '1008',
  '100004',
] as const;

/** Everybody on whom a process may have to wait, and what each may do; the first is what they do unless told otherwise. */
export const acts = {
  /** The legal person (法人) of an enterprise, with a link. */
  legalPerson: registering,
  /** The admin (管理员) of an account, when asked. */
  admin: ['accept', 'refuse', 'ignore'],
  /** WeChat's auditor (审核员), with a version; `delay` leaves it open. */
  auditor: ['pass', 'reject', 'delay', 'ignore'],
  /** WeChat's auditor of categories (类目) with their material. */
  categoryAuditor: ['pass', 'reject', 'ignore'],
  /** WeChat's auditor of names that need one. */
  nameAuditor: ['pass', 'reject', 'ignore'],
  /** The developer of a plugin (插件), when somebody applies for it. */
  pluginDeveloper: ['accept', 'refuse', 'ignore'],
  /** The bureau (管局), with a filing. */
  bureau: ['pass', 'reject', 'ignore'],
  /** Who pays for a verification. */
  payer: ['pay', 'ignore'],
  /** WeChat's reviewer of filings. */
  platformReviewer: ['pass', 'reject', 'ignore'],
  /** The principals of a filing (负责人), with the bureau's SMS. */
  principal: ['confirm', 'ignore'],
  /** The agency that audits verifications: `reject` wants a refill, `fail` is final. */
  verifier: ['pass', 'reject', 'fail', 'ignore'],
  /** The admin at the link of a verification or face check; a failed check may be tried again. */
  verifyingAdmin: ['accept', 'refuse', 'failFace', 'failPhone', 'ignore'],
  /** The WeChat user who registers a mini program of their own, with a link. */
  user: registering,
  /** WeChat's reviewer of order pages (订单页). */
  orderPathReviewer: ['pass', 'reject', 'ignore'],
  /** WeChat's reviewer of applications for privacy interfaces (地理位置等隐私接口). */
  privacyReviewer: ['pass', 'reject', 'ignore'],
} as const;

/** The name of somebody. */
export type PersonName = keyof typeof acts;
/** What somebody may do. */
export type ActOf<P extends PersonName> = (typeof acts)[P][number];
/** What somebody does who registers. */
export type RegisteringAct = (typeof registering)[number];

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
