import type { FieldHint } from '../../messages/progress.ts';
import type { VerificationApplication } from '../../messages/verification.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { reads } from '../facts.ts';
import { fieldHintOf } from '../failures.ts';
import type { Materials } from '../materials.ts';
import { beginOnce } from '../once-by-event.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import type { ByPeople } from '../waking.ts';
import { wxOnce } from '../wechat.ts';
import { checkName } from './name-check.ts';
import { complete, isRefusal } from './request.ts';
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

/** A picture is unknown to WeChat, or too old. */
const pictureGone = 89636;

/** Submits the verification: anew, or again where the order of `before` was sent back. Name and pictures first. */
export const submitVerification = async (
  process: Process,
  application: VerificationApplication,
  before: Standing | undefined,
  deps: Deps,
): Promise<Submitted> => {
  const misnamed = await checkName(process, deps.appid, application);
  if (misnamed.length > 0) return { kind: 'refused', hints: misnamed };
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
    if (sent.failure.errcode !== pictureGone || renewed) return { kind: 'refused', hints: [fieldHintOf(sent.failure)] };
  }
};

/** Until WeChat says otherwise the admin has a new link; an order that was sent back may keep its numbers for a while. */
const withAdmin = ({ taskid, auth_url: url }: Answer, before: Standing | undefined): Standing => {
  const known = before && isSentBack(before) ? before.fact : { task: 0, apply: 0 };
  const { task, apply } = known;
  return { kind: 'admin', fact: { taskid, task, apply, ...(url ? { url } : {}) } };
};

const refused = async (failure: WeChatFailure) => (isRefusal(failure) ? { answer: { failure } } : undefined);

/** Begins a verification. WeChat can't be asked for it by the account; its event names the task. */
const anew = (process: Process, application: VerificationApplication, deps: Deps): Promise<Sent> => {
  const { appid, task, byPeople, lost, lookUpAfter } = deps;
  const before = new Set(task.pushes.received.map(({ payload }) => payload.taskid));
  return beginOnce<Sent>(process, {
    what: 'Begin the verification',
    ...{ byPeople, lost, lookUpAfter, refused },
    send: () => wxOnce('Begin the verification').secwxaapiWxaauth(appid, { auth_data: application }),
    begun: () =>
      task.pushes.received.map(({ payload: { taskid } }) => ({ taskid })).find(({ taskid }) => !before.has(taskid)),
  });
};

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
