import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../scripts/ports.ts';
import { findTemporalCli } from '../../scripts/temporal-cli.ts';
import { startTemporalServer } from '../../scripts/temporal-server.ts';
import { userCache } from '../../scripts/user-cache.ts';
import { bundleWorkflows } from '../../scripts/workflow-bundle.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Host and port of the run's Temporal server. */
    temporalAddress: string;
    /** Path of the run's workflow bundle. */
    workflowBundle: string;
    /** The folder with what `npm run build` makes of the processes. */
    built: string;
    /** The namespaces that test files may claim. */
    namespaces: readonly string[];
    /** The folder in which test files claim their namespaces. */
    namespaceClaims: string;
  }
}

/** Each test file claims at least one; the server makes 160 in about a second. */
const namespaces = Array.from({ length: 160 }, (_, index) => `test-${index}`);

/** The processes as JavaScript: each starts with a third of the CPU that transforming its sources takes. In the checkout, where they find packages. */
const build = async (): Promise<string> => {
  await mkdir('.weft', { recursive: true });
  const folder = resolve(await mkdtemp('.weft/test-build-'));
  // Types are a check of their own.
  const args = ['--project', 'tsconfig.build.json', '--noCheck', '--outDir', folder];
  await promisify(execFile)('node_modules/.bin/tsc', args);
  return folder;
};

/** Starts one Temporal server and builds the workflow bundle and the processes for the whole run; vitest calls what it returns at the end. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const built = await build();
  const bundle = await bundleWorkflows();
  const folder = await mkdtemp(join(tmpdir(), 'weft-test-'));
  const namespaceClaims = join(folder, 'namespaces');
  const workflowBundle = join(folder, 'workflow-bundle.js');
  await mkdir(namespaceClaims);
  await writeFile(workflowBundle, bundle);
  const temporal = await startTemporalServer({
    cli: await findTemporalCli(userCache(process.env), console.log),
    port: await freePort('127.0.0.1'),
    database: join(folder, 'temporal.db'),
    log: join(folder, 'temporal.log'),
    namespaces,
    // Those who try a schedule start a server of their own: idle workers for all namespaces took a minute of CPU.
    schedules: false,
  });
  project.provide('temporalAddress', temporal.address);
  project.provide('workflowBundle', workflowBundle);
  project.provide('built', built);
  project.provide('namespaces', namespaces);
  project.provide('namespaceClaims', namespaceClaims);
  return async () => {
    await temporal.stop();
    for (const made of [folder, built]) await rm(made, { recursive: true, force: true });
  };
};
