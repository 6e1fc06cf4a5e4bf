import { condition, getExternalWorkflowHandle, isCancellation, setHandler, workflowInfo } from '@temporalio/workflow';
import { turnExpected, turnGiven, turnRequested } from '../../messages/conversion-queue.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { Process } from '../process.ts';

/** A place in the queue of the calls that the whole platform may make 5 times a minute and 100 times a day. */
export type Turn = {
  /** Waits, visibly, for a turn; the call is to follow at once. */
  take(): Promise<void>;
};

/** How often an unanswered request is made again, in milliseconds. */
const askAgain = 10 * 60_000;

/** Opens a place in the queue; call it before the first await. */
export const openTurn = (process: Process): Turn => {
  const { workflowId, runId } = workflowInfo();
  const queue = getExternalWorkflowHandle(workflowIds.conversionQueue());
  let given = 0;
  let waiting = false;
  let until: string | undefined;
  const show = () =>
    process.progress.wait({
      what: 'Its turn: WeChat takes 5 conversions a minute and 100 a day',
      who: 'wechat',
      ...(until ? { until } : {}),
    });
  setHandler(turnExpected, ({ at }) => {
    until = new Date(at).toISOString();
    if (waiting) show();
  });
  setHandler(turnGiven, () => {
    given += 1;
  });
  const ask = () =>
    queue.signal(turnRequested, { claim: { workflowId, runId } }).then(
      () => true,
      (error: unknown) => {
        if (isCancellation(error)) throw error;
        return false;
      },
    );
  return {
    take: async () => {
      // A turn of before may be long past.
      const before = given;
      while (given === before) {
        process.checkpoint();
        if (!(await ask())) {
          await process.park({
            what: 'The queue of conversions is not there: start a worker, it makes one.',
            who: 'ops',
          });
          continue;
        }
        waiting = true;
        show();
        const called = process.woken();
        await condition(() => given > before || called(), askAgain, { summary: 'Ask again for a turn' });
        waiting = false;
        process.progress.resume();
      }
      process.checkpoint();
    },
  };
};
