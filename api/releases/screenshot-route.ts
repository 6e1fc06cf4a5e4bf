import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { none, type Route, route } from '../http/route.ts';
import { codeRelease } from '../processes/code-release.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { readRun } from '../routes/read.ts';
import { findRun } from '../routes/run.ts';

const rejected = z.object({
  kind: z.literal('rejected'),
  screenshots: z.array(z.object({ mediaId: z.string(), material: z.string().exactOptional() })),
});
const contentTypes = { png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif', bmp: 'image/bmp', mp4: 'video/mp4' };

/** The screenshots with which WeChat shows why it rejected a version. */
export const screenshotRoute = ({ temporal, materials }: Pick<ProcessDeps, 'temporal' | 'materials'>): Route =>
  route({
    method: 'get',
    path: `/v1${codeRelease.path}/{id}/screenshots/{index}`,
    name: 'get code release screenshot',
    tag: codeRelease.title,
    summary: 'A screenshot of the rejection',
    description: 'By its place in `screenshots` of the outcome, from 0. They are kept for 30 days.',
    role: 'viewer',
    params: z.object({
      id: z.string().min(1).max(1000).describe('The workflow id, as the start answered it.'),
      index: z.string().regex(/^\d{1,2}$/, 'a place in the list, from 0'),
    }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The picture.', schema: z.unknown(), file: true },
    problems: ['not-found'],
    handle: async ({ params: { id, index } }) => {
      const { outcome } = await readRun(temporal, await findRun(temporal, codeRelease, id));
      const ended = rejected.safeParse(outcome);
      const { material } = (ended.success && ended.data.screenshots[Number(index)]) || {};
      const known = material === undefined ? undefined : await materials.describe(material);
      const bytes = material === undefined ? undefined : await materials.read(material);
      if (!known || !bytes) throw new Problem('not-found', 'This release has no such screenshot, or no longer.');
      return { status: 200, file: { contentType: contentTypes[known.type], bytes } };
    },
  });
