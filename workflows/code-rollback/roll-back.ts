import type { CodeRollbackInput } from '../../messages/code-rollback.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx, wxOnce } from '../wechat.ts';
import { type Choice, choose, type HistoryVersion, hasLanded, type OnlineVersion } from './target.ts';

const [runs, rests] = [1, 2] as const;

/** What was found before anything is changed. */
export type Found = { readonly choice: Choice; readonly before: OnlineVersion };

/** Reads what is online and what WeChat keeps, and chooses; nothing is changed. */
export const findTarget = async (process: Process, { appid, to, timings }: CodeRollbackInput): Promise<Found> => {
  await noStagedRelease(process, appid, timings.grayPoll);
  const { release_info: before } = await wx('What is online?').getVersionInfo(appid, {});
  const history = await wx('Which versions does WeChat keep?').revertCodeReleaseGetHistoryVersion(appid, {});
  return { choice: choose(history.version_list, before, to), before };
};

/** Goes back, once, to that very version: without its number a second call would go back twice. */
export const rollBack = async (
  process: Process,
  { appid, timings }: CodeRollbackInput,
  { target, before, lost }: { target: HistoryVersion; before: OnlineVersion; lost: () => void },
): Promise<'done' | 'forbidden'> => {
  const what = `Roll back to ${target.user_version ?? target.app_version}`;
  const landed = async () => {
    const { release_info: online } = await wx('Is it online already?').getVersionInfo(appid, {});
    return hasLanded(online, target, before) ? ('done' as const) : undefined;
  };
  return sendOnce<'done' | 'forbidden'>(process, {
    what,
    lookUpAfter: timings.lookUpAfter,
    lost,
    send: async () => {
      await wxOnce(what).revertCodeRelease(appid, { app_version: target.app_version });
      return 'done';
    },
    landed,
    refused: async ({ errcode }) => {
      if (errcode === 87011) {
        await noStagedRelease(process, appid, timings.grayPoll);
        return 'again';
      }
      if (errcode !== 87012) return undefined;
      // What was rolled back to leads to no other: the refusal may be that of our own success.
      return { answer: (await process.attempt(landed)) ?? 'forbidden' };
    },
  });
};

/** WeChat rolls nothing back while a staged release runs (87011): waits until somebody has finished it or taken it back. */
const noStagedRelease = async (process: Process, appid: string, every: number): Promise<void> => {
  for (;;) {
    const { gray_release_plan: plan } = await process.attempt(() =>
      wx('Does a staged release run?').getGrayReleasePlan(appid, {}),
    );
    if (plan?.status !== runs && plan?.status !== rests) return;
    const what = `A staged release runs at ${plan.gray_percentage ?? '?'} %: finish it or take it back, then retry (分阶段发布).`;
    await process.pause(every, { what, who: 'ops' });
  }
};

/** Reads back until the target is online. */
export const readBack = async (
  process: Process,
  { appid, timings }: CodeRollbackInput,
  target: HistoryVersion,
): Promise<string> => {
  for (;;) {
    const online = await waitForFact(process, {
      waitingFor: { what: 'The version that was gone back to, to be read back', who: 'wechat' },
      until: Date.now() + timings.readBackWindow,
      every: timings.readBackPoll,
      ask: (facts, asking) => facts.awaitVersion({ ...asking, appid, version: target }),
    });
    if (online !== undefined) return online;
    const what = 'WeChat accepted the rollback, yet the online version is another: look.';
    await process.pause(timings.readBackWindow, { what, who: 'ops' });
  }
};
