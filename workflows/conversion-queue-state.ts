import type { LeaseClaim } from '../messages/authorizer.ts';
import type { ConversionLimits, ConversionQueueState } from '../messages/conversion-queue.ts';
import type { Shown } from './entity.ts';
import { untilNextDay } from './settlement.ts';

/** The queue before the first conversion. */
export const emptyQueue: ConversionQueueState = { waiting: [], given: [] };

const day = 24 * 3_600_000;
const isSame = (one: LeaseClaim, other: LeaseClaim) => one.workflowId === other.workflowId && one.runId === other.runId;

/** Puts a run at the end of the queue, unless it waits already. */
export const queued = (state: ConversionQueueState, claim: LeaseClaim): ConversionQueueState =>
  state.waiting.some((one) => isSame(one, claim)) ? state : { ...state, waiting: [...state.waiting, claim] };

/** Takes a run out of the queue. */
export const dequeued = (state: ConversionQueueState, claim: LeaseClaim): ConversionQueueState => ({
  ...state,
  waiting: state.waiting.filter((one) => !isSame(one, claim)),
});

/** Counts a turn that was given now. */
export const counted = ({ waiting, given }: ConversionQueueState, now: number): ConversionQueueState => ({
  waiting,
  given: [...given.filter((at) => at > now - 2 * day), now],
});

/** When the next turn may be given, in milliseconds since the epoch; in the past where it may be now. */
export const nextTurnAt = (
  { given }: ConversionQueueState,
  { atOnce, interval, perDay }: ConversionLimits,
  now: number,
): number => {
  const tomorrow = now + untilNextDay(now);
  const today = given.filter((at) => at + untilNextDay(at) === tomorrow);
  if (today.length >= perDay) return tomorrow;
  const first = given.at(-atOnce);
  return first === undefined ? now : first + interval;
};

/** When a run that waits will have its turn, in milliseconds since the epoch; now where it does not wait. */
export const expectedAt = (
  state: ConversionQueueState,
  limits: ConversionLimits,
  claim: LeaseClaim,
  now: number,
): number => {
  let [clock, seen] = [now, state];
  for (const one of state.waiting) {
    clock = Math.max(clock, nextTurnAt(seen, limits, clock));
    if (isSame(one, claim)) return clock;
    seen = counted(seen, clock);
  }
  return now;
};

/** What shows of the queue in Temporal. */
export const shownOfQueue = ({ waiting, given }: ConversionQueueState): Shown => {
  const last = given.at(-1);
  const details = [
    `**${waiting.length} conversions of trials** wait for their turn: WeChat allows 5 a minute and 100 a day.`,
    ...(last === undefined ? [] : [`- Last turn: ${new Date(last).toISOString()}`]),
  ];
  return { details: details.join('\n'), attributes: [] };
};
