import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createCallJson } from '../../scripts/journey/call-json.ts';
import type { Report } from '../report.ts';
import type { BenchStack } from '../stack.ts';

/** One version for all merchants. */
export type Rollout = {
  readonly appids: readonly string[];
  readonly userVersion: string;
  /** How many are between their start and their commit at the same time. */
  readonly window: number;
};

/** How often something is asked that WeChat tells nobody, in milliseconds; equal for the product and the bare loop. */
export const polls = { detection: 1_000, audit: 5_000 } as const;

const started = z.object({ url: z.url() });
const seen = z.object({
  steps: z.array(z.object({ name: z.string(), note: z.string().optional() })),
  waitingFor: z.object({ what: z.string() }).nullish(),
  outcome: z.object({ kind: z.string(), counts: z.record(z.string(), z.number()) }).nullish(),
});

/** How often it is looked how far a rollout is, in milliseconds. */
const glance = 1_000;
const told = 15_000;

/** Rolls a version out through the API, in one wave; resolves once all merchants are live, and throws where one is not. */
export const rollOut = async (
  { api, apiKeys }: BenchStack,
  { appids, userVersion, window }: Rollout,
  { say }: Pick<Report, 'say'>,
): Promise<void> => {
  const call = createCallJson(apiKeys.operator);
  const { url } = started.parse(
    await call('POST', `${api}/v1/fleet-rollouts`, {
      rolloutId: `bench-${userVersion}`,
      target: { kind: 'appids', appids },
      waves: [{ rest: true }],
      release: {
        templateId: 1,
        userVersion,
        userDesc: '例行发布',
        timings: { detectionPoll: polls.detection, lookUpAfter: 2_000 },
      },
      pace: { window },
      timings: { watch: 1, decide: 1 },
    }),
  );
  for (let next = Date.now() + told; ; ) {
    // Asked again where the api or the worker has no time now.
    const shown = await call('GET', url).then(seen.parse, () => undefined);
    if (shown?.outcome) {
      const { counts } = shown.outcome;
      if (counts.live === appids.length) return;
      throw new Error(`The rollout of ${userVersion} ended otherwise: ${JSON.stringify(shown.outcome)}`);
    }
    if (Date.now() >= next) {
      say(`  ${userVersion}: ${shown?.steps.at(-1)?.note ?? 'no answer now'}`);
      next = Date.now() + told;
    }
    await sleep(glance);
  }
};
