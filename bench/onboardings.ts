import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createCallJson } from '../scripts/journey/call-json.ts';
import { inventSocialCreditCode } from '../scripts/journey/social-credit-code.ts';
import { waitFor } from '../scripts/wait-for.ts';
import type { Report } from './report.ts';
import { settledMemory } from './resident-memory.ts';
import { type BenchStack, onStack } from './stack.ts';

/** How many onboardings wait at the same time: first few, then many. */
export type OnboardingCounts = { readonly few: number; readonly many: number };

/** What the worker may take for many more than for few, in MB, and how soon one must go on, in milliseconds. */
const limits = { memory: 100, goesOn: 2_000 } as const;
/** How many are started at the same time. */
const atOnce = 8;
/** How long all together may take until they wait, in milliseconds for each. */
const patience = 2_000;
/** How many legal persons accept, one after another. */
const accepting = 5;

const started = z.object({ id: z.string(), url: z.url() });
type Started = z.infer<typeof started>;
const board = z.object({
  steps: z.array(z.object({ name: z.string(), state: z.string() })),
  links: z.array(z.object({ rel: z.string(), href: z.string() })),
});
const world = z.object({ accounts: z.object({ all: z.number() }) });

/**
 * Onboardings that wait for a legal person who does nothing: what a worker needs for few and for many of them, each with a
 * fresh one whose cache is full, and how soon one goes on. Whether both are within their limits.
 */
export const measureOnboardings = async (report: Report, { few, many }: OnboardingCounts): Promise<boolean> => {
  const base = await onStack(async (stack) => (await wait(stack, few)).memory);
  const { memory, events, times } = await onStack(async (stack) => {
    const waiting = await wait(stack, many);
    return { ...waiting, times: await goOn(stack, waiting.onboardings) };
  });
  const more = memory - base;
  const slowest = Math.max(...times);
  report.table('Onboardings that wait, with a worker as it is by default', [
    { measured: `RSS of the worker at ${few}`, is: `${base.toFixed(0)} MB`, limit: '' },
    { measured: `RSS of the worker at ${many}`, is: `${memory.toFixed(0)} MB`, limit: '' },
    { measured: 'the difference', is: `${more.toFixed(0)} MB`, limit: held(more, limits.memory, 'MB') },
    {
      measured: 'from the push to the account, slowest',
      is: `${slowest} ms`,
      limit: held(slowest, limits.goesOn, 'ms'),
    },
    { measured: `each of ${times.length}`, is: times.join(', '), limit: '' },
    ...Object.entries(events).map(([type, count]) => ({ measured: `events of ${type}`, is: count, limit: '' })),
  ]);
  return more <= limits.memory && slowest <= limits.goesOn;
};

const held = (is: number, limit: number, unit: string) => `${limit} ${unit}: ${is <= limit ? 'held' : 'BROKEN'}`;

/** Starts so many onboardings; once all wait, the worker's memory in MB and the most events that one of them has. */
const wait = async (stack: BenchStack, count: number) => {
  const { api, apiKeys, simulator, pidOf, temporal } = stack;
  const call = createCallJson(apiKeys.operator);
  await waitFor('The component token', 60_000, () =>
    createCallJson(apiKeys.service)('GET', `${api}/v1/component/token`),
  );
  await createCallJson()('POST', `${simulator}/_sim/people`, { person: 'legalPerson', does: 'ignore' });
  const codes = new Set<string>();
  while (codes.size < count) codes.add(inventSocialCreditCode());
  const left = [...codes].entries();
  const onboardings: Started[] = [];
  const starter = async () => {
    for (const [index, code] of left) {
      const account = { kind: 'enterprise', name: `示例企业${index}`, code, componentPhone: '13800000000' };
      const body = { merchantId: `bench-${index}`, account, release };
      onboardings.push(started.parse(await call('POST', `${api}/v1/merchant-onboardings`, body)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, starter));
  for (const type of types) {
    const query = `WorkflowType = '${type}' AND Attention = 'merchant'`;
    await waitFor(`That all ${count} wait`, 30_000 + count * patience, async () => {
      const { count: waiting } = await temporal.workflow.count(query);
      if (waiting !== count) throw new Error(`${waiting} of ${type} do.`);
    });
  }
  const memory = await settledMemory(pidOf('worker'));
  return { onboardings, memory, events: await mostEvents(stack) };
};

/** An onboarding and its child. */
const types = ['merchantOnboarding', 'enterpriseRegistration'] as const;
const release = { templateId: 1, userVersion: '1.0.0', userDesc: '首次上线' };

const mostEvents = async ({ temporal }: BenchStack): Promise<Record<string, number>> => {
  const most: Record<string, number> = {};
  for (const type of types) {
    for await (const { workflowId } of temporal.workflow.list({ query: `WorkflowType = '${type}'` })) {
      const { historyLength } = await temporal.workflow.getHandle(workflowId).describe();
      most[type] = Math.max(most[type] ?? 0, historyLength);
    }
  }
  return most;
};

/** One legal person after another accepts: the milliseconds from WeChat's push until the board shows the account reached. */
const goOn = async ({ api, apiKeys, simulator }: BenchStack, onboardings: readonly Started[]): Promise<number[]> => {
  const call = createCallJson(apiKeys.viewer);
  const read = async ({ id }: Started) => board.parse(await call('GET', `${api}/v1/merchant-onboardings/${id}`));
  const accounts = async () => world.parse(await createCallJson()('GET', `${simulator}/_sim/state`)).accounts.all;
  const links = new Map<Started, string>();
  // Each is read once, so that those that accept have left the worker's memory since: theirs is the longest way.
  for (const onboarding of onboardings) {
    const { links: shown } = await read(onboarding);
    links.set(onboarding, shown.find(({ rel }) => rel === 'authorize-url')?.href ?? '');
  }
  const times = [];
  for (const [onboarding, link] of [...links].slice(0, accepting)) {
    const before = await accounts();
    await fetch(link, { method: 'POST', body: new URLSearchParams({ does: 'accept' }), redirect: 'manual' });
    // WeChat makes the account and pushes in one go.
    await until(async () => (await accounts()) > before);
    const pushed = performance.now();
    const reached = async () =>
      (await read(onboarding)).steps.some(({ name, state }) => name === 'account' && state === 'done');
    await until(reached);
    times.push(Math.round(performance.now() - pushed));
  }
  return times;
};

/** Looks often, because what is timed is short; throws after a minute. */
const until = async (far: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 60_000;
  while (!(await far())) {
    if (Date.now() > deadline) throw new Error('An onboarding did not go on within a minute.');
    await sleep(20);
  }
};
