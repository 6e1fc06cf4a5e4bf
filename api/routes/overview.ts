import { z } from 'zod';
import { is, searchAttributes } from '../../messages/search-attributes.ts';
import { none, type Route, route } from '../http/route.ts';
import type { Process } from '../process.ts';
import { addressesOf } from './addresses.ts';
import { attention, pageOf, processLine } from './answers.ts';
import type { ProcessDeps } from './deps.ts';
import { filter, listWorkflows, paging, type VisibleWorkflow } from './list.ts';
import { attentionOf } from './read.ts';

const { Stage, Attention, AppId, MerchantId } = searchAttributes;

const filters = paging.extend({
  stage: filter,
  attention: attention.exactOptional(),
  appid: filter,
  merchantId: filter,
  open: z.enum(['true', 'false']).exactOptional().describe('`true`: only what runs; `false`: only what has ended.'),
});

/** `GET /v1/<processes>`: from visibility, newest first, a page at a time. */
export const overviewRoute = (deps: ProcessDeps, process: Process): Route =>
  route({
    method: 'get',
    path: `/v1${process.path}`,
    name: `list ${process.title}s`,
    tag: process.title,
    summary: 'List',
    description: 'Newest first, from visibility, which is up to a second behind.',
    role: 'viewer',
    params: none,
    query: filters,
    body: none,
    answer: { status: 200, description: 'A page.', schema: pageOf(processLine) },
    problems: [],
    handle: async ({ query }) => {
      const { workflows, next } = await listWorkflows(deps, conditionsOf(process, query), query);
      return { status: 200, body: { items: workflows.map((each) => lineOf(deps, process, each)), next } };
    },
  });

const conditionsOf = (process: Process, query: z.output<typeof filters>): string[] => [
  is('WorkflowType', process.workflow),
  // A run that continued as new is shown once, as its latest.
  "ExecutionStatus != 'ContinuedAsNew'",
  ...(query.stage ? [is(Stage.name, query.stage)] : []),
  ...(query.attention ? [is(Attention.name, query.attention)] : []),
  ...(query.appid ? [is(AppId.name, query.appid)] : []),
  ...(query.merchantId ? [is(MerchantId.name, query.merchantId)] : []),
  ...(query.open ? [`ExecutionStatus ${query.open === 'true' ? '=' : '!='} 'Running'`] : []),
];

const lineOf = (deps: ProcessDeps, process: Process, workflow: VisibleWorkflow): z.output<typeof processLine> => {
  const { id, runId, status, startedAt, closedAt, attribute } = workflow;
  const appid = attribute(AppId.name);
  const merchantId = attribute(MerchantId.name);
  return {
    id,
    runId,
    url: addressesOf(deps, process, { id, runId }).url,
    open: status === 'running' || status === 'paused',
    status,
    stage: attribute(Stage.name) ?? 'unknown',
    attention: attentionOf(attribute(Attention.name)),
    ...(appid ? { appid } : {}),
    ...(merchantId ? { merchantId } : {}),
    startedAt,
    ...(closedAt ? { closedAt } : {}),
  };
};
