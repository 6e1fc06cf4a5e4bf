import { hostRefused } from '../messages/failures.ts';
import type { WaitingFor } from '../messages/progress.ts';
import type { WeChatFailure } from '../wechat/wechat-error.ts';
import { wordsOf } from './failures.ts';

/** How a failed call is settled: until when it waits by itself, or who must act. A pause is in milliseconds. */
export type Settlement = { readonly waitingFor: WaitingFor; readonly pause?: number };

const minute = 60_000;
const day = 24 * 60 * minute;
/** WeChat's days and months begin at 00:00 in UTC+8. */
const shanghai = 8 * 60 * minute;

/** The milliseconds until WeChat's next day, and a minute for its clock. */
export const untilNextDay = (now: number): number => day - ((now + shanghai) % day) + minute;

/** The milliseconds until WeChat's next month, and a minute for its clock. */
export const untilNextMonth = (now: number): number => {
  const here = new Date(now + shanghai);
  return Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + 1) - shanghai - now + minute;
};

/** What follows from a failure, by its class alone. */
export const settlementOf = (failure: WeChatFailure, now: number): Settlement => {
  const what = `${failure.endpoint}: ${wordsOf(failure)}`;
  switch (failure.class) {
    case 'quota':
      return { waitingFor: { what, who: 'wechat' }, pause: untilNextDay(now) };
    case 'not-yet':
      return { waitingFor: { what, who: 'wechat' }, pause: minute };
    case 'transient':
    case 'slow-down':
    case 'stale-token':
      // The activity's own retries are used up: ops are told, and the process still comes back by itself.
      return { waitingFor: { what, who: 'ops' }, pause: 10 * minute };
    case 'merchant':
      return {
        waitingFor: {
          ...{ what, who: 'merchant', whatZh: failure.hintZh },
          ...(failure.lacks ? { lacks: failure.lacks } : {}),
        },
      };
    case 'provider':
      return { waitingFor: { what, who: 'provider' } };
    case 'stop':
      return { waitingFor: { what: failure.scope === 'host' ? hostRefused(failure) : what, who: 'ops' } };
    case 'done':
    case 'rejected':
    case 'bug':
    case 'undeclared':
      return { waitingFor: { what, who: 'ops' } };
  }
};
