import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { BenchStack } from '../bench/stack.ts';
import { merchantStates } from '../messages/fleet-rollout.ts';
import { createCallJson } from '../scripts/journey/call-json.ts';
import { waitFor } from '../scripts/wait-for.ts';

/** Seconds instead of hours, for audits that take minutes at most. */
export const releasePace = {
  detectionPoll: 2_000,
  auditPoll: 30_000,
  auditWindow: 6 * 3_600_000,
  lookUpAfter: 2_000,
};
const rolloutPace = { look: 2_000, idleLook: 10_000, report: 2_000, watch: 1 };
/** Who is killed on the way answers again within so many milliseconds. */
const patience = 180_000;

const started = z.object({ id: z.string(), url: z.string() });
const progress = z.object({
  attention: z.string(),
  waitingFor: z.object({ what: z.string() }).optional(),
  outcome: z
    .looseObject({ kind: z.string(), counts: z.partialRecord(z.enum(merchantStates), z.number()).optional() })
    .optional(),
});
const page = z.object({
  items: z.array(z.object({ appid: z.string(), state: z.enum(merchantStates), reason: z.string().optional() })),
  next: z.number().optional(),
});
const quota = z.object({ submissions: z.object({ waiting: z.object({ bulk: z.number() }) }) });
/** The merchants of a rollout as it shows them. */
export type Board = z.infer<typeof page>['items'];

/** What operators do with rollouts and releases, however often the api is killed meanwhile. */
export const operatorOf = ({ api, apiKeys }: Pick<BenchStack, 'api' | 'apiKeys'>) => {
  const call = createCallJson(apiKeys.admin);
  const stubborn = <T>(what: string, attempt: () => Promise<T>) => waitFor(what, patience, attempt);
  const start = async (path: string, body: object) =>
    stubborn(`The start of ${path}`, async () => started.parse(await call('POST', `${api}${path}`, body)));
  return {
    /** One release for all of these. */
    rollOut: (rolloutId: string, appids: readonly string[], userVersion: string) =>
      start('/v1/fleet-rollouts', {
        rolloutId,
        target: { kind: 'appids', appids },
        waves: [{ merchants: 5 }, { percent: 25 }, { rest: true }],
        gate: { decided: 0.5, failures: 0.5, rejections: 0.5, delays: 1 },
        release: { templateId: 1, userVersion, userDesc: '全量更新', timings: releasePace },
        timings: rolloutPace,
      }),
    /** One release that cannot wait. */
    hotFix: (appid: string, userVersion: string) =>
      start('/v1/code-releases', {
        ...{ appid, templateId: 1, userVersion, userDesc: '紧急修复', priority: 'hot-fix' },
        timings: releasePace,
      }),
    /** Who waits for a submission. */
    quota: () => stubborn('The quota', async () => quota.parse(await call('GET', `${api}/v1/audit-quota`)).submissions),
    configureQuota: (settings: object) =>
      stubborn('The settings of the quota', () => call('PUT', `${api}/v1/audit-quota/settings`, settings)),
    read: (url: string) => stubborn('The progress', async () => progress.parse(await call('GET', url))),
    board: async (id: string): Promise<Board> => {
      const all: Board = [];
      for (;;) {
        const path = `${api}/v1/fleet-rollouts/${encodeURIComponent(id)}/merchants?limit=500&from=${all.length}`;
        const { items, next } = await stubborn('The board', async () => page.parse(await call('GET', path)));
        all.push(...items);
        if (next === undefined) return all;
      }
    },
    act: (url: string, action: string, body: object = {}) =>
      stubborn(`The action ${action}`, () => call('POST', `${url}/actions/${action}`, body)),
    /** How many callbacks wait for their delivery. */
    inInbox: () =>
      stubborn('The size of the inbox', async () => {
        const metrics = await (await fetch(`${api}/metrics`)).text();
        return z.coerce.number().parse(/^weft_inbox_callbacks (\d+)$/m.exec(metrics)?.[1]);
      }),
  };
};
export type Operator = ReturnType<typeof operatorOf>;

/** Looks again and again until it is so; throws what `late` says of it once its time is over. */
export const until = async (
  isSo: () => Promise<boolean>,
  { every, limit, late }: { readonly every: number; readonly limit: number; readonly late: () => string },
): Promise<void> => {
  const deadline = Date.now() + limit;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(late());
    await sleep(every);
  }
};
