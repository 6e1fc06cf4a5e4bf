import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSealer } from '../../credentials/sealer.ts';
import { createTokenReader, type KeptTokens } from '../../credentials/tokens.ts';
import { authorizerView } from '../../messages/authorizer.ts';
import type { SealedToken } from '../../messages/sealed.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { keyUses, type RunName } from '../../temporal/key-usage.ts';
import { createPayloadCodec } from '../../temporal/payload-codec.ts';
import { rotateKeys } from '../../temporal/rotate-keys.ts';
import { type CredentialStage, idKey, startCredentialStage } from './stage.ts';

const old = { id: 'old', key: randomBytes(32) };
const current = { id: 'new', key: randomBytes(32) };

let stage: CredentialStage;
beforeAll(async () => {
  stage = await startCredentialStage({ ring: [old] });
  await stage.pushTicket();
});
afterAll(() => stage.stop());

const rotate = () => rotateKeys({ temporal: stage.withRing([current, old]), ring: [current, old], say: () => {} });

it('moves every entity to the new key, and says what still needs the old one and until when', async () => {
  const { appid } = await stage.authorized();
  await stage.tokens({ kind: 'authorizer', appid });
  const before = await stage.tokens({ kind: 'component' });
  // What the gateway keeps on its disk.
  const disk = new Map<string, SealedToken>();
  const kept: KeptTokens = {
    get: (owner) => disk.get(owner),
    put: async (owner, token) => {
      disk.set(owner, token);
    },
  };
  await createTokenReader({ ...stage, kept }).renew({ kind: 'component' });
  const parked = await stage.temporal.workflow.start('unroutedCallback', {
    workflowId: workflowIds.unroutedCallback('waits-for-people'),
    taskQueue: taskQueues.unroutedCallbacks,
    args: [{ xml: stage.sealer.seal('callback:xml', '<xml/>'), channel: 'component', name: '', reason: '', tries: [] }],
  });

  await stage.restartWorkers([current, old]);
  const [key, ...others] = await rotate();
  expect(others).toEqual([]);
  expect(key).toMatchObject({ id: 'old', open: [{ workflowId: parked.workflowId, type: 'unroutedCallback' }] });
  // The entities' first runs and the exchange of the code are over and were written under the old key.
  expect(key?.closed).toBeGreaterThanOrEqual(3);
  expect(key?.readableUntil).toBeGreaterThan(Date.now());

  await parked.terminate();
  expect(await rotate()).toMatchObject([{ id: 'old', open: [] }]);

  await stage.restartWorkers([current]);
  const temporal = stage.withRing([current]);
  const sealer = createSealer([current], idKey);
  const tokens = createTokenReader({ temporal, sealer }).read;
  await createTokenReader({ temporal, sealer, kept }).renew({ kind: 'component' });
  expect(createTokenReader({ temporal, sealer, kept }).atHand({ kind: 'component' })).toBe(before);
  expect(await tokens({ kind: 'component' })).toBe(before);
  const entity = temporal.workflow.getHandle(workflowIds.authorizer(appid));
  expect(await entity.query(authorizerView)).toMatchObject({ authorization: 'granted' });
  const token = await tokens({ kind: 'authorizer', appid });
  // Refreshed with the refresh token that was sealed anew.
  expect(await tokens({ kind: 'authorizer', appid }, token)).not.toBe(token);
});

/** The runs of a list, and among them many that Temporal has forgotten since. */
async function* amongForgotten(runs: AsyncIterable<RunName>): AsyncGenerator<RunName> {
  for await (const run of runs) {
    yield { workflowId: 'forgotten', runId: randomUUID(), type: 'codeRelease' };
    yield run;
  }
}

it('goes on where Temporal forgets a run while the histories are read', async () => {
  const ring = [current, old];
  const temporal = stage.withRing(ring);
  const uses: string[] = [];
  const listed = amongForgotten(temporal.workflow.list({ query: "WorkflowType = 'component'" }));
  for await (const { workflowId } of keyUses({ temporal, codec: createPayloadCodec(ring) }, listed)) {
    uses.push(workflowId);
  }
  expect(new Set(uses)).toEqual(new Set([workflowIds.component()]));
});

it('names the key that is missing from the ring, and nothing else fails', async () => {
  const ring = [{ id: 'another', key: randomBytes(32) }];
  const rotation = rotateKeys({ temporal: stage.withRing(ring), ring, say: () => {} });
  await expect(rotation).rejects.toThrow(/The key ring has no key '(new|old)'; add the key back/);
});
