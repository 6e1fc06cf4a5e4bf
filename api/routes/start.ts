import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type SearchAttributePair, TypedSearchAttributes } from '@temporalio/common';
import type { Request } from '../../messages/actions.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { Problem } from '../http/problem.ts';
import { none, type Route, route } from '../http/route.ts';
import type { Process, Start } from '../process.ts';
import { addressesOf } from './addresses.ts';
import { acceptedAnswer } from './answers.ts';
import type { ProcessDeps } from './deps.ts';
import { type Keyed, reserveKey } from './idempotency.ts';
import { findKeyedRun, isKeyedBy, keyMemo } from './keyed-run.ts';
import { requestOf } from './request-of.ts';
import { describeRun } from './run.ts';

/** `POST /v1/<processes>`: starts one; where the same thing runs already, the conflict names it. */
export const startRoutes = (deps: ProcessDeps, process: Process): readonly Route[] => {
  const { start } = process;
  if (!start) return [];
  return [
    route({
      method: 'post',
      path: `/v1${process.path}`,
      name: `start ${process.title}`,
      tag: process.title,
      summary: 'Start',
      role: start.role,
      params: none,
      query: none,
      body: start.body,
      answer: { status: 202, description: 'Started.', schema: acceptedAnswer },
      problems: ['not-found', 'already-running', 'idempotency-conflict'],
      handle: async (request) => {
        const id = request.body.id(deps.ids);
        const keyed = await reserveKey(deps, request);
        const before = keyed && (await findKeyedRun(deps.temporal, id, keyed));
        if (before) return accepted(deps, process, id, before.firstRunId);
        const page = process.page ? deps.pages.href(id, process.page.life) : '';
        const prepared = await request.body.prepare({ temporal: deps.temporal, ids: deps.ids, page });
        const runId = await startRun(deps, process, id, { prepared, request: requestOf(request, keyed), keyed });
        return accepted(deps, process, id, runId);
      },
    }),
  ];
};

const accepted = (deps: ProcessDeps, process: Process, id: string, runId: string) => ({
  status: 202,
  body: addressesOf(deps, process, { id, runId }),
});

type Starting = {
  readonly prepared: Start<object>;
  readonly request: Request;
  readonly keyed: Keyed | undefined;
};

/** Starts the workflow and gives its run id; the run of this very request counts as started. */
const startRun = async (
  deps: ProcessDeps,
  process: Process,
  id: string,
  { prepared, request, keyed }: Starting,
): Promise<string> => {
  try {
    const handle = await deps.temporal.workflow.start(process.workflow, {
      workflowId: id,
      taskQueue: taskQueues.main,
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      args: [{ ...prepared.input, request }],
      typedSearchAttributes: attributesOf(prepared),
      memo: { ...(keyed ? keyMemo(keyed) : {}), ...(prepared.subject ? { subject: prepared.subject } : {}) },
      staticSummary: prepared.summary,
    });
    return handle.firstExecutionRunId;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const running = await describeRun(deps.temporal, id);
    if (!running) throw error;
    if (keyed && isKeyedBy(running.description.memo, keyed)) return running.firstRunId;
    throw alreadyRunning(deps, process, id, running.firstRunId);
  }
};

const attributesOf = ({ appid, merchantId, externalIds }: Start<object>) => {
  const pairs: SearchAttributePair[] = [
    { key: searchAttributes.Stage, value: 'starting' },
    { key: searchAttributes.Attention, value: 'none' },
  ];
  if (appid !== undefined) pairs.push({ key: searchAttributes.AppId, value: appid });
  if (merchantId !== undefined) pairs.push({ key: searchAttributes.MerchantId, value: merchantId });
  if (externalIds !== undefined) pairs.push({ key: searchAttributes.ExternalIds, value: [...externalIds] });
  return new TypedSearchAttributes(pairs);
};

const alreadyRunning = (deps: ProcessDeps, process: Process, id: string, runId: string) => {
  const page = process.page && deps.pages.href(id, process.page.life);
  return new Problem(
    'already-running',
    `This ${process.title} runs already, as ${id} (run ${runId}): follow it, wait for its end, or cancel it.`,
    {
      ...addressesOf(deps, process, { id, runId }),
      ...(page ? { links: [{ rel: 'merchant-page', title: 'Page for the merchant (商家页面)', href: page }] } : {}),
    },
  );
};
