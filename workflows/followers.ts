import {
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { followed, progressed, type RunRef } from '../messages/following.ts';
import type { Progress } from '../messages/progress.ts';

/** Those who follow a process. */
export type Followers = {
  /** Tells everybody of the end; call it last. */
  told(end: Progress): Promise<void>;
  all(): readonly RunRef[];
  /** Whether nobody is being told, or is about to be. */
  isQuiet(): boolean;
};

/**
 * Opens a process to followers: each is told how it stands, and again when a step moves or another person must act. A
 * wait that only begins anew is no news, so that a process that asks WeChat for months does not fill their history.
 */
export const openFollowers = (view: () => Progress, before: readonly RunRef[] = []): Followers => {
  const { workflowId, firstExecutionRunId: runId } = workflowInfo();
  const followers = new Map(before.map((follower) => [follower.runId, follower]));
  let told = '';
  let due = false;
  let ended = false;
  let telling = false;
  setHandler(followed, (follower) => {
    followers.set(follower.runId, follower);
    due = true;
  });

  const tell = (progress: Progress) =>
    Promise.all(
      [...followers].map(([key, follower]) =>
        getExternalWorkflowHandle(follower.workflowId, follower.runId)
          .signal(progressed, { of: { workflowId, runId }, progress })
          // Who has closed follows no more.
          .catch(() => followers.delete(key)),
      ),
    );
  const isNews = () => !ended && followers.size > 0 && (due || newsIn(view(), told) !== told);
  const loop = async () => {
    for (;;) {
      await condition(isNews);
      // The end may have been told between the two.
      if (ended) return;
      due = false;
      told = newsIn(view(), told);
      telling = true;
      await tell(view());
      telling = false;
    }
  };
  // It ends with the workflow.
  CancellationScope.nonCancellable(loop).catch(() => undefined);

  return {
    all: () => [...followers.values()],
    isQuiet: () => !telling && !isNews(),
    told: async (end) => {
      ended = true;
      // Two words on their way may overtake one another.
      await condition(() => !telling);
      if (followers.size > 0) await tell(end);
    },
  };
};

/** What of a progress concerns others, as text; where it waits for nobody at the moment, that is no news by itself. */
const newsIn = ({ steps, links, waitingFor }: Progress, told: string): string => {
  const moved = JSON.stringify([steps.map(({ state }) => state), links]);
  if (!waitingFor) return told.startsWith(moved) ? told : moved;
  const { what, who, until } = waitingFor;
  return moved + (who === 'wechat' ? '' : JSON.stringify([who, what, who === 'merchant' ? until : '']));
};
