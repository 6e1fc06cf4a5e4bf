import { CancellationScope, condition, getExternalWorkflowHandle, workflowInfo } from '@temporalio/workflow';
import type { Request } from '../../messages/actions.ts';
import { followed, type RunRef } from '../../messages/following.ts';
import type { PreparedStart } from '../../messages/merchant-onboarding.ts';
import { unlessCancelled } from '../failures.ts';
import type { Process } from '../process.ts';
import { endOfProcess, processCalls } from '../processes.ts';
import { startProcess } from '../start-child.ts';
import type { Outcome } from './board.ts';

/** What a child is started for. */
export type ChildOf = { readonly merchantId: string; readonly appid?: string; readonly request: Request };

/** Starts a process under its own id; one that runs already is joined. Either way it then tells us how it stands. */
export const startOrJoin = async (
  process: Process,
  start: PreparedStart,
  of: ChildOf,
): Promise<{ readonly of: RunRef; readonly joined: boolean }> => {
  for (;;) {
    process.checkpoint();
    const begun = await startOf(start, of);
    const run = begun ?? (await process.attempt(() => findOpen(start.workflowId)));
    // It may have ended between the two.
    if (!run) continue;
    await follow(run);
    return { of: run, joined: !begun };
  }
};

const findOpen = (workflowId: string) => processCalls('Which run is under way?').findOpenRun(workflowId);

/** Gives nothing where one runs already. */
const startOf = async (
  { workflow, input, links, ...start }: PreparedStart,
  { request, ...whose }: ChildOf,
): Promise<RunRef | undefined> => {
  const memo = links ? { links } : {};
  const child = await startProcess(workflow, { ...start, ...whose, memo, input: { ...input, request } });
  return child && { workflowId: start.workflowId, runId: child.firstExecutionRunId };
};

/** A process that has ended tells nothing more; its end is asked for all the same. */
const follow = async ({ workflowId, runId }: RunRef): Promise<void> => {
  const self = workflowInfo();
  const us = { workflowId: self.workflowId, runId: self.firstExecutionRunId };
  await getExternalWorkflowHandle(workflowId, runId).signal(followed, us).catch(unlessCancelled);
};

/** Waits for the end of a process: by its own word, else by looking at it now and then, as where it was terminated. */
export const endOf = async (run: RunRef, told: () => Outcome | undefined): Promise<Outcome> => {
  let found: Outcome | undefined;
  const scope = new CancellationScope();
  const asking = scope
    .run(() => endOfProcess(`Until ${run.workflowId} has ended`).awaitEnd(run))
    .then(
      (outcome) => {
        found = outcome;
      },
      () => undefined,
    );
  await condition(() => (told() ?? found) !== undefined);
  scope.cancel();
  await asking;
  return told() ?? found ?? { kind: 'failed' };
};
