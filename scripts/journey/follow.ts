import { z } from 'zod';
import { waitFor } from '../wait-for.ts';
import type { CallJson } from './call-json.ts';

/** The parts of a process's progress that the journey reads. */
const progress = z.object({
  stage: z.string(),
  attention: z.string(),
  steps: z.array(z.object({ name: z.string(), state: z.string(), note: z.string().optional() })),
  links: z.array(z.object({ rel: z.string(), href: z.string() })),
  outcome: z.looseObject({ kind: z.string() }).optional(),
});
/** A process as the API shows it. */
export type Followed = z.infer<typeof progress>;

/** What to follow, and to what. */
export type FollowOptions = {
  readonly call: CallJson;
  readonly url: string;
  /** Whether it is far enough; the end is far enough in any case. */
  readonly enough: (seen: Followed) => boolean;
  /** Told once of each step that came to its end. */
  readonly onStep: (step: Followed['steps'][number]) => void;
};

/** How long a process of the journey may take, in milliseconds. */
const limit = 100_000;
const over = new Set(['done', 'skipped', 'failed']);

/** Reads a process again and again until it is far enough; throws where that takes too long. */
export const follow = ({ call, url, enough, onStep }: FollowOptions): Promise<Followed> => {
  const told = new Set<string>();
  return waitFor('The end', limit, async () => {
    const seen = progress.parse(await call('GET', url));
    for (const step of seen.steps.filter(({ name, state }) => over.has(state) && !told.has(name))) {
      told.add(step.name);
      onStep(step);
    }
    if (seen.outcome === undefined && !enough(seen)) {
      throw new Error(`it stands at ${seen.stage}, with attention ${seen.attention}.`);
    }
    return seen;
  });
};
