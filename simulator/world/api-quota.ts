import { chinaDay } from '../china-time.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { createTally } from './tally.ts';

/** How often one account may make one call. */
export type ApiLimits = { readonly daily: number; readonly perMinute: number };

/** So many that only who asks for it meets the end; WeChat publishes few of its numbers. */
const generous: ApiLimits = { daily: 10_000_000, perMinute: 1_000_000 };
const published: Readonly<Record<string, ApiLimits>> = {
  '/cgi-bin/stable_token': { daily: 500_000, perMinute: 10_000 },
};

/** How often an account may reset all of its counts in a month, and how often single ones. */
const resetsAMonth = { all: 10, single: 50 } as const;
type Reset = keyof typeof resetsAMonth;

/** The calls of each account by path: counted by the day, which begins at 00:00 UTC+8, and by the minute. */
export type ApiQuota = {
  /** Counts a call. Refuses: 45009 the day's calls are used up, 45011 the minute's. */
  spend(appid: string, path: string): void;
  /** The limits of a call and how many of today's were used. */
  standing(appid: string, path: string): ApiLimits & { readonly used: number };
  /** Resets the day's counts of all calls. Refuses: 48006 the month's resets are used up. */
  resetAll(appid: string): void;
  /** Resets the day's count of one call. Refuses: 76022 the month's resets are used up. */
  resetOne(appid: string, path: string): void;
  /** Sets limits of a call, for one account or for all without limits of their own. */
  setLimits(path: string, limits: Partial<ApiLimits>, appid?: string): void;
  clear(): void;
};

type Count = { day: string; today: number; minute: number; inMinute: number };

/** Makes the quota. */
export const createApiQuota = (clock: Clock): ApiQuota => {
  const limits = new Map<string, Partial<ApiLimits>>();
  const counts = new Map<string, Map<string, Count>>();
  const resets = createTally(clock);

  const limitsOf = (appid: string, path: string): ApiLimits => ({
    ...(published[path] ?? generous),
    ...limits.get(path),
    ...limits.get(`${appid} ${path}`),
  });
  const countOf = (appid: string, path: string): Count => {
    const ofAccount = counts.get(appid) ?? new Map<string, Count>();
    counts.set(appid, ofAccount);
    const count = ofAccount.get(path) ?? { day: '', today: 0, minute: 0, inMinute: 0 };
    ofAccount.set(path, count);
    const day = chinaDay(clock.now());
    if (count.day !== day) Object.assign(count, { day, today: 0 });
    const minute = Math.floor(clock.now() / 60_000);
    if (count.minute !== minute) Object.assign(count, { minute, inMinute: 0 });
    return count;
  };
  const spendReset = (appid: string, kind: Reset, errcode: number) => {
    const key = `${appid} ${kind}`;
    if (resets.of('month', key) >= resetsAMonth[kind]) throw new Refusal(errcode);
    resets.add('month', key);
  };

  return {
    spend: (appid, path) => {
      const { daily, perMinute } = limitsOf(appid, path);
      const count = countOf(appid, path);
      if (count.today >= daily) throw new Refusal(45009);
      if (count.inMinute >= perMinute) throw new Refusal(45011);
      count.today += 1;
      count.inMinute += 1;
    },
    standing: (appid, path) => ({ ...limitsOf(appid, path), used: countOf(appid, path).today }),
    resetAll: (appid) => {
      spendReset(appid, 'all', 48006);
      for (const count of counts.get(appid)?.values() ?? []) count.today = 0;
    },
    resetOne: (appid, path) => {
      spendReset(appid, 'single', 76022);
      countOf(appid, path).today = 0;
    },
    setLimits: (path, changed, appid) => {
      const key = appid === undefined ? path : `${appid} ${path}`;
      limits.set(key, { ...limits.get(key), ...changed });
    },
    clear: () => {
      for (const part of [limits, counts, resets]) part.clear();
    },
  };
};
