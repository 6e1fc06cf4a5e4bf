import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { claimNamespace } from './namespace.ts';

let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
});
afterAll(() => connection.close());

describe("the run's Temporal server", () => {
  it('hands each caller a namespace of its own', async () => {
    const claimed = await Promise.all([claimNamespace(), claimNamespace(), claimNamespace()]);
    expect(new Set(claimed).size).toBe(3);
  });

  it('answers queries by our search attributes in a claimed namespace', async () => {
    const client = new Client({ connection, namespace: await claimNamespace() });
    const { count } = await client.workflow.count("AppId = 'wx1' AND DeadlineAt > '2026-01-01T00:00:00Z'");
    expect(count).toBe(0);
  });
});
