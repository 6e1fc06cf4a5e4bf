import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { KeyRing } from '../credentials/key-ring.ts';
import { keysRotated } from '../messages/key-rotation.ts';
import { type KeyUse, keyUses } from './key-usage.ts';
import { createPayloadCodec } from './payload-codec.ts';

/** What still holds a key that is no longer the first of the ring. */
export type OldKey = {
  readonly id: string;
  /** Open runs whose history needs it: it can't go before they are over. */
  readonly open: readonly KeyUse[];
  /** How many closed runs need it, and when the last of them leaves Temporal, in milliseconds since the epoch. */
  readonly closed: number;
  readonly readableUntil?: number;
};

/** The entities: they never end, so they are asked to move to the new key. */
const openEntities =
  "WorkflowType IN ('component', 'authorizer', 'callbackJournal', 'platformDomains') AND ExecutionStatus = 'Running'";
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
  const codec = createPayloadCodec(ring);
  const [current, ...old] = ring.map(({ id }) => id);
  const isOld = ({ keys }: KeyUse) => [...keys].some((id) => id !== current);

  let told = 0;
  const behind = await collected(keyUses(temporal, codec, openEntities), isOld);
  for (const { workflowId } of behind) {
    await temporal.workflow
      .getHandle(workflowId)
      .signal(keysRotated)
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
    told += 1;
  }
  say(`${told} entities were asked to seal their credentials under ${current}.`);

  const until = Date.now() + patience;
  for (let left = behind; left.length > 0 && Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, lookAgain));
    left = await collected(keyUses(temporal, codec, openEntities), isOld);
    say(left.length === 0 ? 'All of them have.' : `${left.length} have not yet.`);
  }

  const open = await collected(keyUses(temporal, codec, "ExecutionStatus = 'Running'"), isOld);
  const closed = await collected(keyUses(temporal, codec, "ExecutionStatus != 'Running'"), isOld);
  const retention = await retentionOf(temporal);
  return old.map((id) => {
    const needs = ({ keys }: KeyUse) => keys.has(id);
    const ends = closed.filter(needs).flatMap(({ closedAt }) => closedAt ?? []);
    return {
      id,
      open: open.filter(needs),
      closed: ends.length,
      ...(ends.length > 0 ? { readableUntil: Math.max(...ends) + retention } : {}),
    };
  });
};

const collected = async (uses: AsyncIterable<KeyUse>, wanted: (use: KeyUse) => boolean): Promise<KeyUse[]> => {
  const found: KeyUse[] = [];
  for await (const use of uses) if (wanted(use)) found.push(use);
  return found;
};

/** How long the namespace keeps closed workflows, in milliseconds. */
const retentionOf = async (temporal: Client): Promise<number> => {
  const { namespace } = temporal.options;
  const { config } = await temporal.workflowService.describeNamespace({ namespace });
  return Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) * 1000;
};
