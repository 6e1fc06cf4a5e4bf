import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { describeWorkflow } from '../../routing/describe.ts';
import { Problem } from '../http/problem.ts';
import type { Process } from '../process.ts';

/** A run as Temporal describes it. */
export type Run = {
  readonly id: string;
  /** The first run of the chain, by which it is addressed. */
  readonly firstRunId: string;
  readonly description: WorkflowExecutionDescription;
};

/** The latest run of an id, or the one chain that `runId` began; `undefined` where there is none. */
export const describeRun = async (temporal: Client, id: string, runId?: string): Promise<Run | undefined> => {
  const run = await describe(temporal, id, runId);
  if (run?.description.status.name !== 'CONTINUED_AS_NEW') return run;
  const latest = await describe(temporal, id, undefined);
  return latest?.firstRunId === run.firstRunId ? latest : run;
};

const describe = async (temporal: Client, id: string, runId: string | undefined): Promise<Run | undefined> => {
  const description = await describeWorkflow(temporal, id, runId);
  if (!description) return undefined;
  return { id, firstRunId: description.raw.workflowExecutionInfo?.firstRunId || description.runId, description };
};

/** A run of this process; a problem where the id is unknown or another process's. */
export const findRun = async (temporal: Client, process: Process, id: string, runId?: string): Promise<Run> => {
  const run = await describeRun(temporal, id, runId);
  if (run?.description.type === process.workflow) return run;
  // A release and a rollback of one account have one id: the latest of this process is an earlier run.
  const latest = run && runId === undefined ? await latestRunId(temporal, process, id) : undefined;
  if (latest) return findRun(temporal, process, id, latest);
  throw new Problem('not-found', `No ${process.title} has this id; GET /v1${process.path} lists them.`);
};

const latestRunId = async (temporal: Client, { workflow }: Process, id: string): Promise<string | undefined> => {
  // What comes from outside goes into a query.
  if (!/^[\w:@.-]+$/.test(id)) return undefined;
  const query = `WorkflowId = '${id}' AND WorkflowType = '${workflow}'`;
  for await (const { runId } of temporal.workflow.list({ query, pageSize: 1 })) return runId;
  return undefined;
};

/** Whether a run goes on. */
export const isOpen = ({ description: { status } }: Run): boolean =>
  status.name === 'RUNNING' || status.name === 'PAUSED';
