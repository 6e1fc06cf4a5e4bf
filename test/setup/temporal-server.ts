import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    /** The namespaces that test files may claim. */
    namespaces: readonly string[];
    /** The folder in which test files claim their namespaces. */
    namespaceClaims: string;
  }
}

/** Each test file claims at least one; the server makes 160 in about a second. */
const namespaces = Array.from({ length: 160 }, (_, index) => `test-${index}`);

/** Starts one Temporal server and builds the workflow bundle for the whole run; vitest calls what it returns at the end. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
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
  });
  project.provide('temporalAddress', temporal.address);
  project.provide('workflowBundle', workflowBundle);
  project.provide('namespaces', namespaces);
  project.provide('namespaceClaims', namespaceClaims);
  return async () => {
    await temporal.stop();
    await rm(folder, { recursive: true, force: true });
  };
};
