import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type SearchAttributePair, TypedSearchAttributes } from '@temporalio/common';
import type { Request } from '../../messages/actions.ts';
import type { NoticesMemo } from '../../messages/notices.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { Problem } from '../http/problem.ts';
import { none, type Route, route } from '../http/route.ts';
import { publicUrlTrouble } from '../pages/public-url.ts';
import type { Process, Start, StartContext } from '../process.ts';
import { addressesOf, urlOf } from './addresses.ts';
import { startedAnswer, startedWith } from './answers.ts';
import type { ProcessDeps } from './deps.ts';
import { type Keyed, reserveKey } from './idempotency.ts';
import { findKeyedRun, isKeyedBy, keyMemo } from './keyed-run.ts';
import { requestOf } from './request-of.ts';
import { describeRun, type Run } from './run.ts';

/** `POST /v1/<processes>`: starts one; where the same thing runs already, the conflict names it. */
export const startRoutes = (deps: ProcessDeps, process: Process, all: readonly Process[]): readonly Route[] => {
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
      answer: { status: 202, description: 'Started.', schema: startedAnswer },
      problems: ['not-found', 'already-running', 'idempotency-conflict'],
      handle: async (request) => {
        const id = request.body.id(deps.ids);
        const keyed = await reserveKey(deps, request);
        const before = keyed && (await findKeyedRun(deps.temporal, id, keyed));
        if (before) return startedBefore(deps, process, before);
        const prepared = await request.body.prepare(contextOf(deps, process, id));
        return startRun(deps, process, id, { prepared, request: requestOf(request, keyed), keyed, all });
      },
    }),
  ];
};

/** Starts a process as `POST` does, for a body of our own; gives its id, also where the same thing runs already. */
export const startOrJoin = async (
  deps: ProcessDeps,
  process: Process,
  body: object,
  request: Request,
): Promise<string> => {
  const asked = process.start?.body.parse(body);
  if (!asked) throw new Error(`Nobody starts a ${process.title}.`);
  const id = asked.id(deps.ids);
  const prepared = await asked.prepare(contextOf(deps, process, id));
  await startRun(deps, process, id, { prepared, request, keyed: undefined, all: [process] }).catch((error: unknown) => {
    if (!(error instanceof Problem && error.kind === 'already-running')) throw error;
  });
  return id;
};

/** What the start of a workflow of this id, or an action of it, has to go by. */
export const contextOf = (deps: ProcessDeps, process: Process, id: string): StartContext => {
  const trouble = deps.production ? publicUrlTrouble(deps.publicUrl) : undefined;
  return {
    temporal: deps.temporal,
    ids: deps.ids,
    materials: deps.materials,
    page: process.page ? deps.pages.href(id, process.page.life) : '',
    pageAt: (path, life) => deps.pages.href(id, life, path),
    url: urlOf(deps, process, id),
    workflowId: id,
    of: (other, workflowId) => contextOf(deps, other, workflowId),
    ...(trouble ? { publicUrlTrouble: trouble } : {}),
  };
};

type Answered = { readonly status: number; readonly body: object };

/** The answer that this run's start was given. */
const startedBefore = (deps: ProcessDeps, process: Process, run: Run): Answered => {
  const { id, firstRunId: runId } = run;
  return { status: 202, body: { ...addressesOf(deps, process, { id, runId }), ...keptBy(run) } };
};

/** What the start of a run kept of its answer. */
const keptBy = ({ description: { memo } }: Run) => startedWith.safeParse(memo).data ?? {};

type Starting = {
  readonly prepared: Start<object>;
  readonly request: Request;
  readonly keyed: Keyed | undefined;
  readonly all: readonly Process[];
};

/** Starts the workflow; the run of this very request counts as started. */
const startRun = async (
  deps: ProcessDeps,
  process: Process,
  id: string,
  { prepared, request, keyed, all }: Starting,
): Promise<Answered> => {
  const { links, warning } = prepared;
  const kept = { ...(links ? { links } : {}), ...(warning ? { warning } : {}) };
  try {
    const handle = await deps.temporal.workflow.start(process.workflow, {
      workflowId: id,
      taskQueue: taskQueues.main,
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      args: [{ ...prepared.input, request }],
      typedSearchAttributes: attributesOf(prepared),
      memo: {
        ...noticesOf(deps),
        ...(keyed ? keyMemo(keyed) : {}),
        ...(prepared.subject ? { subject: prepared.subject } : {}),
        ...kept,
      },
      staticSummary: prepared.summary,
    });
    const runId = handle.firstExecutionRunId;
    return { status: 202, body: { ...addressesOf(deps, process, { id, runId }), ...kept } };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const running = await describeRun(deps.temporal, id);
    if (!running) throw error;
    if (keyed && isKeyedBy(running.description.memo, keyed)) return startedBefore(deps, process, running);
    // A release and a rollback of one account have one id.
    const other = all.find(({ workflow }) => workflow === running.description.type);
    throw alreadyRunning(deps, other ?? process, running);
  }
};

/** Whether somebody wants to hear of processes. */
const noticesOf = ({ forwardingRules = [] }: ProcessDeps): NoticesMemo =>
  forwardingRules.some(({ match }) => match.notice) ? { notices: true } : {};

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

const alreadyRunning = (deps: ProcessDeps, process: Process, run: Run) => {
  const { id, firstRunId: runId } = run;
  const kept = keptBy(run);
  const page = !kept.links && process.page && deps.pages.href(id, process.page.life);
  return new Problem(
    'already-running',
    `This ${process.title} runs already, as ${id} (run ${runId}): follow it, wait for its end, or cancel it.`,
    {
      ...addressesOf(deps, process, { id, runId }),
      ...kept,
      ...(page ? { links: [{ rel: 'merchant-page', title: 'Page for the merchant (商家页面)', href: page }] } : {}),
    },
  );
};
