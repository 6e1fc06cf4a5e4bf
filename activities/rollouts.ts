import { isDeepStrictEqual } from 'node:util';
import { Context } from '@temporalio/activity';
import { type Client as TemporalClient, WorkflowNotFoundError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { renderExt } from '../ext/render.ts';
import { createExtSources } from '../ext/sources.ts';
import { cancel, type Request } from '../messages/actions.ts';
import { auditQuotaView } from '../messages/audit-quota.ts';
import { authorizerView } from '../messages/authorizer.ts';
import { type ReleaseSteering, releaseSteered, undo } from '../messages/code-release.ts';
import type { Forecast, RolloutTarget, WaveReport } from '../messages/fleet-rollout.ts';
import type { RunRef } from '../messages/following.ts';
import type { Attention } from '../messages/progress.ts';
import type { PreflightAsked } from '../messages/release-preflight.ts';
import { lineOf, type RolloutWaveResult, type Target } from '../messages/rollout-wave.ts';
import { is, searchAttributes } from '../messages/search-attributes.ts';
import { externalIds, workflowIds } from '../messages/workflow-ids.ts';
import { describeWorkflow } from '../routing/describe.ts';
import type { Client } from '../wechat/client.ts';
import { WeChatError } from '../wechat/wechat-error.ts';
import { notYet } from './failure.ts';
import { unlessRefused } from './processes.ts';

const {
  AppId,
  Attention: AttentionAttribute,
  ExternalIds,
  MerchantId,
  RolloutId,
  Stage,
  Tags,
  Version: VersionAttribute,
} = searchAttributes;

/** Whom a rollout is for, a line each. */
export type ResolvedTarget = { readonly targets: readonly string[]; readonly unknown: readonly string[] };

/** So many accounts a rollout carries from run to run. */
const mostTargets = 20_000;

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

/** What a rollout releases. */
type Version = Pick<PreflightAsked, 'templateId' | 'userVersion'>;

/** How long a withdrawal may take before the release is ended without it, in milliseconds. */
const withdrawal = 30_000;
/** The stages of a release until its commit. */
const preparation: ReadonlySet<string> = new Set(['starting', 'preflight', 'lease', 'commit']);

/** Activities of a rollout: which accounts it is for, and how its releases stand by visibility. */
export const createRolloutActivities = (temporal: TemporalClient, wechat: Client) => {
  const accountsWhere = async (conditions: readonly string[]): Promise<ReadonlyMap<string, Target>> => {
    const query = ["WorkflowType = 'authorizer'", "ExecutionStatus = 'Running'", ...conditions].join(' AND ');
    const found: Target[] = [];
    for await (const { typedSearchAttributes } of temporal.workflow.list({ query })) {
      const appid = typedSearchAttributes.get(AppId);
      const merchantId = typedSearchAttributes.get(MerchantId);
      if (appid) found.push({ appid, ...(merchantId ? { merchantId } : {}) });
    }
    found.sort((a, b) => (a.appid < b.appid ? -1 : 1));
    return new Map(found.map((target) => [target.appid, target]));
  };

  return {
    /** The accounts that a target means: a list in its own order, all else by appid; `unknown` are no accounts of ours. */
    resolveTarget: async (target: RolloutTarget): Promise<ResolvedTarget> => {
      switch (target.kind) {
        case 'appids': {
          const known = await accountsWhere([]);
          const asked = [...new Set(target.appids)];
          return {
            targets: linesOf(asked.flatMap((appid) => known.get(appid) ?? [])),
            unknown: asked.filter((appid) => !known.has(appid)),
          };
        }
        case 'tags': {
          const found = await accountsWhere(target.all.map((tag) => is(Tags.name, tag)));
          const without = await Promise.all(target.none.map((tag) => accountsWhere([is(Tags.name, tag)])));
          const targets = [...found.values()].filter(({ appid }) => !without.some((tagged) => tagged.has(appid)));
          return { targets: linesOf(targets), unknown: [] };
        }
        case 'query': {
          const found = await accountsWhere([`(${target.query})`]).catch(refuseFilter);
          return { targets: linesOf([...found.values()]), unknown: [] };
        }
      }
    },

    /** The accounts that run this version of this template by their ledgers; visibility is up to some seconds behind. */
    whoMayRun: async ({ templateId, userVersion }: Version) => {
      if (templateId === undefined) return [];
      const conditions = [
        is(VersionAttribute.name, userVersion),
        is(ExternalIds.name, externalIds.template(templateId)),
      ];
      return [...(await accountsWhere(conditions)).keys()];
    },

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
  };
};

export type RolloutActivities = ReturnType<typeof createRolloutActivities>;

const linesOf = (targets: readonly Target[]): string[] => {
  if (targets.length <= mostTargets) return targets.map(lineOf);
  const why = `${targets.length} accounts are meant, and a rollout takes ${mostTargets} at most: split it, by tags perhaps.`;
  throw ApplicationFailure.nonRetryable(why, 'TooManyTargets');
};

/** The day in China of an ISO 8601 time. */
const chinaDay = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);

/** Whether two forecasts say the same: that fewer wait is no news by itself. */
const isSameForecast = (one: Forecast, other: Forecast): boolean =>
  one.lastSubmissionOn === other.lastSubmissionOn &&
  one.waiting > 0 === other.waiting > 0 &&
  isDeepStrictEqual(one.stops, other.stops);

/** Where WeChat does not tell, the release itself says why. */
const untold = (error: unknown): { readonly release_info?: { readonly release_version: string } } => {
  if (error instanceof WeChatError) return {};
  throw error;
};

const isSame = (one: Stuck, other: Stuck): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([appid, attention]) => other[appid] === attention);

const refuseFilter = (error: unknown): never => {
  const message = error instanceof Error ? error.message : String(error);
  throw ApplicationFailure.nonRetryable(`Temporal does not take this filter: ${message}`, 'InvalidFilter');
};
