import { isCancellation } from '@temporalio/workflow';
import { untilNextDay } from '../settlement.ts';
import { wx } from '../wechat.ts';
import type { Part } from './part.ts';

/** How many of something are used, of how many; `what` is in words, such as "avatar changes". */
export type Counter = {
  readonly what: string;
  readonly used?: number | undefined;
  readonly of?: number | undefined;
};

/** Shows what is about to be spent, behind what else is to be said, and waits while nothing of it is left. */
export const awaitAllowance = async (
  { process, name }: Part<unknown>,
  read: () => Promise<readonly Counter[]>,
  said = '',
): Promise<void> => {
  for (;;) {
    const counted = (await process.attempt(read)).flatMap(({ what, used, of }) =>
      used === undefined || of === undefined ? [] : [{ what, used, of }],
    );
    const exhausted = counted.find(({ used, of }) => used >= of);
    if (!exhausted) {
      const shown = counted.map(({ what, used, of }) => `${used} of ${of} ${what} were used before this one.`);
      const note = [said, ...shown].filter(Boolean).join(' ');
      if (note) process.progress.note(name, note);
      return;
    }
    const what = `All ${exhausted.of} ${exhausted.what} are used: WeChat is asked again tomorrow, or on retry.`;
    await process.pause(untilNextDay(Date.now()), { what, who: 'wechat' });
  }
};

/** How many calls of a path the account has today: WeChat's pages give no number, so it is read at run time. */
export const callsToday = async (appid: string, path: string): Promise<Counter> => {
  const what = `calls of ${path} today`;
  const owner = { kind: 'authorizer', appid } as const;
  try {
    const { quota } = await wx('How many calls are left today?').getApiQuota(owner, { cgi_path: path });
    return { what, used: quota.daily_limit - quota.remain, of: quota.daily_limit };
  } catch (error) {
    if (isCancellation(error)) throw error;
    // What WeChat does not count does not hold the change up.
    return { what };
  }
};
