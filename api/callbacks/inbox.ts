import { mkdir } from 'node:fs/promises';
import { open as openDatabase } from 'lmdb';
import type { KeptTokens } from '../../credentials/tokens.ts';
import type { EarlyExchange } from '../../messages/authorization.ts';
import type { Sealed, SealedToken } from '../../messages/sealed.ts';
import { claimDirectory } from './claim-directory.ts';

/** The lanes in the order of delivery: callbacks with an authorization code first, because a code dies within 600 s. */
export const lanes = ['codes', 'others'] as const;
/** Where a callback waits. */
export type Lane = (typeof lanes)[number];

/** An authorization code that a browser brought back from WeChat's page, and the link it came by. */
export type ReturnedCode = { readonly code: Sealed; readonly link: string; readonly createTime: number };

/**
 * A verified callback: still encrypted as WeChat sent it, or sealed where it came in the clear (cloud mode). Or what a
 * browser brought back.
 */
export type InboxEntry = (
  | { readonly encrypted: string }
  | { readonly sealed: Sealed }
  | { readonly returned: ReturnedCode }
) & {
  /** The rule whose service has answered it; it is not forwarded by that again. */
  readonly answeredBy?: string;
  /** The appid in the URL's path, which is not signed. */
  readonly pathAppid?: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
};

/** Names an entry. Entries of one `queue` are delivered one after the other; a lane's entries have rising numbers. */
export type InboxKey = { readonly lane: Lane; readonly number: number; readonly queue: string };

/** What became of the exchanges that the gateway made itself, by the HMAC of the code; every credential in them is sealed. */
export type KeptExchanges = {
  get(codeId: string): EarlyExchange | undefined;
  /** Resolves once it is synced to the disk. */
  put(codeId: string, exchange: EarlyExchange): Promise<void>;
  remove(codeId: string): Promise<void>;
};

/** Callbacks between their arrival and their delivery, on the local disk; it survives the end of the process. */
export type Inbox = {
  /** Adds a callback; resolves once it is synced to the disk, and rejects where it could not be. */
  commit(place: { readonly lane: Lane; readonly queue: string }, entry: InboxEntry): Promise<void>;
  /** The keys of a lane above a number, oldest first, at most `limit`. */
  keys(lane: Lane, above: number, limit: number): readonly InboxKey[];
  read(key: InboxKey): InboxEntry | undefined;
  remove(key: InboxKey): Promise<void>;
  readonly exchanges: KeptExchanges;
  /** Tokens by which codes are exchanged while Temporal is away, also after a restart; sealed. */
  readonly tokens: KeptTokens;
  /** Calls back after each commit. */
  onCommit(listener: () => void): void;
  /** How many callbacks wait, and when the oldest arrived in milliseconds since the epoch. */
  waiting(): { readonly count: number; readonly oldest?: number };
  /** Whether a synced write works now. */
  writable(): Promise<boolean>;
  close(): Promise<void>;
};

/** In LMDB's order: lane, then number. */
type StoredKey = [lane: number, number: number, queue: string];
const laneNumbers: Readonly<Record<Lane, number>> = { codes: 0, others: 1 };

/** Opens the inbox in a directory of its own, making it where it is missing. One process at a time. */
export const openInbox = async (directory: string): Promise<Inbox> => {
  await mkdir(directory, { recursive: true });
  const release = await claimDirectory(directory);
  // Without overlappingSync a write resolves only after fdatasync and the synced meta page; writes that come together
  // share one transaction all the same. With eventTurnBatching a full disk rejects a promise that nobody can catch.
  const root = openDatabase({ path: directory, overlappingSync: false, eventTurnBatching: false, maxDbs: 4 });
  const entries = root.openDB<InboxEntry, StoredKey>({ name: 'entries', encoding: 'json' });
  const exchanges = root.openDB<EarlyExchange, string>({ name: 'exchanges', encoding: 'json' });
  const tokens = root.openDB<SealedToken, string>({ name: 'tokens', encoding: 'json' });
  const probe = root.openDB<number, string>({ name: 'probe', encoding: 'json' });
  const listeners: (() => void)[] = [];

  const stored = ({ lane, number, queue }: InboxKey): StoredKey => [laneNumbers[lane], number, queue];
  const keys = (lane: Lane, above: number, limit: number): InboxKey[] => {
    const range = { start: [laneNumbers[lane], above + 1], end: [laneNumbers[lane] + 1], limit };
    return [...entries.getKeys(range)].map(([, number, queue]) => ({ lane, number, queue }));
  };
  const lastNumber = (lane: Lane): number => {
    const range = { start: [laneNumbers[lane] + 1], end: [laneNumbers[lane]], reverse: true, limit: 1 };
    return [...entries.getKeys(range)][0]?.[1] ?? 0;
  };

  let number = Math.max(...lanes.map(lastNumber));
  let open = true;
  // A write to a closed environment would end the process.
  const mustBeOpen = () => {
    if (!open) throw new Error('The inbox is closed.');
  };
  return {
    commit: async ({ lane, queue }, entry) => {
      mustBeOpen();
      number += 1;
      await written(entries.put(stored({ lane, number, queue }), entry));
      for (const listener of listeners) listener();
    },
    keys,
    read: (key) => entries.get(stored(key)),
    remove: async (key) => {
      mustBeOpen();
      await written(entries.remove(stored(key)));
    },
    exchanges: {
      get: (codeId) => exchanges.get(codeId),
      put: async (codeId, exchange) => {
        mustBeOpen();
        await written(exchanges.put(codeId, exchange));
      },
      remove: async (codeId) => {
        mustBeOpen();
        await written(exchanges.remove(codeId));
      },
    },
    tokens: {
      get: (owner) => tokens.get(owner),
      put: async (owner, token) => {
        mustBeOpen();
        await written(tokens.put(owner, token));
      },
    },
    onCommit: (listener) => {
      listeners.push(listener);
    },
    waiting: () => {
      const arrivals = lanes.flatMap((lane) =>
        keys(lane, 0, 1).flatMap((key) => entries.get(stored(key))?.receivedAt ?? []),
      );
      return { count: entries.getKeysCount(), ...(arrivals.length > 0 ? { oldest: Math.min(...arrivals) } : {}) };
    },
    writable: async () => {
      try {
        mustBeOpen();
        await written(probe.put('written', Date.now()));
        return true;
      } catch {
        return false;
      }
    },
    close: async () => {
      open = false;
      await root.close();
      await release();
    },
  };
};

/** Waits for a write. lmdb rejects a second promise with the cause of a failed one; unseen it would end the process. */
const written = async (write: Promise<boolean>): Promise<void> => {
  try {
    await write;
  } catch (error) {
    if (error instanceof Error && 'commitError' in error && error.commitError instanceof Promise) {
      error.commitError.catch(() => undefined);
    }
    throw error;
  }
};
