import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { idempotencyConflict, type Request } from '../../messages/actions.ts';
import { Problem } from '../http/problem.ts';
import { none, type Route, route } from '../http/route.ts';
import type { Action, Process } from '../process.ts';
import { addressesOf } from './addresses.ts';
import { type Addressing, addressings, runParams } from './addressings.ts';
import { acceptedAnswer } from './answers.ts';
import type { ProcessDeps } from './deps.ts';
import { conflict, type Keyed, reserveKey } from './idempotency.ts';
import { answeredBy } from './read.ts';
import { requestOf } from './request-of.ts';
import { describeRun, findRun, isOpen, type Run } from './run.ts';
import { contextOf } from './start.ts';

/** `POST …/actions/<action>`: an update, answered as soon as the process has taken it. */
export const actionRoutes = (deps: ProcessDeps, process: Process): readonly Route[] =>
  process.actions.flatMap((action) => addressings.map((addressing) => actionRoute(deps, process, action, addressing)));

const actionRoute = (deps: ProcessDeps, process: Process, action: Action, addressing: Addressing): Route =>
  route({
    method: 'post',
    path: `/v1${process.path}${addressing.path}/actions/${action.name}`,
    name: `${action.name} ${process.title}${addressing.suffix}`,
    tag: process.title,
    summary: `${action.title} (${addressing.which})`,
    role: action.role,
    params: runParams,
    query: none,
    body: action.body,
    answer: { status: 202, description: 'Taken; it happens at the next safe point.', schema: acceptedAnswer },
    problems: ['not-found', 'not-now', 'process-closed', 'idempotency-conflict', 'no-worker'],
    handle: async (request) => {
      const { id, runId } = request.params;
      const named = await findRun(deps.temporal, process, id, runId);
      const keyed = await reserveKey(deps, request, named.firstRunId);
      // A repeated request is about the run of its first time, also where another followed.
      const isOther = keyed?.runId !== undefined && keyed.runId !== named.firstRunId;
      const run = isOther ? await findRun(deps.temporal, process, id, keyed.runId) : named;
      await action.check?.(request.body, deps);
      const asked = action.prepare ? await action.prepare(request.body, contextOf(deps, process, id)) : request.body;
      await act(deps.temporal, run, action, { ...asked, ...requestOf(request, keyed) }, keyed);
      return { status: 202, body: addressesOf(deps, process, { id, runId: run.firstRunId }) };
    },
  });

const act = async (
  temporal: Client,
  run: Run,
  action: Action,
  argument: Request,
  keyed: Keyed | undefined,
): Promise<void> => {
  if (!isOpen(run)) return actOnClosed(temporal, run, keyed);
  try {
    await temporal.workflow.getHandle(run.id, run.description.runId).executeUpdate(action.name, {
      args: [argument],
      ...(keyed ? { updateId: keyed.key } : {}),
    });
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) {
      // It may have continued as new between the two.
      const now = await describeRun(temporal, run.id, run.description.runId);
      const goesOn = now && isOpen(now) && now.description.runId !== run.description.runId;
      return goesOn ? act(temporal, now, action, argument, keyed) : actOnClosed(temporal, run, keyed);
    }
    throw refusalOf(error);
  }
};

/** A closed process takes nothing more, but it answers alike what it answered before. */
const actOnClosed = async (temporal: Client, run: Run, keyed: Keyed | undefined): Promise<void> => {
  const answered = keyed && (await answeredBy(temporal, run))[keyed.key];
  if (keyed && answered === keyed.body) return;
  throw new Problem('process-closed', 'This process has ended and takes no action; read its outcome.');
};

const refusalOf = (error: unknown): unknown => {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure && cause.type === idempotencyConflict ? conflict() : error;
};
