import type { IdentityCheck, Step } from './identity-check.ts';

type Numbers = Readonly<Record<Step, number>>;

/**
 * The steps from the link to the end as WeChat numbers them for a person's registration, a trial made formal and, but for
 * its payment, a verification.
 */
export const personNumbers = {
  made: 0,
  timedOut: 1,
  refused: 2,
  agreed: 3,
  faceStarted: 4,
  faceFailed: 5,
  facePassed: 6,
  phoneCodeSent: 7,
  phoneFailed: 8,
  phonePassed: 9,
  creating: 10,
  failed: 11,
  created: 12,
} as const satisfies Numbers;

/** The statuses of an enterprise's tasks: one higher up to the phone's, and without one for a phone that passed. */
export const enterpriseNumbers: Numbers = {
  made: 1,
  timedOut: 2,
  refused: 3,
  agreed: 4,
  faceStarted: 5,
  faceFailed: 6,
  facePassed: 7,
  phoneCodeSent: 8,
  phoneFailed: 9,
  phonePassed: 10,
  creating: 10,
  failed: 11,
  created: 12,
};

/** What a query says of a check; a limit or blacklist (1001–1008) under its own number. */
export const statusOf = (numbers: Numbers, { step, ending }: Pick<IdentityCheck, 'step' | 'ending'>): number =>
  ending !== undefined && ending > 1000 && ending < 1009 ? ending : numbers[step];
