import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { expect } from 'vitest';
import type { AuditFact } from '../../activities/facts.ts';
import { notYet } from '../../activities/failure.ts';
import type { SubmissionFacts } from '../../activities/release-facts.ts';
import type { ReleaseSent } from '../../activities/release-sending.ts';
import type { QuotaName, TurnAnswer } from '../../messages/audit-quota.ts';
import { type CodeReleaseInput, type CodeReleaseOutcome, releaseTimings } from '../../messages/code-release.ts';
import { weChatFailureType } from '../../messages/failures.ts';
import { type Progress, progressQuery } from '../../messages/progress.ts';
import type { Preflight } from '../../messages/release-preflight.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { StopScope } from '../../wechat/error-class.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

/** WeChat as releases meet it here: what it says next, and what it was sent. */
export type FakeWeChat = {
  preflight: Preflight;
  /** How the answer to each submission comes. */
  submitting: (request: { readonly [field: string]: unknown }) => Promise<{ auditid: number }>;
  submission: SubmissionFacts;
  audit: AuditFact;
  gate: ReleaseSent;
  /** Where the staged release stands. */
  gray: { status: number; percentage: number };
  uploads: number;
  /** What the month gives to who asks. */
  turns: Record<QuotaName, TurnAnswer | Promise<TurnAnswer>>;
  /** How WeChat answers to one. */
  speedingUp: () => Promise<void>;
  /** The privacy interfaces of the account, each with WeChat's number of where it stands. */
  interfaces: { api_name: string; status: number }[];
  /** What was changed, in order. */
  readonly sent: { readonly call: string; readonly request: unknown }[];
};

/** WeChat where all goes well. */
const agreeable = (): Omit<FakeWeChat, 'sent'> => ({
  preflight: { findings: [], ext: {}, first: true },
  submitting: async () => ({ auditid: 7 }),
  submission: {
    categories: [{ first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 }],
    first: true,
    undosLeft: 5,
  },
  audit: { status: 0, reason: '', screenshots: [] },
  gate: { kind: 'sent' },
  turns: { submissions: { granted: true }, speedUps: { granted: true } },
  speedingUp: async () => {},
  interfaces: [],
  gray: { status: 1, percentage: 0 },
  uploads: 0,
});

const guide = { code_exist: 1, privacy_list: [], setting_list: [] };
type Workflow = (input: CodeReleaseInput) => Promise<{ progress: Progress<CodeReleaseOutcome> }>;

/** A release under way. */
export type RunningRelease = {
  readonly appid: string;
  readonly handle: WorkflowHandle<Workflow>;
  shows(expected: object): Promise<void>;
  outcome(): Promise<CodeReleaseOutcome | undefined>;
};

type Wanted = Partial<Omit<CodeReleaseInput, 'timings'>> & { readonly timings?: Partial<CodeReleaseInput['timings']> };

/** Releases on a real Temporal with a WeChat that says what a test has it say. */
export type ReleaseStage = FakeStage & {
  readonly wechat: FakeWeChat;
  /** Forgets what was said and sent. */
  reset(): void;
  release(input?: Wanted, uploaded?: 'by tools'): Promise<RunningRelease>;
};

/** What WeChat refuses a submission with. */
export const refusal = (
  errcode: number,
  failureClass: WeChatFailure['class'],
  scope?: StopScope,
): ApplicationFailure => {
  const failure: WeChatFailure = {
    ...{ endpoint: 'POST /wxa/submit_audit', kind: 'refused', class: failureClass, effect: 'none', errcode },
    ...{ hint: `refused with ${errcode}`, hintZh: '被拒绝' },
    ...(scope ? { scope } : {}),
  };
  return ApplicationFailure.create({
    ...{ type: weChatFailureType(failure), message: failure.hint, details: [failure], nonRetryable: true },
  });
};

