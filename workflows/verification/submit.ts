import type { FieldHint } from '../../messages/progress.ts';
import type { VerificationApplication } from '../../messages/verification.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { reads } from '../facts.ts';
import { wordsOf } from '../failures.ts';
import type { Materials } from '../materials.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import type { ByPeople } from '../waking.ts';
import { wxOnce } from '../wechat.ts';
import { isSentBack, type Standing } from './standing.ts';
import type { Task } from './task.ts';

/** What became of a submission. */
export type Submitted =
  | { readonly kind: 'submitted'; readonly standing: Standing }
  | { readonly kind: 'refused'; readonly hints: readonly FieldHint[] };

type Deps = {
  readonly appid: string;
  readonly materials: Materials;
  readonly task: Task;
  readonly byPeople: ByPeople;
  /** Told that the answer to a beginning was lost. */
  readonly lost: () => void;
  readonly lookUpAfter: number;
};

type Answer = { readonly taskid: string; readonly auth_url?: string | undefined };
type Sent = Answer | { readonly failure: WeChatFailure };

/** The errcodes by which a submission is refused for what it says. */
const refusals: readonly number[] = [40064, 40097, 89609, 89636];
/** A picture is unknown to WeChat, or too old. */
const pictureGone = 89636;

/** Submits the verification: anew, or again where the order of `before` was sent back. Pictures first. */
export const submitVerification = async (
  process: Process,
  application: VerificationApplication,
  before: Standing | undefined,
  deps: Deps,
): Promise<Submitted> => {
  for (let renewed = false; ; renewed = true) {
    const brought = await process.step('materials', () => deps.materials.bring(application, 'verification'));
    if ('wrong' in brought) return { kind: 'refused', hints: brought.wrong };
    const ready = complete(brought.ready);
    const sent = await process.step('submit', () =>
      before && isSentBack(before) ? again(process, ready, before, deps) : anew(process, ready, deps),
    );
    if (!('failure' in sent)) return { kind: 'submitted', standing: withAdmin(sent, before) };
    // WeChat may have dropped its copies before their time.
    if (sent.failure.errcode === pictureGone) deps.materials.forget();
    if (sent.failure.errcode !== pictureGone || renewed) return { kind: 'refused', hints: hintsOf(sent.failure) };
  }
};

/** It is said to be wanted even where the provider pays. */
const complete = (application: VerificationApplication): VerificationApplication => ({
  invoice_info: { invoice_type: 1 },
  ...application,
});

/** Until WeChat says otherwise the admin has a new link; an order that was sent back may keep its numbers for a while. */
const withAdmin = ({ taskid, auth_url: url }: Answer, before: Standing | undefined): Standing => {
  const known = before && isSentBack(before) ? before.fact : { task: 0, apply: 0 };
  const { task, apply } = known;
  return { kind: 'admin', fact: { taskid, task, apply, ...(url ? { url } : {}) } };
};

const hintsOf = (failure: WeChatFailure): FieldHint[] => [
  { field: '', problem: `${failure.hintZh} (${failure.errcode})`, advice: wordsOf(failure) },
];

const refused = async (failure: WeChatFailure) =>
  failure.errcode !== undefined && refusals.includes(failure.errcode) ? { answer: { failure } } : undefined;

/**
 * Begins a verification, once. WeChat can't be asked for it by the account: where the answer is lost its event names the
 * task; without one people decide, and nothing is sent again by itself.
 */
const anew = (process: Process, application: VerificationApplication, deps: Deps): Promise<Sent> => {
  const { appid, task, byPeople, lookUpAfter } = deps;
  const before = new Set(task.pushes.received.map(({ payload }) => payload.taskid));
  const begun = (): Answer | undefined =>
    task.pushes.received.map(({ payload: { taskid } }) => ({ taskid })).find(({ taskid }) => !before.has(taskid));
  const arrived = () => begun() !== undefined;
  return sendOnce<Sent>(process, {
    what: 'Begin the verification',
    lookUpAfter: 1,
    send: () => wxOnce('Begin the verification').secwxaapiWxaauth(appid, { auth_data: application }),
    landed: async ({ effect }) => {
      if (effect !== 'unknown') return undefined;
      deps.lost();
      const wait = { what: 'The event of a verification whose answer was lost', who: 'wechat' } as const;
      if (!arrived()) await process.pause(lookUpAfter, wait, arrived);
      if (!arrived()) await byPeople(() => process.park({ what: noEvent, who: 'ops' }, arrived));
      return begun();
    },
    refused,
  });
};

const noEvent =
  "WeChat's answer to the verification was lost and no event names its task. See in the account's console (mp.weixin.qq.com) whether one runs: retry sends it again, cancel ends this.";

/** Submits an order again that was sent back: the task tells whether that arrived. */
const again = (
  process: Process,
  application: VerificationApplication,
  { fact: before }: Standing,
  { appid, lookUpAfter }: Deps,
): Promise<Sent> => {
  const { taskid } = before;
  return sendOnce<Sent>(process, {
    what: 'Submit the verification again',
    lookUpAfter,
    send: () =>
      wxOnce('Submit the verification again').secwxaapiReauth(appid, { auth_data: { ...application, taskid } }),
    landed: async () => {
      const now = await reads('Did the submission arrive?').readVerification({ appid, taskid });
      const moved = now.task !== before.task || now.apply !== before.apply;
      return moved ? { taskid, auth_url: now.url } : undefined;
    },
    refused,
  });
};
