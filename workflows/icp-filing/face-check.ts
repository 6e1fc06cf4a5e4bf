import type { FilingTimings } from '../../messages/icp-filing.ts';
import { listenFor } from '../hints.ts';
import type { Process } from '../process.ts';
import { withReminders } from '../reminders.ts';
import { sendOnce } from '../send-once.ts';
import { waitForFact } from '../wait-for-fact.ts';
import type { ByPeople } from '../waking.ts';
import { wxOnce } from '../wechat.ts';

/** The admin's face check (人脸核身), which an application must name. */
export type FaceCheck = {
  /** The task of a passed check that an application may still name; `undefined` where nobody made one in time. */
  passed(): Promise<string | undefined>;
  /** WeChat does not take the task any more. */
  forget(): void;
};

type Timings = Pick<FilingTimings, 'faceWindow' | 'faceLife' | 'remind' | 'poll' | 'patience' | 'lookUpAfter'>;
type Options = {
  readonly appid: string;
  readonly timings: Timings;
  /** Made along with a verification: then there is a link, and the phone is checked too. */
  readonly alongWithAuth: boolean;
  readonly byPeople: ByPeople;
};

const step = 'face-check';

/** Opens the face check; call it before the first await. */
export const openFaceCheck = (process: Process, { appid, timings, alongWithAuth, byPeople }: Options): FaceCheck => {
  const pushes = listenFor('notifyIcpfilingVerifyResult');
  const known = new Set<string>();
  let good: { readonly taskId: string; readonly until: number } | undefined;

  /** A lost answer does little harm: the admin gets another notice. The first one's task comes with its push. */
  const create = (): Promise<string> =>
    sendOnce(process, {
      what: 'Ask the admin for a face check',
      lookUpAfter: timings.lookUpAfter,
      send: async () => {
        const request = alongWithAuth ? { along_with_auth: true } : {};
        const task = await wxOnce('Ask the admin for a face check').createIcpVerifyTask(appid, request);
        if (task.verify_url) {
          process.progress.link({ rel: 'verify-url', title: 'For the admin (管理员)', href: task.verify_url });
        }
        return task.task_id;
      },
      landed: async () => pushes.received.map(({ payload }) => payload.task_id).find((taskId) => !known.has(taskId)),
    });

  return {
    passed: async () => {
      if (good && good.until > Date.now()) return good.taskId;
      const giveUp = Date.now() + timings.patience;
      while (Date.now() < giveUp) {
        const begun = Date.now();
        const taskId = await create();
        known.add(taskId);
        const found = await withReminders(process, {
          step,
          waitingFor: { what: 'Face check by the admin (管理员人脸核身)', who: 'merchant' },
          until: begun + timings.faceWindow,
          remind: timings.remind,
          wait: (waitingFor, until) =>
            waitForFact(process, {
              ...{ waitingFor, until, hints: pushes, every: timings.poll },
              ask: (facts, asking) => facts.awaitFaceCheck({ ...asking, appid, taskId, alongWithAuth }),
            }),
        });
        if (found?.passed) {
          process.progress.note(step, 'The admin passed the face check.');
          good = { taskId, until: begun + timings.faceLife };
          return taskId;
        }
        const how = found ? 'did not pass, or refused,' : 'did not make';
        process.progress.fail(step, `The admin ${how} the face check.`);
        const what = `The admin ${how} the face check: retry asks for another one.`;
        await byPeople(() => process.pause(giveUp - Date.now(), { what, who: 'ops' }));
        process.progress.begin(step);
      }
      return undefined;
    },
    forget: () => {
      good = undefined;
    },
  };
};
