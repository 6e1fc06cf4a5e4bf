import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { describe, inject, it } from 'vitest';
import { failureConverterPath } from '../temporal/data-converter.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const folder = join(import.meta.dirname, 'histories');
const saved = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** Workflows that run for weeks meet the code of tomorrow: it must do for their histories what it did then. */
describe('a saved history replays', () => {
  it.each(saved)('%s', async (name) => {
    await Worker.runReplayHistory(
      { workflowBundle: { codePath: inject('workflowBundle') }, dataConverter: { failureConverterPath } },
      JSON.parse(readFileSync(join(folder, name), 'utf8')),
    );
  });
});
