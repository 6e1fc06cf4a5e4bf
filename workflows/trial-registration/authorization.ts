import { upsertSearchAttributes } from '@temporalio/workflow';
import { searchAttributes } from '../../messages/search-attributes.ts';
import type { TrialRegistrationInput } from '../../messages/trial-registration.ts';
import { authorizationCalls } from '../credentials.ts';
import type { Process } from '../process.ts';
import { waitForFact } from '../wait-for-fact.ts';

/** How often the account's entity is asked while its `authorized` is on its way, in milliseconds. */
const every = 5_000;

/**
 * Joins the trial with the event `authorized`, which is exchanged as soon as it comes, before or after: the account's
 * entity is where both meet.
 */
export const joinAuthorization = async (
  process: Process,
  { merchantId, timings }: TrialRegistrationInput,
  appid: string,
): Promise<{ readonly authorized: boolean; readonly note?: string }> => {
  upsertSearchAttributes([{ key: searchAttributes.AppId, value: appid }]);
  const assignment = { appid, origin: 'registered', ...(merchantId ? { merchantId } : {}) } as const;
  await authorizationCalls('Tell the account whose it is').assignAccount(assignment);
  const joined = await waitForFact(process, {
    waitingFor: { what: 'The event `authorized` of the new trial', who: 'wechat' },
    until: Date.now() + timings.authorization,
    every,
    ask: (facts, asking) => facts.awaitAuthorization({ ...asking, hinted: true, appid }),
  });
  return joined?.authorized ? { authorized: true } : unauthorized;
};

const unauthorized = {
  authorized: false,
  note: 'The authorization of the trial was lost: its admin authorizes again by an authorization link, or, as WeChat advises, another trial is made.',
};
