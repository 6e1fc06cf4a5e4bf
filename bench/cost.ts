import { z } from 'zod';
import { playJourney } from '../scripts/journey/journey.ts';
import type { Report } from './report.ts';
import { onStack } from './stack.ts';

const counts = z.array(z.object({ path: z.string(), calls: z.number() }));

/** What the main journey costs: events of history of each workflow and calls of WeChat. Both are exact, not times. */
export const countCost = (report: Report): Promise<void> =>
  onStack(async ({ api, simulator, apiKeys, temporal }) => {
    await playJourney({ api, simulator, apiKeys, say: () => {} });
    const workflows = [];
    for await (const { type, workflowId, runId, status } of temporal.workflow.list()) {
      const { events } = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
      workflows.push({ workflow: type, state: status.name.toLowerCase(), events: events?.length ?? 0 });
    }
    report.table('The main journey: events of history', workflows);
    const calls = counts.parse(await (await fetch(`${simulator}/_sim/calls`)).json());
    report.table(
      'The main journey: calls of WeChat',
      calls.map(({ path, calls: count }) => ({ call: path, calls: count })),
    );
  });
