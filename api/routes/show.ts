import { withLackingLink } from '../authorization-links/lacking-link.ts';
import { none, type Route, route } from '../http/route.ts';
import type { Process } from '../process.ts';
import { addressings, runParams } from './addressings.ts';
import { processAnswer } from './answers.ts';
import type { ProcessDeps } from './deps.ts';
import { readRun } from './read.ts';
import { findRun } from './run.ts';

/** `GET` of one process: its latest run, or one run. */
export const showRoutes = (deps: ProcessDeps, process: Process): readonly Route[] =>
  addressings.map(({ path, suffix, which }) =>
    route({
      method: 'get',
      path: `/v1${process.path}${path}`,
      name: `read ${process.title}${suffix}`,
      tag: process.title,
      summary: `Read ${which}`,
      role: 'viewer',
      params: runParams,
      query: none,
      body: none,
      answer: { status: 200, description: 'As it stands.', schema: processAnswer },
      problems: ['not-found'],
      handle: async ({ params: { id, runId } }) => {
        const run = await findRun(deps.temporal, process, id, runId);
        return { status: 200, body: withLackingLink(deps.pages, run, await readRun(deps.temporal, run)) };
      },
    }),
  );
