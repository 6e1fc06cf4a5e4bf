import { setTimeout } from 'node:timers/promises';
import { withLackingLink } from '../authorization-links/lacking-link.ts';
import { problemOf } from '../http/problem-of.ts';
import { none, type Route, route, type SendEvent } from '../http/route.ts';
import type { Process } from '../process.ts';
import { addressings, runParams } from './addressings.ts';
import { processAnswer } from './answers.ts';
import type { ProcessDeps } from './deps.ts';
import { readRun } from './read.ts';
import { findRun, isOpen, type Run } from './run.ts';

/** How often an open process is asked, in milliseconds. */
const interval = 1_000;
/** How long Temporal may take for one reading, in milliseconds. */
const readLimit = 5_000;

/** `GET …/progress`: an event with the whole progress at once, at every change and at the end, which closes the stream. */
export const watchRoutes = (deps: ProcessDeps, process: Process): readonly Route[] =>
  addressings.map(({ path, suffix, which }) =>
    route({
      method: 'get',
      path: `/v1${process.path}${path}/progress`,
      name: `watch ${process.title}${suffix}`,
      tag: process.title,
      summary: `Watch ${which}`,
      description:
        'Server-sent events. `progress` carries what reading answers, at once and at every change; after the one with an `outcome` the stream ends. `problem` says why it ended early; connect again.',
      role: 'viewer',
      params: runParams,
      query: none,
      body: none,
      answer: { status: 200, description: 'A stream of events.', schema: processAnswer, stream: true },
      problems: ['not-found'],
      handle: async ({ params: { id, runId } }) => {
        // Also without a run id the stream stays with the run it began with.
        const { firstRunId } = await findRun(deps.temporal, process, id, runId);
        const find = () => findRun(deps.temporal, process, id, firstRunId);
        return { status: 200, stream: (send, signal) => watch(deps, find, send, signal) };
      },
    }),
  );

const watch = async (
  deps: ProcessDeps,
  find: () => Promise<Run>,
  send: SendEvent,
  signal: AbortSignal,
): Promise<void> => {
  let shown = '';
  while (!signal.aborted) {
    try {
      const { progress, open } = await deps.temporal.withDeadline(Date.now() + readLimit, async () => {
        const run = await find();
        const progress = withLackingLink(deps.pages, run, await readRun(deps.temporal, run));
        return { progress, open: isOpen(run) };
      });
      const text = JSON.stringify(progress);
      if (text !== shown) send('progress', progress);
      shown = text;
      if (!open) return;
      await setTimeout(interval, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) send('problem', problemOf(error));
      return;
    }
  }
};
