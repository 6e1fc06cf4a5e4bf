import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readConfig } from '../config/config.ts';
import { completeForDevelopment } from '../config/development.ts';
import { playJourney } from '../scripts/journey/journey.ts';
import { freePorts } from '../scripts/ports.ts';
import { startStack } from '../scripts/stack.ts';
import { connect } from '../temporal/connect.ts';
import { printTable } from './table.ts';

const counts = z.array(z.object({ path: z.string(), calls: z.number() }));

/** What the main journey costs: events of history of each workflow and calls of WeChat. Both are exact, not times. */
export const countCost = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-bench-'));
  const [port, simulatorPort, temporalPort, uiPort] = await freePorts('127.0.0.1', 4);
  const { env, apiKeys } = completeForDevelopment({
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    WEFT_DATA: folder,
    PORT: String(port),
    SIMULATOR_PORT: String(simulatorPort),
    TEMPORAL_PORT: String(temporalPort),
    TEMPORAL_UI_PORT: String(uiPort),
  });
  const config = readConfig(env);
  const stack = await startStack({ config, env, say: () => {} });
  try {
    await playJourney({ api: stack.api, simulator: stack.simulator, apiKeys, say: () => {} });
    const temporal = connect({ ...config.temporal, ring: config.encryptionKeys });
    const workflows = [];
    for await (const { type, workflowId, runId, status } of temporal.workflow.list()) {
      const { events } = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
      workflows.push({ workflow: type, state: status.name.toLowerCase(), events: events?.length ?? 0 });
    }
    await temporal.connection.close();
    printTable('The main journey: events of history', workflows);
    const calls = counts.parse(await (await fetch(`${stack.simulator}/_sim/calls`)).json());
    printTable(
      'The main journey: calls of WeChat',
      calls.map(({ path, calls: count }) => ({ call: path, calls: count })),
    );
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
