import type { Client as TemporalClient } from '@temporalio/client';
import { z } from 'zod';
import { createExtSources } from '../../ext/sources.ts';
import { authorizerView } from '../../messages/authorizer.ts';
import { driftKinds } from '../../messages/inspection.ts';
import { is } from '../../messages/search-attributes.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { Client } from '../../wechat/client.ts';
import { findAuthorizer } from '../authorizers/find.ts';
import { Problem } from '../http/problem.ts';
import { none, type Route, route } from '../http/route.ts';
import { appid } from '../processes/fields.ts';
import { fleetInspection } from '../processes/fleet-inspection.ts';
import { addressesOf } from '../routes/addresses.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { filter, listWorkflows } from '../routes/list.ts';
import { ask } from '../routes/read.ts';
import { fleetAccountAnswer, fleetAnswer } from './answers.ts';
import { type LineContext, lineOf } from './line.ts';
import { mendingsOf } from './mending.ts';
import { recent } from './recent.ts';
import { openReleases } from './releases.ts';
import { scanFleet } from './scan.ts';
import { isMeant, summaryOf } from './summary.ts';
import { behindBy, readTemplates } from './templates.ts';

/** What these routes need. */
export type FleetDeps = ProcessDeps & { readonly temporal: TemporalClient; readonly wechat: Client };

const tag = 'fleet';
/** A cold token of the platform is fetched from WeChat; in milliseconds. */
const limit = 30_000;
const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, 'a whole number')
    .transform(Number)
    .pipe(z.int().max(most));
const isTrue = z.enum(['true', 'false']).transform((value) => value === 'true');

const query = z.strictObject({
  tag: filter.describe('A tag that they have, or several with commas.'),
  merchantId: filter,
  version: filter.describe('What is online by the ledger.'),
  template: whole(999_999).exactOptional(),
  drifted: z
    .enum(['any', 'none', ...driftKinds])
    .exactOptional()
    .describe('Those of which anything, nothing, or just this differs from what is declared.'),
  behind: isTrue.exactOptional().describe('Those that run an older template than the default, or the newest one.'),
  from: whole(999_999).default(0).describe('The `next` of the page before.'),
  limit: whole(200).default(50).describe('How many lines a page has; 50 unless told.'),
});

/** Which version each merchant runs, and what differs from what is declared. */
export const fleetViewRoutes = (deps: FleetDeps): readonly Route[] => {
  const { temporal, wechat } = deps;
  const scan = recent(() => scanFleet(temporal));
  const templatesNow = recent(() => readTemplates(temporal, wechat));
  const lastInspection = async () => {
    const conditions = [
      is('WorkflowId', workflowIds.fleetInspection()),
      is('WorkflowType', fleetInspection.workflow),
      "ExecutionStatus != 'ContinuedAsNew'",
    ];
    const { workflows } = await listWorkflows(deps, conditions, { limit: 1 });
    return workflows.map(({ id, runId, status, startedAt }) => ({
      ...{ id, open: status === 'running', startedAt },
      url: addressesOf(deps, fleetInspection, { id, runId }).url,
    }))[0];
  };
  return [
    route({
      method: 'get',
      path: '/v1/fleet',
      name: 'read fleet',
      tag,
      summary: 'Which version each merchant runs, how far behind it is, and what differs from what is declared',
      description:
        'From visibility, which is up to some seconds behind, and from the last inspection (schedule `inspect-fleet`, every night at 3 in China; `POST /v1/fleet-inspections` now). Sorted by appid.',
      role: 'viewer',
      params: none,
      query,
      body: none,
      answer: { status: 200, description: 'A page, the first with a summary.', schema: fleetAnswer },
      problems: [],
      limit,
      handle: async ({ query: { from, limit: most, tag: tags, ...rest } }) => {
        const [rows, templates] = await Promise.all([scan(), templatesNow()]);
        const wish = { ...rest, ...(tags === undefined ? {} : { tags: tags.split(',') }) };
        const meant = rows.filter((row) => isMeant(row, templates, wish));
        const page = meant.slice(from, from + most);
        const releases = await openReleases(
          temporal,
          page.map(({ appid }) => appid),
        );
        const context: LineContext = { templates, releases, publicUrl: deps.publicUrl };
        const next = from + most < meant.length ? { next: from + most } : {};
        const items = page.map((row) => lineOf(row, context));
        if (from > 0) return { status: 200, body: { items, ...next } };
        const last = await lastInspection();
        const { target, newestFirst, problem } = templates;
        const userVersion = newestFirst.find(({ templateId }) => templateId === target)?.userVersion;
        const summary = {
          ...summaryOf(meant, templates),
          ...(target === undefined ? {} : { target: { templateId: target, ...(userVersion ? { userVersion } : {}) } }),
          ...(problem ? { problem } : {}),
        };
        return { status: 200, body: { summary, ...(last ? { lastInspection: last } : {}), items, ...next } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/fleet/{appid}',
      name: 'read fleet account',
      tag,
      summary: 'One account: what is declared, what WeChat says, what differs and what mends it',
      role: 'viewer',
      params: z.object({ appid }),
      query: none,
      body: none,
      answer: { status: 200, description: 'As of its last inspection.', schema: fleetAccountAnswer },
      problems: ['not-found', 'no-worker'],
      limit,
      handle: async ({ params }) => {
        await findAuthorizer(temporal, params.appid);
        const entity = temporal.workflow.getHandle(workflowIds.authorizer(params.appid));
        const account = await ask(temporal, () => entity.query(authorizerView));
        if (!account) throw new Problem('no-worker', 'No worker answered for this account; start one, then ask again.');
        const fleet = await createExtSources(temporal).fleet();
        const { merchantId, tags = [], ledger, privacyGuide, inspection } = account;
        const { drift = [], ...looked } = inspection ?? {};
        const last = ledger.at(-1);
        const behind = behindBy(await templatesNow(), last?.templateId);
        const body = {
          appid: account.appid,
          ...(merchantId === undefined ? {} : { merchantId }),
          tags,
          ...(last ? { ledger: last } : {}),
          ...(behind === undefined ? {} : { behind }),
          declared: {
            ...account.declared,
            ...(privacyGuide ? { privacyGuide } : {}),
            ...(fleet?.permissionSets ? { permissionSets: fleet.permissionSets } : {}),
          },
          ...(inspection ? { inspection: looked } : {}),
          drift: drift.map((one) => ({ ...one, mend: mendingsOf(account, one) })),
        };
        return { status: 200, body };
      },
    }),
  ];
};
