import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { auditQuotaView, configureQuota, resumeSubmissions } from '../../messages/audit-quota.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { Problem } from '../http/problem.ts';
import { none, type Route, route } from '../http/route.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { reserveKey } from '../routes/idempotency.ts';
import { ask } from '../routes/read.ts';
import { requestOf } from '../routes/request-of.ts';
import { auditQuotaAnswer, barScope, quotaSettings } from './answer.ts';

const tag = 'audit quota';

/** The provider's submissions and accelerations of the month. */
export const auditQuotaRoutes = (deps: Pick<ProcessDeps, 'temporal' | 'ids'>): readonly Route[] => [
  route({
    method: 'get',
    path: '/v1/audit-quota',
    name: 'read audit quota',
    tag,
    summary: "What is left of the month's submissions (提审额度), who waits, and what is barred",
    role: 'viewer',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'As it is now.', schema: auditQuotaAnswer },
    problems: ['no-worker'],
    handle: async () => ({ status: 200, body: await read(deps.temporal) }),
  }),
  route({
    method: 'put',
    path: '/v1/audit-quota/settings',
    name: 'configure audit quota',
    tag,
    summary: 'Keep a reserve for hot fixes, and spread bulk over the month',
    role: 'operator',
    params: none,
    query: none,
    body: quotaSettings,
    answer: { status: 200, description: 'As it is now.', schema: quotaSettings },
    problems: ['no-worker'],
    handle: async (request) => {
      const change = { ...request.body, request: requestOf(request) };
      return { status: 200, body: await entity(deps.temporal).executeUpdate(configureQuota, { args: [change] }) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/audit-quota/actions/resume',
    name: 'resume submissions',
    tag,
    summary: 'Try whether WeChat takes submissions again',
    description:
      'For what no query can tell (86008, 86009, 86010): one of those who wait submits; if WeChat takes it the others follow, and if not they wait on.',
    role: 'operator',
    params: none,
    query: none,
    body: z.strictObject({ scope: barScope.exactOptional() }),
    answer: { status: 200, description: 'As it is now.', schema: auditQuotaAnswer },
    problems: ['no-worker', 'idempotency-conflict'],
    handle: async (request) => {
      const keyed = await reserveKey(deps, request);
      if (!keyed?.repeated) {
        const resumption = { ...request.body, request: requestOf(request, keyed) };
        await entity(deps.temporal).executeUpdate(resumeSubmissions, { args: [resumption] });
      }
      return { status: 200, body: await read(deps.temporal) };
    },
  }),
];

const entity = (temporal: Client) => temporal.workflow.getHandle(workflowIds.auditQuota());

const read = async (temporal: Client) => {
  const view = await ask(temporal, () => entity(temporal).query(auditQuotaView));
  if (view) return view;
  throw new Problem('no-worker', 'No worker answered for the quota; start one, then ask again.');
};
