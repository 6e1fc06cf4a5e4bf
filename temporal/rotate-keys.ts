import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { KeyRing } from '../credentials/key-ring.ts';
import { keysRotated } from '../messages/key-rotation.ts';
import { type KeyUse, keyUses, type RunName } from './key-usage.ts';
import { createPayloadCodec } from './payload-codec.ts';

/** What still holds a key that is no longer the first of the ring. */
export type OldKey = {
  readonly id: string;
  /** Open runs whose history needs it: it can't go before they are over. */
  readonly open: readonly RunName[];
  /** How many closed runs need it, and when the last of them leaves Temporal, in milliseconds since the epoch. */
  readonly closed: number;
  readonly readableUntil?: number;
};

/** The entities, which never end, and revocations of pages, which last for months: they are asked to move to the new key. */
const entities = [
  'auditQuota',
  'authorizer',
  'callbackJournal',
  'component',
  'conversionQueue',
  'fleet',
  'pageRevocation',
  'platformDomains',
  'templateLibrary',
];
const openEntities = `WorkflowType IN ('${entities.join("', '")}') AND ExecutionStatus = 'Running'`;
/** How often the entities are looked at, in milliseconds. */
const lookAgain = 1_000;

/**
 * Moves every entity to the ring's first key and says what still holds the others. Every process must run with the new
 * ring by then: one that does not would go on encrypting under an old key. `patience` in milliseconds.
 */
export const rotateKeys = async (
  { temporal, ring, say }: { temporal: Client; ring: KeyRing; say: (line: string) => void },
  patience = 300_000,
): Promise<readonly OldKey[]> => {
  const deps = { temporal, codec: createPayloadCodec(ring) };
  const [current, ...old] = ring.map(({ id }) => id);
  const behindOf = async (runs: AsyncIterable<RunName>): Promise<readonly RunName[]> => {
    const behind: RunName[] = [];
    for await (const { workflowId, type, keys } of keyUses(deps, runs)) {
      if ([...keys].some((id) => id !== current)) behind.push({ workflowId, type });
    }
    return behind;
  };

  let left = await behindOf(temporal.workflow.list({ query: openEntities }));
  for (const { workflowId } of left) await tell(temporal, workflowId);
  say(`${left.length} entities were asked to seal their credentials under ${current}.`);
  for (const until = Date.now() + patience; left.length > 0 && Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, lookAgain));
    left = await behindOf(each(left));
    say(left.length === 0 ? 'All of them have.' : `${left.length} have not yet.`);
  }

  const needs = await needsOf(keyUses(deps, temporal.workflow.list()), old);
  const retention = await retentionOf(temporal);
  return needs.map(({ lastClosed, ...key }) => ({
    ...key,
    ...(lastClosed === undefined ? {} : { readableUntil: lastClosed + retention }),
  }));
};

const tell = async (temporal: Client, workflowId: string): Promise<void> => {
  try {
    await temporal.workflow.getHandle(workflowId).signal(keysRotated);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
};

async function* each(runs: readonly RunName[]): AsyncGenerator<RunName> {
  yield* runs;
}

type Need = { readonly id: string; readonly open: RunName[]; closed: number; lastClosed?: number };

/** Who needs these keys. Closed runs are only counted: there may be very many. */
const needsOf = async (uses: AsyncIterable<KeyUse>, ids: readonly string[]): Promise<readonly Need[]> => {
  const needs = ids.map((id): Need => ({ id, open: [], closed: 0 }));
  for await (const { keys, closedAt, ...run } of uses) {
    for (const need of needs.filter(({ id }) => keys.has(id))) {
      if (closedAt === undefined) need.open.push(run);
      else {
        need.closed += 1;
        need.lastClosed = Math.max(need.lastClosed ?? 0, closedAt);
      }
    }
  }
  return needs;
};

/** How long the namespace keeps closed workflows, in milliseconds. */
const retentionOf = async (temporal: Client): Promise<number> => {
  const { namespace } = temporal.options;
  const { config } = await temporal.workflowService.describeNamespace({ namespace });
  return Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) * 1000;
};
