import type { Client as TemporalClient } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { RolloutTarget } from '../messages/fleet-rollout.ts';
import type { PreflightAsked } from '../messages/release-preflight.ts';
import { lineOf, type Target } from '../messages/rollout-wave.ts';
import { is, searchAttributes } from '../messages/search-attributes.ts';
import { externalIds } from '../messages/workflow-ids.ts';

const { AppId, ExternalIds, MerchantId, Tags, Version: VersionAttribute } = searchAttributes;

/** Whom a rollout is for, a line each. */
export type ResolvedTarget = { readonly targets: readonly string[]; readonly unknown: readonly string[] };

/** So many accounts a rollout carries from run to run. */
const mostTargets = 20_000;

/** What a rollout releases. */
type Version = Pick<PreflightAsked, 'templateId' | 'userVersion'>;

/** Which accounts a rollout is for. */
export const rolloutTargets = (temporal: TemporalClient) => {
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
  };
};

const linesOf = (targets: readonly Target[]): string[] => {
  if (targets.length <= mostTargets) return targets.map(lineOf);
  const why = `${targets.length} accounts are meant, and a rollout takes ${mostTargets} at most: split it, by tags perhaps.`;
  throw ApplicationFailure.nonRetryable(why, 'TooManyTargets');
};

const refuseFilter = (error: unknown): never => {
  const message = error instanceof Error ? error.message : String(error);
  throw ApplicationFailure.nonRetryable(`Temporal does not take this filter: ${message}`, 'InvalidFilter');
};
