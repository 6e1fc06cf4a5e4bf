import {
  finishGray,
  type GrayStage,
  pauseGray,
  raiseGray,
  resumeGray,
  takeBackGray,
} from '../../messages/code-release.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx, wxOnce } from '../wechat.ts';
import type { Release } from './commit.ts';
import type { Doors } from './doors.ts';
import { publish } from './publish.ts';

/** How WeChat numbers where a staged release (分阶段发布) stands. */
const states = { running: 1, done: 3, deleted: 4 } as const;

/** How a staged release ended: all users have it, or those who had it got the version before. */
export type GrayEnd =
  | { readonly kind: 'all' }
  | { readonly kind: 'taken-back'; readonly percentage: number; readonly note: string };

/** A release in stages. */
export type Gray = {
  /** Brings the approved version to all users, stage by stage, or takes it back. */
  run(auditid: number, stages: readonly GrayStage[]): Promise<GrayEnd>;
  /** What a cancelled process leaves behind at WeChat. */
  leftRunning(): { note?: string };
};

/** Opens the actions of a staged release; call it before the first await. */
export const openGray = (process: Process, release: Release, doors: Doors): Gray => {
  const { appid, timings } = release;
  let percentage = 0;
  let asked: 'raise' | 'finish' | 'take-back' | undefined;
  let paused = false;
  const refuse = () => (percentage > 0 ? undefined : 'No staged release of this version is running.');
  const wanted = (what: typeof asked) => () => {
    asked = what;
  };
  process.actions.on(raiseGray, { refuse, apply: wanted('raise') });
  process.actions.on(finishGray, { refuse, apply: wanted('finish') });
  process.actions.on(takeBackGray, { refuse, apply: wanted('take-back') });
  const pausing = (now: boolean) => ({
    refuse,
    apply: () => {
      paused = now;
    },
  });
  process.actions.on(pauseGray, pausing(true));
  process.actions.on(resumeGray, pausing(false));

  const planNow = async () =>
    (await wx('Where does the staged release stand?').getGrayReleasePlan(appid, {})).gray_release_plan;
  const show = () =>
    process.progress.note('release', percentage < 100 ? `${percentage} % of the users have it.` : 'All users have it.');

  const raiseTo = async (next: number) => {
    await sendOnce(process, {
      what: `Raise the staged release to ${next} %`,
      lookUpAfter: timings.lookUpAfter,
      send: () => wxOnce(`Raise the staged release to ${next} %`).grayRelease(appid, { gray_percentage: next }),
      landed: async () => {
        const plan = await planNow();
        const there = plan?.status === states.done || (plan?.gray_percentage ?? 0) >= next;
        return there ? {} : undefined;
      },
    });
    percentage = next;
    show();
  };
  const takeBack = async (): Promise<GrayEnd> => {
    const had = percentage;
    await sendOnce(process, {
      what: 'Take the staged release back',
      lookUpAfter: timings.lookUpAfter,
      send: () => wxOnce('Take the staged release back').revertGrayRelease(appid, {}),
      landed: async () => ((await planNow())?.status === states.running ? undefined : {}),
    });
    percentage = 0;
    return { kind: 'taken-back', percentage: had, note: 'Somebody asked for it.' };
  };

  /** Waits for the end of a stage, for somebody's word, or for a change in WeChat's console. */
  const stay = async (until: number, deadline: number) => {
    const pausedThen = paused;
    const end = paused ? deadline : Math.min(until, deadline);
    const what = paused
      ? `${percentage} % of the users have it; raised no further`
      : `${percentage} % of the users have it`;
    return waitForFact(process, {
      waitingFor: {
        what: `${what} (raise, finish, takeBack, ${paused ? 'resume' : 'pause'})`,
        who: paused ? 'ops' : 'wechat',
      },
      until: end,
      every: timings.auditPoll,
      or: () => asked !== undefined || paused !== pausedThen,
      ask: (facts, asking) => facts.awaitGrayChange({ ...asking, appid, percentage }),
    });
  };

  return {
    run: async (auditid, stages) => {
      const deadline = Date.now() + timings.grayWindow;
      for (const { percentage: next, for: stays } of stages) {
        if (percentage === 0) {
          await publish(process, release, doors, auditid, next);
          percentage = next;
          show();
        } else if (next > percentage) await raiseTo(next);
        const until = Date.now() + stays;
        while (asked === undefined && Date.now() < deadline && (paused || Date.now() < until)) {
          const changed = await stay(until, deadline);
          if (changed?.status === states.done) return { kind: 'all' };
          if (changed && changed.status !== states.running) {
            const had = percentage;
            percentage = 0;
            return { kind: 'taken-back', percentage: had, note: "It was taken back in WeChat's console." };
          }
          if (changed) {
            percentage = changed.percentage;
            show();
          }
        }
        if (asked === 'take-back') return takeBack();
        const over = asked === 'finish' || Date.now() >= deadline;
        asked = undefined;
        if (over) break;
      }
      await raiseTo(100);
      return { kind: 'all' };
    },
    leftRunning: () =>
      percentage > 0 && percentage < 100
        ? {
            note: `A staged release was left at ${percentage} %: WeChat may release it to all by itself on its 15th day.`,
          }
        : {},
  };
};
