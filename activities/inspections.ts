import { setTimeout as sleep } from 'node:timers/promises';
import { type Client as TemporalClient, WorkflowNotFoundError } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Sealer } from '../credentials/sealer.ts';
import { createExtSources } from '../ext/sources.ts';
import type { Required } from '../inspection/compare.ts';
import { readFacts } from '../inspection/facts.ts';
import { inspectionOf, newDrift } from '../inspection/inspect.ts';
import { type AuthorizerView, type LeaseName, leaseNames } from '../messages/authorizer.ts';
import { type FleetInspectionInput, type InspectedAccount, inspectionPace } from '../messages/fleet-inspection.ts';
import { accountInspected, type Drift } from '../messages/inspection.ts';
import type { NoticesMemo } from '../messages/notices.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { describeWorkflow } from '../routing/describe.ts';
import type { ForwardingRule } from '../routing/forwarding.ts';
import { startNotice } from '../routing/notices.ts';
import type { Client } from '../wechat/client.ts';
import { WeChatError } from '../wechat/wechat-error.ts';
import { readAccount } from './read-account.ts';
import { calling } from './wechat.ts';

/** What inspections read and tell with. */
export type InspectionDeps = {
  readonly wechat: Client;
  readonly temporal: TemporalClient;
  readonly sealer: Sealer;
  readonly forwardingRules: readonly ForwardingRule[];
};

/** A page of accounts; `run` names the inspection in what it tells. */
type Page = { readonly appids: readonly string[]; readonly perMinute: number; readonly run: string };

/** The permission set (开发管理) by which an account's versions, domains and guides are read. */
const development = 18;
/** Another look may succeed. */
const passing: readonly (string | undefined)[] = ['transient', 'slow-down', 'stale-token', 'quota'];

/** Activities of the process `fleetInspection`. */
export const createInspectionActivities = ({ wechat, temporal, sealer, forwardingRules }: InspectionDeps) => {
  const busyOf = async ({ leases }: AuthorizerView): Promise<ReadonlySet<LeaseName>> => {
    const busy = await Promise.all(
      leaseNames.map(async (name) => {
        const holder = leases[name]?.holder;
        const found = holder && (await describeWorkflow(temporal, holder.workflowId, holder.runId));
        return found?.status.name === 'RUNNING' ? [name] : [];
      }),
    );
    return new Set(busy.flat());
  };
  const tell = async (account: AuthorizerView, drift: readonly Drift[], run: string, at: string) => {
    const { appid, merchantId } = account;
    await startNotice(
      { temporal, sealer, rules: forwardingRules },
      {
        ...{ kind: 'drift', id: `${run}:${appid}`, workflowId: workflowIds.fleetInspection(), runId: run },
        ...{ workflow: 'fleetInspection', stage: 'drift', attention: 'ops', appid, at },
        what: `${drift.map(({ what }) => what).join(' ')} GET /v1/fleet/${appid} says what mends it.`,
        ...(merchantId ? { merchantId } : {}),
      },
    );
  };
  const inspect = async (appid: string, required: Required, run: string): Promise<InspectedAccount> => {
    const at = new Date().toISOString();
    const before = await readAccount(temporal, appid);
    if (before.authorization !== 'granted') return { appid, kind: 'skipped', why: 'It is not authorized.' };
    if (before.origin !== 'customised' && !before.permissionSets.includes(development)) {
      return { appid, kind: 'skipped', why: `It did not grant permission set ${development} (开发管理).` };
    }
    const facts = await readFacts(wechat, before, required);
    const first = inspectionOf(before, facts, { required, at, busy: new Set() });
    // A release or a setup may have ended meanwhile, and one that runs says itself how it stands.
    const account = first.drift.length > 0 ? await readAccount(temporal, appid) : before;
    const inspection = inspectionOf(account, facts, { required, at, busy: await busyOf(account) });
    const fresh = newDrift(inspection.drift, account.inspection?.drift);
    if (fresh.length > 0) await tell(account, fresh, run, at);
    await temporal.workflow.getHandle(workflowIds.authorizer(appid)).signal(accountInspected, inspection);
    const drift = inspection.drift.map(({ kind }) => kind);
    if (inspection.problem && !inspection.online) return { appid, kind: 'failed', drift, why: inspection.problem };
    return { appid, kind: 'inspected', drift, isNew: fresh.length > 0 };
  };

  return {
    /** The accounts that are authorized. */
    accountsToInspect: async (): Promise<readonly string[]> => {
      const query = `WorkflowType = 'authorizer' AND ExecutionStatus = 'Running' AND ${searchAttributes.Stage.name} = 'granted'`;
      const appids: string[] = [];
      for await (const { typedSearchAttributes } of temporal.workflow.list({ query, pageSize: 1_000 })) {
        const appid = typedSearchAttributes.get(searchAttributes.AppId);
        if (appid) appids.push(appid);
      }
      return appids.sort();
    },

    /** Looks at a page of accounts, one begun after the other at this pace; safe to repeat. */
    inspectAccounts: ({ appids, perMinute, run }: Page): Promise<readonly InspectedAccount[]> =>
      calling(async () => {
        const required = (await createExtSources(temporal).fleet()) ?? {};
        const looks: Promise<InspectedAccount>[] = [];
        for (const [index, appid] of appids.entries()) {
          if (index > 0) await sleep(60_000 / perMinute);
          const look = inspect(appid, required, run).catch((error: unknown) => unlessBarred(appid, error));
          // Until it is awaited a failure is nobody's unhandled rejection.
          look.catch(() => undefined);
          looks.push(look);
        }
        // None is left under way where one ends the page.
        await Promise.allSettled(looks);
        return Promise.all(looks);
      }),

    /** Begins the night's inspection, unless one runs. */
    beginInspection: async (): Promise<void> => {
      const input: FleetInspectionInput = { ...inspectionPace, request: { by: 'schedule', why: 'every night' } };
      const memo: NoticesMemo = forwardingRules.some(({ match }) => match.notice) ? { notices: true } : {};
      try {
        await temporal.workflow.start('fleetInspection', {
          workflowId: workflowIds.fleetInspection(),
          taskQueue: taskQueues.main,
          args: [input],
          memo,
          typedSearchAttributes: [
            { key: searchAttributes.Stage, value: 'starting' },
            { key: searchAttributes.Attention, value: 'none' },
          ],
          staticSummary: 'Inspect the fleet',
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
  };
};

export type InspectionActivities = ReturnType<typeof createInspectionActivities>;

/** One account that can't be looked at does not hold the others up; what bars this host or platform does. */
const unlessBarred = (appid: string, error: unknown): InspectedAccount => {
  if (error instanceof WorkflowNotFoundError)
    return { appid, kind: 'skipped', why: 'No account of ours has this appid.' };
  if (!(error instanceof WeChatError) || error.failure.class === 'stop') throw error;
  return { appid, kind: passing.includes(error.failure.class) ? 'passing' : 'failed', why: error.message };
};
