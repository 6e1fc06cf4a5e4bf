import {
  ActivityFailure,
  condition,
  getExternalWorkflowHandle,
  isCancellation,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { AuditQuotaActivities, Submission } from '../../activities/audit-quota.ts';
import {
  type Priority,
  type QuotaName,
  type SubmissionKind,
  speedUpGranted,
  speedUpReported,
  submissionGranted,
  submissionReported,
  type TurnAnswer,
  type TurnResult,
} from '../../messages/audit-quota.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { callTimeouts } from '../call-timeouts.ts';
import { unlessCancelled, weChatFailureOf } from '../failures.ts';
import type { Process } from '../process.ts';

/** Who asks, and what decides whose turn comes first. */
export type Asker = {
  readonly appid: string;
  /** `normal` unless told. */
  readonly priority?: Priority;
  /** WeChat is asked unless told. */
  readonly kind?: SubmissionKind;
  readonly rolloutId?: string;
};

/** A turn in the provider's month: of submissions, or of accelerations. */
export type Turn = {
  /** Asks for it once; who is not granted one is told by a signal when it comes. */
  ask(): Promise<TurnAnswer>;
  /** Whether it is ours now. */
  isHeld(): boolean;
  /** Waits, visibly, until it is ours; at once where it is. */
  take(): Promise<void>;
  /** Takes the turn and submits in it; not repeatable, so inside `sendOnce`, which tells `used` where it finds it landed. */
  submit(submission: Submission, what: string): Promise<{ readonly auditid: number }>;
  /** Tells that what the turn is for was done; nothing where none was ever asked for. */
  used(): Promise<void>;
  /** Gives back a turn that was not used, or the place in the queue; never fails. */
  giveBack(): Promise<void>;
};

/** How often an unanswered request is made again, in milliseconds: only an entity that was ended by hand forgets one. */
const askAgain = 6 * 3_600_000;
const granting = {
  submissions: { granted: submissionGranted, reported: submissionReported },
  speedUps: { granted: speedUpGranted, reported: speedUpReported },
} as const;

/** Opens a turn; call it before the first await, once for each quota. */
export const openTurn = (process: Process, asker: Asker, quota: QuotaName = 'submissions'): Turn => {
  const { appid, priority = 'normal', kind, rolloutId } = asker;
  const { workflowId, runId } = workflowInfo();
  const claim = { workflowId, runId };
  const entity = getExternalWorkflowHandle(workflowIds.auditQuota());
  /** `doubtful`: it was sent, and nobody knows yet what came of it. */
  let standing: 'none' | 'asked' | 'held' | 'doubtful' = 'none';
  setHandler(granting[quota].granted, () => {
    if (standing === 'asked') standing = 'held';
  });
  let asked = false;
  const isHeld = () => standing === 'held';
  const ask = async () => {
    standing = 'asked';
    asked = true;
    const who = { ...(kind ? { kind } : {}), ...(rolloutId ? { rolloutId } : {}) };
    const answer = await process.attempt(() => asking(quota).askForTurn({ quota, claim, appid, priority, ...who }));
    if (answer.granted) standing = 'held';
    return answer;
  };
  const take = async () => {
    while (standing !== 'held' && standing !== 'doubtful') {
      const answer = await ask();
      if (answer.granted || isHeld()) return;
      const { why, who, expectedAt } = answer;
      const until = expectedAt === undefined ? {} : { until: new Date(expectedAt).toISOString() };
      process.progress.wait({ what: `Its turn: ${why}`, who, ...until });
      const called = process.woken();
      await condition(() => isHeld() || called(), askAgain, { summary: `Its turn: ${why}` });
      process.progress.resume();
      process.checkpoint();
    }
  };
  const tell = async (result: TurnResult) => {
    standing = 'none';
    await entity
      .signal(granting[quota].reported, { claim, result })
      // An entity that is gone has no turn to give back to.
      .catch(unlessCancelled);
  };
  return {
    ask,
    isHeld,
    take,
    submit: async (submission, what) => {
      await take();
      standing = 'doubtful';
      try {
        const { auditid, reported } = await submitting(what).submitInTurn({ appid, submission, claim });
        standing = 'none';
        if (!reported) await tell({ kind: 'used' });
        return { auditid };
      } catch (error) {
        // A refusal was reported by whoever met it.
        if (error instanceof ActivityFailure && !isCancellation(error) && weChatFailureOf(error).effect === 'none')
          standing = 'none';
        throw error;
      }
    },
    used: async () => {
      if (asked) await tell({ kind: 'used' });
    },
    giveBack: async () => {
      if (standing === 'none') return;
      // Who ends while nobody knows may have used it: the entity takes it for used, and then asks WeChat.
      await tell({ kind: standing === 'doubtful' ? 'used' : 'unused' }).catch(() => undefined);
    },
  };
};

/** Whether a failure says that others may not submit either: the turn is waited for again. */
export const isBarred = ({ class: failureClass, scope }: WeChatFailure): boolean =>
  failureClass === 'stop' && scope !== 'host';

const asking = (quota: QuotaName) =>
  proxyActivities<AuditQuotaActivities>({
    ...callTimeouts,
    summary: quota === 'submissions' ? 'Ask for a turn to submit' : 'Ask for a turn to accelerate',
    retry: { initialInterval: '500ms', backoffCoefficient: 1.5, maximumInterval: '10s' },
  });

const submitting = (summary: string) =>
  proxyActivities<Pick<AuditQuotaActivities, 'submitInTurn'>>({
    ...callTimeouts,
    summary,
    retry: { maximumAttempts: 1 },
  });