/** Starts the stage. */
export const startReleaseStage = async (): Promise<ReleaseStage> => {
  const wechat: FakeWeChat = { ...agreeable(), sent: [] };
  const send = (call: string) => async (_appid: string, request: unknown) => {
    wechat.sent.push({ call, request });
    return {};
  };
  const stage = await startFakeStage({
    checkRelease: async () => wechat.preflight,
    readSubmission: async () => wechat.submission,
    readPrivacy: async () => ({ guide }),
    grayRelease: async (appid: string, asked: { gray_percentage: number }) => {
      wechat.gray = { status: asked.gray_percentage === 100 ? 3 : 1, percentage: asked.gray_percentage };
      return send('grayRelease')(appid, asked);
    },
    revertGrayRelease: send('revertGrayRelease'),
    awaitGrayChange: async ({ percentage }: { percentage: number }) => {
      if (wechat.gray.status === 1 && wechat.gray.percentage === percentage) throw notYet('the same', 50);
      return wechat.gray;
    },
    getPrivacyInterface: async () => ({ interface_list: wechat.interfaces }),
    applyPrivacyInterface: send('applyPrivacyInterface'),
    awaitPrivacyInterfaces: async () => wechat.interfaces,
    holdMaterials: async () => [],
    letGoMaterials: async () => undefined,
    uploadForAudit: async () => `audit-media-${wechat.uploads++}`,
    uploadForSetup: async () => `media-${wechat.uploads++}`,
    keepScreenshots: async ({ mediaIds }: { mediaIds: string[] }) =>
      mediaIds.map((mediaId) => ({ mediaId, material: `sha256:${mediaId}` })),
    awaitFiled: async () => {
      if (wechat.gate.kind === 'not-filed') throw notYet('the same', 50);
    },
    awaitDetection: async () => ({ found: { without_auth_list: [], without_conf_list: [] }, guide }),
    awaitAudit: async ({ known }: { known: number }) => {
      if (wechat.audit.status === known) throw notYet('the same', 50);
      return wechat.audit;
    },
    awaitOnline: async () => ({ version: '1.0.0', releasedAt: 1_700_000_000 }),
    getLatestAuditStatus: async () => ({ auditid: 7, status: 0 }),
    commit: send('commit'),
    undoAudit: async (appid: string, request: unknown) => {
      wechat.audit = { status: 3, reason: '', screenshots: [] };
      return send('undoAudit')(appid, request);
    },
    readAuditQuota: async () => ({}),
    askForTurn: async ({ quota }: { quota: QuotaName }) => wechat.turns[quota],
    speedupCodeAudit: async (appid: string, request: unknown) => {
      await send('speedupCodeAudit')(appid, request);
      await wechat.speedingUp();
    },
    submitInTurn: async ({
      appid,
      submission,
    }: {
      appid: string;
      submission: { readonly [field: string]: unknown };
    }) => {
      await send('submitAudit')(appid, submission);
      return { ...(await wechat.submitting(submission)), reported: true };
    },
    releaseApproved: async (ask: { readonly percentage?: number }) => {
      if (wechat.gate.kind === 'sent') wechat.sent.push({ call: 'release', request: ask });
      if (ask.percentage !== undefined) wechat.gray = { status: 1, percentage: ask.percentage };
      return wechat.gate;
    },
  });
  let account = 0;
  return {
    ...stage,
    wechat,
    reset: () => {
      Object.assign(wechat, agreeable());
      wechat.sent.length = 0;
    },
    release: async ({ timings, ...input } = {}, uploaded) => {
      account += 1;
      const appid = `wx${account}`;
      await stage.account(appid);
      const handle = await stage.temporal.workflow.start<Workflow>('codeRelease', {
        workflowId: workflowIds.codeRelease(appid),
        taskQueue: taskQueues.main,
        args: [
          {
            ...{ appid, userVersion: '1.0.0', userDesc: '首次上线', ...(uploaded ? {} : { templateId: 1 }) },
            ...{ release: 'auto', priority: 'normal', request: { by: 'first' } },
            ...input,
            timings: { ...releaseTimings, detectionPoll: 50, auditPoll: 50, lookUpAfter: 50, ...timings },
          },
        ],
      });
      return {
        appid,
        handle,
        shows: async (expected) => {
          await expect.poll(() => handle.query(progressQuery), { timeout: 30_000 }).toMatchObject(expected);
        },
        outcome: async () => (await handle.result()).progress.outcome,
      };
    },
  };
};
