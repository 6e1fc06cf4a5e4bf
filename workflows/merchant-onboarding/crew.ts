import { condition, getExternalWorkflowHandle, setHandler } from '@temporalio/workflow';
import { type Request, retryAsked } from '../../messages/actions.ts';
import { holdLifted, type ReleaseHold } from '../../messages/code-release.ts';
import { progressed } from '../../messages/following.ts';
import { type OnboardingPart, onboardingParts, type PreparedStart } from '../../messages/merchant-onboarding.ts';
import type { Progress } from '../../messages/progress.ts';
import { unlessCancelled } from '../failures.ts';
import type { OpenBoard } from '../open-board.ts';
import type { Process } from '../process.ts';
import { processCalls } from '../processes.ts';
import * as boards from './board.ts';
import { endOf, startOrJoin } from './children.ts';

/** The processes that do the parts. Each order is for those that are known to run; who has closed needs none. */
export type Crew = {
  /** Has a process do a part; how it ended. */
  work(own: Process, part: OnboardingPart, start: PreparedStart, request: Request): Promise<boards.Outcome>;
  /** What waits for a person tries again; what is in the middle of a call does once that is refused. */
  tryAgain(parts?: readonly OnboardingPart[]): Promise<void>;
  /** The release may go past a hold. */
  lift(hold: ReleaseHold): Promise<void>;
  /** Gives the process of a part corrected data. */
  correct(part: OnboardingPart, wish: string, request: Request): Promise<void>;
  /** Ends the process of a part: another takes its place. */
  replace(part: OnboardingPart, request: Request): Promise<void>;
  /** Ends what we started, and says on the board what of it has ended. */
  end(request: Request): Promise<void>;
};

/** Opens what is heard of the parts' processes; call it before the first await. */
export const openCrew = (process: Process, board: OpenBoard<boards.Board>, merchantId: string): Crew => {
  const runOf = (part: OnboardingPart) => board.now().parts[part]?.run;
  /** What a process told before we knew that it runs: signals are heard first. */
  const early = new Map<string, Progress>();
  setHandler(progressed, ({ of, progress }) => {
    const part = onboardingParts.find((each) => runOf(each)?.of?.runId === of.runId);
    if (part) board.set(boards.told(board.now(), part, progress));
    else early.set(of.runId, progress);
  });

  const endOne = async (part: OnboardingPart, request: Request) => {
    const run = runOf(part);
    if (!run?.of || run.joined) return;
    const order = { run: run.of, request };
    const outcome = await processCalls(`End ${run.of.workflowId}`)
      .endProcess(order)
      .catch(() => null);
    if (outcome) board.set(boards.ended(board.now(), part, outcome));
  };

  return {
    work: async (own, part, start, request) => {
      const { appid } = board.now();
      board.set(boards.starts(board.now(), part, start.workflowId));
      const { of, joined } = await startOrJoin(own, start, { merchantId, ...(appid ? { appid } : {}), request });
      board.set(boards.runs(board.now(), part, of, joined));
      const first = early.get(of.runId);
      if (first) board.set(boards.told(board.now(), part, first));
      early.delete(of.runId);
      return endOf(of, () => runOf(part)?.progress?.outcome);
    },
    tryAgain: async (parts = onboardingParts) => {
      const begun = parts.filter((part) => runOf(part)?.workflowId !== undefined);
      await Promise.all(
        begun.map(async (part) => {
          // What is being started is told too.
          await condition(() => !runOf(part) || runOf(part)?.of !== undefined);
          const of = runOf(part)?.of;
          if (of) await getExternalWorkflowHandle(of.workflowId, of.runId).signal(retryAsked).catch(unlessCancelled);
        }),
      );
    },
    lift: async (hold) => {
      const of = runOf('release')?.of;
      if (of) await getExternalWorkflowHandle(of.workflowId, of.runId).signal(holdLifted, hold).catch(unlessCancelled);
    },
    correct: async (part, wish, request) => {
      const run = runOf(part)?.of;
      if (!run) return;
      const order = { run, application: JSON.parse(wish), request };
      await process.attempt(() => processCalls(`Correct the data of ${run.workflowId}`).refillProcess(order));
    },
    replace: async (part, request) => {
      const run = runOf(part)?.of;
      if (!run) return;
      const order = { run, request: { ...request, why: 'Another declaration took its place.' } };
      await process.attempt(() => processCalls(`${run.workflowId} gives way`).endProcess(order));
    },
    end: async (request) => {
      const isStarting = () => Object.values(board.now().parts).some(({ run }) => run?.workflowId && !run.of);
      if (isStarting()) await condition(() => !isStarting(), '30s', { summary: 'Until what is being started runs' });
      await Promise.all(onboardingParts.map((part) => endOne(part, request)));
    },
  };
};
