import { CancellationScope, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import { type CallbackJournalInput, callbackLines, callbacksSettled } from '../messages/callback-journal.ts';
import { emptyJournal, shownOfJournal, wanted, written } from './callback-journal-state.ts';
import { isTimeToContinue, openState } from './entity.ts';
import { openKeyRotation } from './key-rotation.ts';

/** The journal of what became of callbacks: what gateways told last, for people who look for one. */
export const callbackJournal = async (input: CallbackJournalInput): Promise<void> => {
  const state = openState(input.state ?? emptyJournal, shownOfJournal);
  const rotation = openKeyRotation(state);
  setHandler(callbacksSettled, (news) => state.change((now) => written(now, news)));
  setHandler(callbackLines, (filter) => wanted(state.now(), filter));

  await CancellationScope.nonCancellable(async () => {
    await condition(() => rotation.due() || isTimeToContinue(input.historyLimit));
    await continueAsNew<typeof callbackJournal>({ ...input, state: state.now() });
  });
};
