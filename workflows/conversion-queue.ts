import {
  CancellationScope,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
} from '@temporalio/workflow';
import type { LeaseClaim } from '../messages/authorizer.ts';
import { type ConversionQueueInput, turnExpected, turnGiven, turnRequested } from '../messages/conversion-queue.ts';
import {
  counted,
  dequeued,
  emptyQueue,
  expectedAt,
  nextTurnAt,
  queued,
  shownOfQueue,
} from './conversion-queue-state.ts';
import { isTimeToContinue, openState } from './entity.ts';
import { openKeyRotation } from './key-rotation.ts';

/** The entity that gives conversions of trials their turns, so that all together keep WeChat's limits of the platform. */
export const conversionQueue = async (input: ConversionQueueInput): Promise<void> => {
  const state = openState(input.state ?? emptyQueue, shownOfQueue);
  const rotation = openKeyRotation(state);
  const untold: LeaseClaim[] = [];
  setHandler(turnRequested, ({ claim }) => {
    state.change((now) => queued(now, claim));
    untold.push(claim);
  });
  const ending = () => rotation.due() || isTimeToContinue(input.historyLimit);

  const tell = async (claim: LeaseClaim) => {
    const at = expectedAt(state.now(), input.limits, claim, Date.now());
    if (at > Date.now()) await reached(runOf(claim).signal(turnExpected, { at }));
  };
  const giveTo = async (claim: LeaseClaim) => {
    state.change((now) => dequeued(now, claim));
    // Nobody needs the turn of a run that has gone.
    if (await reached(runOf(claim).signal(turnGiven))) state.change((now) => counted(now, Date.now()));
  };

  await CancellationScope.nonCancellable(async () => {
    const called = () => untold.length > 0 || ending();
    while (!ending()) {
      const asker = untold.shift();
      const [first] = state.now().waiting;
      const pause = nextTurnAt(state.now(), input.limits, Date.now()) - Date.now();
      if (asker) await tell(asker);
      else if (!first) await condition(called);
      else if (pause <= 0) await giveTo(first);
      else await condition(called, pause, { summary: 'Until WeChat takes the next conversion of a trial' });
    }
    await continueAsNew<typeof conversionQueue>({ ...input, state: state.now() });
  });
};

const runOf = ({ workflowId, runId }: LeaseClaim) => getExternalWorkflowHandle(workflowId, runId);

/** A signal fails only where its workflow is closed or unknown. */
const reached = (signal: Promise<void>): Promise<boolean> =>
  signal.then(
    () => true,
    (error: unknown) => {
      if (isCancellation(error)) throw error;
      return false;
    },
  );
