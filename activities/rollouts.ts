import { isDeepStrictEqual } from 'node:util';
import { Context } from '@temporalio/activity';
import { type Client as TemporalClient, WorkflowNotFoundError } from '@temporalio/client';
import { renderExt } from '../ext/render.ts';
import { createExtSources } from '../ext/sources.ts';
import { cancel, type Request } from '../messages/actions.ts';
import { auditQuotaView } from '../messages/audit-quota.ts';
import { authorizerView } from '../messages/authorizer.ts';
import { type ReleaseSteering, releaseSteered, undo } from '../messages/code-release.ts';
import type { Forecast, WaveReport } from '../messages/fleet-rollout.ts';
import type { RunRef } from '../messages/following.ts';
import type { Attention } from '../messages/progress.ts';
import type { PreflightAsked } from '../messages/release-preflight.ts';
import type { RolloutWaveResult } from '../messages/rollout-wave.ts';
import { is, searchAttributes } from '../messages/search-attributes.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { describeWorkflow } from '../routing/describe.ts';
import type { Client } from '../wechat/client.ts';
import { WeChatError } from '../wechat/wechat-error.ts';
import { notYet } from './failure.ts';
import { unlessRefused } from './processes.ts';
import { rolloutTargets } from './rollout-targets.ts';

const { AppId, Attention: AttentionAttribute, RolloutId, Stage } = searchAttributes;

/** Which releases to look at, by their mark in lists. */
type Asked = {
  readonly mark: string;
  /** Whose releases are thought to hold a place. */
  readonly preparing: readonly string[];
  /** Who is known to wait for a person. */
  readonly stuck: Stuck;
  /** How often to look, in milliseconds. */
  readonly every: number;
  /** When to answer in any case, in milliseconds since the epoch. */
  readonly until?: number;
};
type SteerOrder = { readonly runs: readonly RunRef[]; readonly steering: ReleaseSteering };
type PartEnd = { readonly index: number; readonly report: WaveReport | null };
type AskedForecast = { readonly rolloutId: string; readonly known?: Forecast; readonly every: number };
type EndOrder = { readonly run: RunRef; readonly undo: boolean; readonly request: Request };
type Stuck = Readonly<Record<string, Exclude<Attention, 'none'>>>;

/** How long a withdrawal may take before the release is ended without it, in milliseconds. */
const withdrawal = 30_000;
/** The stages of a release until its commit. */
const preparation: ReadonlySet<string> = new Set(['starting', 'preflight', 'lease', 'commit']);

