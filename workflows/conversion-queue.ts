import {
  CancellationScope,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
} from '@temporalio/workflow';
import { type ConversionQueueInput, turnGiven, turnRequested } from '../messages/conversion-queue.ts';
import { counted, dequeued, emptyQueue, nextTurnAt, queued, shownOfQueue } from './conversion-queue-state.ts';
import { isTimeToContinue, openState } from './entity.ts';
import { openKeyRotation } from './key-rotation.ts';

/** The entity that gives conversions of trials their turns, so that all together keep WeChat's limits of the platform. */
export const conversionQueue = async (input: ConversionQueueInput): Promise<void> => {
  const state = openState(input.state ?? emptyQueue, shownOfQueue);
  const rotation = openKeyRotation(state);
  setHandler(turnRequested, ({ claim }) => state.change((now) => queued(now, claim)));
  const ending = () => rotation.due() || isTimeToContinue(input.historyLimit);

  const giveNext = async () => {
    const [claim] = state.now().waiting;
    if (!claim) return;
    state.change((now) => dequeued(now, claim));
    try {
      await getExternalWorkflowHandle(claim.workflowId, claim.runId).signal(turnGiven);
      state.change((now) => counted(now, Date.now()));
    } catch (error) {
      // A signal fails only where its workflow is closed or unknown: nobody needs this turn.
      if (isCancellation(error)) throw error;
    }
  };

  await CancellationScope.nonCancellable(async () => {
    while (!ending()) {
      await condition(() => state.now().waiting.length > 0 || ending());
      const pause = nextTurnAt(state.now(), input.limits, Date.now()) - Date.now();
      if (ending()) break;
      if (pause <= 0) await giveNext();
      else await condition(ending, pause, { summary: 'Until WeChat takes the next conversion of a trial' });
    }
    await continueAsNew<typeof conversionQueue>({ ...input, state: state.now() });
  });
};
