import type { Client } from '@temporalio/client';
import { is, searchAttributes } from '../../messages/search-attributes.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { withLackingLink } from '../authorization-links/lacking-link.ts';
import type { Process } from '../process.ts';
import { readRun } from '../routes/read.ts';
import { describeRun, type Run } from '../routes/run.ts';
import type { PageLinks } from './link.ts';
import { type PageView, viewOf } from './view.ts';

/** One process as its merchant sees it; times in milliseconds since the epoch. */
export type Matter = {
  readonly id: string;
  readonly view: PageView;
  /** The process whose turn it is to ask the merchant for what this one waits for. */
  readonly by?: string;
  readonly startedAt: number;
  readonly closedAt?: number;
};

/** What matters are read from. */
export type MatterDeps = {
  readonly temporal: Client;
  readonly processes: readonly Process[];
  readonly pages: PageLinks;
  /** A task's link as the page shows it. */
  readonly shownLink: (href: string) => string;
};

/** A page shows so many of each; a merchant has a handful of accounts. */
const most = { open: 20, ended: 10, accounts: 50 } as const;
/** What ended longer ago is of no interest any more, in milliseconds. */
const lately = 30 * 24 * 3_600_000;

/** The matter that a run is; `undefined` where merchants have nothing to do with it. */
export const matterOf = async (deps: MatterDeps, run: Run): Promise<Matter | undefined> => {
  const { temporal, processes, pages, shownLink } = deps;
  const { type, memo, startTime, closeTime } = run.description;
  const content = processes.find(({ workflow }) => workflow === type)?.page;
  if (!content) return undefined;
  const progress = withLackingLink(pages, run, await readRun(temporal, run));
  const { task, ...view } = viewOf(content, progress, subjectOf(memo));
  const shown = task?.href === undefined ? task : { ...task, href: shownLink(task.href) };
  const by = progress.steps.find(({ waitingFor }) => waitingFor?.who === 'merchant')?.process;
  return {
    id: run.id,
    ...(by === undefined ? {} : { by }),
    view: { ...view, ...(shown ? { task: shown } : {}) },
    startedAt: startTime.getTime(),
    ...(closeTime ? { closedAt: closeTime.getTime() } : {}),
  };
};

/** What of a merchant is under way, and what has ended lately, each id once. From visibility, which is up to a second behind. */
export const mattersOf = async (deps: MatterDeps, merchantId: string): Promise<readonly Matter[]> => {
  const theirs = await conditionOf(deps, merchantId);
  const since = new Date(Date.now() - lately).toISOString();
  const [open, ended] = await Promise.all([
    idsOf(deps.temporal, `${theirs} AND ExecutionStatus = 'Running'`, most.open),
    idsOf(deps.temporal, `${theirs} AND ExecutionStatus != 'Running' AND CloseTime > '${since}'`, most.ended),
  ]);
  const runs = await Promise.all([...new Set([...open, ...ended])].map((id) => describeRun(deps.temporal, id)));
  const matters = await Promise.all(runs.map((run) => run && matterOf(deps, run)));
  return matters.filter((matter) => matter !== undefined);
};

/** The processes with a page that bear the merchant's id, or none but are about an account that is the merchant's. */
const conditionOf = async ({ temporal, processes }: MatterDeps, merchantId: string): Promise<string> => {
  const { MerchantId, AppId } = searchAttributes;
  const types = processes.filter(({ page }) => page).map(({ workflow }) => `'${workflow}'`);
  const own = is(MerchantId.name, merchantId);
  const entities = await idsOf(temporal, `${is('WorkflowType', 'authorizer')} AND ${own}`, most.accounts);
  const appids = entities.map((id) => `'${id.slice(workflowIds.authorizer('').length)}'`);
  const ofAccounts = `${MerchantId.name} IS NULL AND ${AppId.name} IN (${appids.join(', ')})`;
  const theirs = appids.length > 0 ? `(${own} OR (${ofAccounts}))` : own;
  return `WorkflowType IN (${types.join(', ')}) AND ${theirs}`;
};

const idsOf = async (temporal: Client, query: string, limit: number): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { workflowId } of temporal.workflow.list({ query, pageSize: limit })) {
    if (ids.push(workflowId) === limit) break;
  }
  return ids;
};

/** What the start kept for the page. */
const subjectOf = (memo: Readonly<Record<string, unknown>> | undefined): PageView['subject'] => {
  const subject = memo?.subject;
  if (!Array.isArray(subject)) return [];
  return subject.flatMap((pair: unknown) =>
    Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string' ? [[pair[0], pair[1]]] : [],
  );
};
