import type { TrialRegistrationInput } from '../../messages/trial-registration.ts';
import type { Process } from '../process.ts';
import { joinAuthorization } from '../registration/authorization.ts';

/**
 * Joins the trial with the event `authorized`, which is exchanged as soon as it comes, before or after: the account's
 * entity is where both meet.
 */
export const joinTrial = async (
  process: Process,
  { merchantId, timings }: TrialRegistrationInput,
  appid: string,
): Promise<{ readonly authorized: boolean; readonly note?: string }> => {
  const assignment = { origin: 'registered', ...(merchantId ? { merchantId } : {}) } as const;
  const { authorized } = await joinAuthorization(process, appid, assignment, timings.authorization);
  return authorized ? { authorized } : unauthorized;
};

const unauthorized = {
  authorized: false,
  note: 'The authorization of the trial was lost: its admin authorizes again by an authorization link, or, as WeChat advises, another trial is made.',
};
