import { z } from 'zod';

/** The two ways to name a run below its process: the latest of an id, or one run. */
export const addressings = [
  { path: '/{id}', suffix: '', which: 'the latest run' },
  { path: '/{id}/runs/{runId}', suffix: ' by run', which: 'one run' },
] as const;

/** One way to name a run. */
export type Addressing = (typeof addressings)[number];

/** Path parameters of both. */
export const runParams = z.object({
  id: z.string().min(1).max(1000).describe('The workflow id, as the start answered it.'),
  runId: z.uuid('a run id, which is a UUID').exactOptional().describe('The run id, as the start answered it.'),
});
