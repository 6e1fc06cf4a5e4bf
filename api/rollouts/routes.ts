import { z } from 'zod';
import {
  type FleetRolloutOutcome,
  merchantStates,
  type RolloutView,
  rolloutView,
} from '../../messages/fleet-rollout.ts';
import type { ProcessResult } from '../../messages/progress.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { submissionStop } from '../audit-quota/answer.ts';
import { Problem } from '../http/problem.ts';
import { none, type Route, route } from '../http/route.ts';
import { fleetRollout } from '../processes/fleet-rollout.ts';
import { whoMustAct } from '../routes/answers.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { ask } from '../routes/read.ts';
import { findRun, isOpen } from '../routes/run.ts';
import { merchantsOf } from './merchants.ts';

const state = z.enum(merchantStates);

const group = z.object({
  state,
  key: z.string().describe('Names the group in the action `resubmit`.'),
  reason: z.string().describe('As WeChat said it of the first.'),
  count: z.int(),
  appids: z.array(z.string()).describe('Some of them; the merchants of this state are all.'),
});
const forecast = z
  .object({
    waiting: z.int().describe('About how many wait for a turn to submit: told anew once they have doubled or halved.'),
    lastSubmissionOn: z.iso.date().exactOptional().describe('The day in China; absent where nobody can tell.'),
    stops: z.array(submissionStop).readonly().exactOptional().describe('What holds some of them up.'),
  })
  .describe("Of the merchants that were begun and wait for a turn in the provider's month.");
const groups = z.object({
  counts: z.partialRecord(state, z.int()),
  groups: z.array(group),
  forecast: forecast.exactOptional(),
  hostRefused: z
    .string()
    .exactOptional()
    .describe('WeChat refuses the IP of a host that made its calls: what is to be done. Other hosts go on.'),
});

const merchant = z.object({
  appid: z.string(),
  merchantId: z.string().exactOptional(),
  wave: z.int(),
  state,
  since: z.iso.datetime(),
  attention: whoMustAct.exactOptional(),
  delayed: z.boolean().exactOptional().describe('WeChat delays its audit (审核延后).'),
  reason: z.string().exactOptional(),
  process: z.string().exactOptional().describe('The process that does it.'),
  warnings: z.array(z.string()).exactOptional().describe('Of a rehearsal: what may go wrong.'),
  extHash: z
    .string()
    .exactOptional()
    .describe('Of a rehearsal: the hash of the ext.json that it would get; `POST /v1/ext-previews` shows it.'),
});
const page = z.object({
  items: z.array(merchant),
  next: z.int().exactOptional().describe('The `from` of the next page.'),
});
const count = (most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, 'a number')
    .transform(Number)
    .pipe(z.int().max(most));

/** What a rollout shows beside its progress: its groups of reasons, and every merchant. */
export const rolloutRoutes = (deps: ProcessDeps): readonly Route[] => {
  const { temporal } = deps;
  const params = z.object({ id: z.string().min(1).max(200).describe('The workflow id, as the start answered it.') });
  const common = { method: 'get', tag: fleetRollout.title, role: 'viewer', params, body: none } as const;
  return [
    route({
      ...common,
      path: `/v1${fleetRollout.path}/{id}/groups`,
      name: 'list groups of a fleet rollout',
      summary: 'How many merchants are in each state, and why those that are not live are not',
      query: none,
      answer: { status: 200, description: 'The largest group first.', schema: groups },
      problems: ['not-found', 'no-worker'],
      handle: async ({ params: { id } }) => {
        const run = await findRun(temporal, fleetRollout, id);
        const handle = temporal.workflow.getHandle<() => Promise<ProcessResult<FleetRolloutOutcome>>>(
          id,
          run.description.runId,
        );
        const view: RolloutView | undefined = isOpen(run)
          ? await ask(temporal, () => handle.query(rolloutView))
          : (await handle.result()).progress.outcome;
        if (!view) throw new Problem('no-worker', 'No worker answers for this rollout.');
        const { counts, forecast, hostRefused } = view;
        const stops = { ...(forecast ? { forecast } : {}), ...(hostRefused ? { hostRefused } : {}) };
        return { status: 200, body: { counts, groups: view.groups.map(mutable), ...stops } };
      },
    }),
    route({
      ...common,
      path: `/v1${fleetRollout.path}/{id}/merchants`,
      name: 'list merchants of a fleet rollout',
      summary: 'Each merchant of the waves that were begun',
      query: z.strictObject({
        state: state.exactOptional().describe('Only those in this state.'),
        wave: count(50).exactOptional().describe('Only those of this wave.'),
        from: count(100_000).default(0).describe('The `next` of the page before.'),
        limit: count(500).default(100),
      }),
      answer: { status: 200, description: 'Wave after wave, in the order in which they are begun.', schema: page },
      problems: ['not-found', 'no-worker'],
      handle: async ({ params: { id }, query }) => {
        await findRun(temporal, fleetRollout, id);
        const all = await merchantsOf(temporal, id.slice(workflowIds.fleetRollout('').length));
        const meant = all.filter(
          (one) =>
            (query.state === undefined || one.state === query.state) &&
            (query.wave === undefined || one.wave === query.wave),
        );
        const end = query.from + query.limit;
        const items = meant
          .slice(query.from, end)
          .map(({ run, warnings, release: _, hostRefused: _refused, since, ...one }) => ({
            ...one,
            ...(warnings ? { warnings: [...warnings] } : {}),
            since: new Date(since).toISOString(),
            ...(run ? { process: run.workflowId } : {}),
          }));
        return { status: 200, body: { items, ...(end < meant.length ? { next: end } : {}) } };
      },
    }),
  ];
};

const mutable = ({ appids, ...rest }: FleetRolloutOutcome['groups'][number]) => ({ ...rest, appids: [...appids] });