/** Activities of a rollout: which accounts it is for, and how its releases stand by visibility. */
export const createRolloutActivities = (temporal: TemporalClient, wechat: Client) => ({
  ...rolloutTargets(temporal),

  /** Whether an account runs this version with the ext.json that it would get now, by its ledger and by WeChat. */
  runsAlready: async ({ userVersion, ...wish }: PreflightAsked): Promise<boolean> => {
    const { difference } = await renderExt(createExtSources(temporal))(wish);
    if (difference.kind === 'nothing-online' || difference.kind === 'different') return false;
    const { online } = difference;
    if (online.userVersion !== userVersion || online.templateId !== wish.templateId) return false;
    const { release_info: shown } = await wechat.getVersionInfo(wish.appid, {}).catch(untold);
    return shown?.release_version === userVersion;
  },

  /** Ends a release; with `undo` it withdraws its audit first, for which it has half a minute. Nothing where it has ended. */
  endRelease: async ({ run, undo: withAudit, request }: EndOrder): Promise<void> => {
    const handle = temporal.workflow.getHandle(run.workflowId, run.runId);
    if (withAudit) {
      const isUnderAudit = await handle.executeUpdate(undo, { args: [request] }).then(() => true, unlessRefused);
      // Ended by its own word, it says that the audit was withdrawn.
      if (isUnderAudit) await temporal.withDeadline(Date.now() + withdrawal, () => handle.result()).catch(() => {});
    }
    await handle.executeUpdate(cancel, { args: [request] }).catch(unlessRefused);
  },

  /** The version that an account ran before this one, by its ledger; `null` where it ran none. */
  versionBefore: async ({ appid, userVersion }: { appid: string; userVersion: string }): Promise<string | null> => {
    const { ledger } = await temporal.workflow.getHandle(workflowIds.authorizer(appid)).query(authorizerView);
    return ledger.findLast((release) => release.userVersion !== userVersion)?.userVersion ?? null;
  },

  /** Tells releases what they go by now; one that has ended needs no more telling. */
  steerReleases: async ({ runs, steering }: SteerOrder): Promise<void> => {
    for (const { workflowId, runId } of runs) {
      await temporal.workflow.getHandle(workflowId, runId).signal(releaseSteered, steering).catch(unlessRefused);
    }
  },

  /** The first part of a rollout's waves that has ended, and its last report where it came to one. */
  awaitPartEnd: async ({ parts, every }: { parts: readonly RunRef[]; every: number }): Promise<PartEnd> => {
    for (const [index, { workflowId, runId }] of parts.entries()) {
      if ((await describeWorkflow(temporal, workflowId, runId))?.status.name === 'RUNNING') continue;
      const handle = temporal.workflow.getHandle<() => Promise<RolloutWaveResult>>(workflowId, runId);
      const result = await handle.result().catch(() => null);
      return { index, report: result?.report ?? null };
    }
    throw notYet('All of them run.', every);
  },

  /** When the last of a rollout's submissions is expected and what stops them, once that is another than what is known. */
  awaitForecast: async ({ rolloutId, known, every }: AskedForecast): Promise<Forecast> => {
    const quota = temporal.workflow.getHandle(workflowIds.auditQuota());
    const { rollouts } = await quota.query(auditQuotaView).catch((error: unknown) => {
      // Nobody asked for a turn yet.
      if (error instanceof WorkflowNotFoundError) return { rollouts: [] };
      throw error;
    });
    const found = rollouts.find((one) => one.rolloutId === rolloutId);
    const day = found?.lastExpectedAt && chinaDay(found.lastExpectedAt);
    const stops = found?.stops ?? [];
    const forecast = {
      waiting: found?.waiting ?? 0,
      ...(day ? { lastSubmissionOn: day } : {}),
      ...(stops.length > 0 ? { stops } : {}),
    };
    if (isSameForecast(forecast, known ?? { waiting: 0 })) throw notYet('Nothing new.', every);
    return forecast;
  },

  /**
   * Looks at a wave's running releases until there is something new, and while some hold a place also at the time told:
   * who is past its commit, and who waits for a person. Its retry policy is the pace.
   */
  lookAtReleases: async ({ mark, preparing, stuck, every, until = Number.POSITIVE_INFINITY }: Asked) => {
    // What was begun just now can't be seen yet.
    if (Context.current().info.attempt === 1) throw notYet('The first look comes later.', every);
    const held = new Set(preparing);
    const query = `WorkflowType = 'codeRelease' AND ExecutionStatus = 'Running' AND ${is(RolloutId.name, mark)}`;
    const past: string[] = [];
    const found: Record<string, Exclude<Attention, 'none'>> = {};
    for await (const { typedSearchAttributes: attributes } of temporal.workflow.list({ query })) {
      const appid = attributes.get(AppId) ?? '';
      const attention = attributes.get(AttentionAttribute);
      if (held.has(appid) && !preparation.has(attributes.get(Stage) ?? 'starting')) past.push(appid);
      if (attention === 'merchant' || attention === 'ops' || attention === 'provider') found[appid] = attention;
    }
    if (past.length === 0 && isSame(found, stuck) && Date.now() < until) throw notYet('Nothing new.', every);
    return { past, stuck: found };
  },
});

export type RolloutActivities = ReturnType<typeof createRolloutActivities>;

/** The day in China of an ISO 8601 time. */
const chinaDay = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);

/** Whether two forecasts say the same: that fewer wait is no news by itself. */
const isSameForecast = (one: Forecast, other: Forecast): boolean =>
  one.lastSubmissionOn === other.lastSubmissionOn &&
  isMuchTheSame(one.waiting, other.waiting) &&
  isDeepStrictEqual(one.stops, other.stops);

/** Whether a count has neither doubled nor halved: thousands in line are told about a dozen times, not thousands. */
const isMuchTheSame = (one: number, other: number): boolean =>
  one === other || Math.max(one, other) < 2 * Math.min(one, other);

/** Where WeChat does not tell, the release itself says why. */
const untold = (error: unknown): { readonly release_info?: { readonly release_version: string } } => {
  if (error instanceof WeChatError) return {};
  throw error;
};

const isSame = (one: Stuck, other: Stuck): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([appid, attention]) => other[appid] === attention);
