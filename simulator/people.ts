import { createPerson, type Person } from './person.ts';

/** What the legal person (法人) may do with a link: `failFace` fails the face check and may try again. */
export const legalPersonActs = ['accept', 'refuse', 'ignore', 'failFace'] as const;
/** What the admin (管理员) of an account may do when asked. */
export const adminActs = ['accept', 'refuse', 'ignore'] as const;
/** What WeChat's auditor (审核员) may do with a version; `delay` leaves it open. */
export const auditorActs = ['pass', 'reject', 'delay', 'ignore'] as const;

export type LegalPersonAct = (typeof legalPersonActs)[number];
export type AdminAct = (typeof adminActs)[number];
export type AuditorAct = (typeof auditorActs)[number];

/** Everybody on whom a process may have to wait. */
export type People = {
  readonly legalPerson: Person<LegalPersonAct>;
  readonly admin: Person<AdminAct>;
  readonly auditor: Person<AuditorAct>;
};

/** How long everybody takes unless told otherwise, in real milliseconds. */
const pace = 2000;

/** People who agree. */
export const createPeople = (): People => ({
  legalPerson: createPerson<LegalPersonAct>({ does: 'accept', afterMs: pace }),
  admin: createPerson<AdminAct>({ does: 'accept', afterMs: pace }),
  auditor: createPerson<AuditorAct>({ does: 'pass', afterMs: pace }),
});
