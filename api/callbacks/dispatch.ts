import { type Inbox, type InboxKey, type Lane, lanes } from './inbox.ts';

/** What decides how fast the inbox empties. */
export type DispatchOptions = {
  /** How many are under way at once, beside those with a code; 64 unless told. */
  readonly concurrency?: number;
  /** How many keys of a lane are held in memory; the callbacks themselves stay on the disk. 5,000 unless told. */
  readonly window?: number;
  /** Whether the answers to WeChat need the time that deliveries would take; never unless told. */
  readonly rushed?: () => boolean;
};

/** Works until stopped; `stop` resolves when what was under way has ended. */
export type Dispatch = { stop(): Promise<void> };

/** Slots that only callbacks with an authorization code take, so that they never wait for others. */
const reservedForCodes = 16;
/** How many are under way while answers need the time: the inbox empties, slowly. */
const inRush = 1;
/** How long a queue waits after so many failures in a row, in milliseconds. */
const backoff = (failures: number) => Math.min(5_000, 100 * 2 ** failures) * (0.75 + Math.random() / 2);

/** The callbacks of one queue in order of arrival; the first is under way, waits for another try or is next. */
type Queue = { readonly lane: Lane; readonly keys: InboxKey[]; failures: number };

/**
 * Hands out the keys of what is in the inbox and of what comes: codes first, otherwise in order of arrival, one at a time
 * of each queue. Where `deliver` rejects, the key is tried again later and its queue waits with it, so order is kept.
 */
export const startDispatch = (
  inbox: Pick<Inbox, 'keys' | 'onCommit'>,
  deliver: (key: InboxKey) => Promise<void>,
  { concurrency = 64, window = 5_000, rushed = () => false }: DispatchOptions,
): Dispatch => {
  const queues = new Map<string, Queue>();
  const ready: Record<Lane, Queue[]> = { codes: [], others: [] };
  const held: Record<Lane, number> = { codes: 0, others: 0 };
  const lastHeld: Record<Lane, number> = { codes: 0, others: 0 };
  const underWay = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  let pumping = false;

  const hold = (key: InboxKey) => {
    held[key.lane] += 1;
    lastHeld[key.lane] = key.number;
    const queue = queues.get(nameOf(key));
    if (queue) {
      queue.keys.push(key);
      return;
    }
    const opened: Queue = { lane: key.lane, keys: [key], failures: 0 };
    queues.set(nameOf(key), opened);
    ready[key.lane].push(opened);
  };
  /** Once for all that came and ended in the same turn. */
  const pumpSoon = () => {
    if (pumping) return;
    pumping = true;
    setImmediate(() => {
      pumping = false;
      pump();
    });
  };
  const pump = () => {
    if (stopped) return;
    const most = rushed() ? Math.min(inRush, concurrency) : concurrency;
    for (const lane of lanes) {
      const room = window - held[lane];
      if (room > 0) for (const key of inbox.keys(lane, lastHeld[lane], room)) hold(key);
    }
    while (underWay.size < concurrency + reservedForCodes) {
      const queue = ready.codes.shift() ?? (underWay.size < most ? ready.others.shift() : undefined);
      if (!queue) return;
      const work = deliverFirst(queue).finally(() => {
        underWay.delete(work);
        pumpSoon();
      });
      underWay.add(work);
    }
  };
  const deliverFirst = async (queue: Queue) => {
    const [key] = queue.keys;
    if (!key) return;
    try {
      await deliver(key);
    } catch {
      later(queue);
      return;
    }
    queue.failures = 0;
    queue.keys.shift();
    held[queue.lane] -= 1;
    if (queue.keys.length > 0) ready[queue.lane].push(queue);
    else queues.delete(nameOf(key));
  };
  const later = (queue: Queue) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      ready[queue.lane].push(queue);
      pumpSoon();
    }, backoff(queue.failures));
    queue.failures += 1;
    timers.add(timer);
  };

  inbox.onCommit(pumpSoon);
  pump();
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(underWay);
      for (const timer of timers) clearTimeout(timer);
    },
  };
};

/** A code must not wait behind other callbacks of its account. */
const nameOf = ({ lane, queue }: InboxKey) => `${lane} ${queue}`;
