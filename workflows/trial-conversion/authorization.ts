import type { TrialConversionInput } from '../../messages/trial-conversion.ts';
import { reads } from '../facts.ts';
import type { AuthorizationNews } from '../heed-authorization.ts';
import type { Process } from '../process.ts';

/** Waits until a trial has authorized us, which may be long after it was made; false where that was not before its end. */
export const awaitTrialsGrant = async (
  process: Process,
  { appid, timings }: TrialConversionInput,
  { news, until }: { readonly news: AuthorizationNews; readonly until: number },
): Promise<boolean> => {
  for (;;) {
    const changed = await news.heed();
    const { readAuthorizer } = reads('Has the trial authorized the platform by now?');
    const { authorization } = await process.attempt(() => readAuthorizer(appid));
    if (authorization === 'granted') return true;
    const left = until - Date.now();
    if (left <= 0) return false;
    const waitingFor = {
      what: `The trial ${appid} has not authorized the platform: a late push tells, or its admin authorizes it again.`,
      who: 'merchant',
      until: new Date(until).toISOString(),
      lacks: { appid, oneOf: [] },
    } as const;
    await process.pause(Math.min(timings.watch, left), waitingFor, changed);
  }
};
