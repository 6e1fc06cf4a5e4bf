import { CancellationScope, condition, isCancellation, setHandler, sleep } from '@temporalio/workflow';
import { cancel, type Request, retry, retryAsked } from '../messages/actions.ts';
import { type CarriedProcess, type ProcessResult, progressQuery, type WaitingFor } from '../messages/progress.ts';
import type { WeChatFailure } from '../wechat/wechat-error.ts';
import { type Actions, openActions } from './actions.ts';
import { weChatFailureOf } from './failures.ts';
import { openFollowers } from './followers.ts';
import { openNotices } from './notices.ts';
import { openProgress, type Pace, type ProgressRecord } from './progress.ts';
import { settlementOf } from './settlement.ts';

/** Thrown at safe points once somebody asked for the end; caught by `run` and nowhere else. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Who asked for the end and why. */
export type Cancelled = { readonly kind: 'cancelled'; readonly by: string; readonly why?: string };

/** How a process ends: what is true of a cancelled one, and what it gives back in any case. */
export type Ending<O> = { readonly cancelled: (by: Cancelled) => O | Promise<O>; readonly end?: () => Promise<void> };

/** What all processes share: progress, `retry` and `cancel`, parking where somebody must act, an end that is a result. */
export type Process = {
  readonly progress: ProgressRecord;
  readonly actions: Actions;
  /** Throws where the process was asked to end; every wait and every step passes here. */
  checkpoint(): void;
  /** A question that becomes true once somebody asked for a retry or the end, from now on. */
  woken(): () => boolean;
  /** Runs a step of the progress until it succeeds, settling each failure. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Runs calls until they succeed, settling each failure. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  /** Makes a call; where it may lie in its queue until a host may make it, the end of the process takes it back. */
  tryNow<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Waits until this failure may be over: by a timer, by a person's `retry`, or by `woken`, taken before what failed. Where
   * WeChat refuses a host it shows that and does not wait: the next try lies in its queue until a host takes it that may call.
   */
  settle(failure: WeChatFailure, woken: () => boolean): Promise<void>;
  /** What is to be done where WeChat refused a host, and what was tried since has not come through. */
  heldUp(): string | undefined;
  /** Waits for a person's `retry`, or for `woken`. */
  park(waitingFor: WaitingFor, woken?: () => boolean): Promise<void>;
  /** A wait of so many milliseconds that a person, or `woken`, cuts short. */
  pause(milliseconds: number, waitingFor: WaitingFor, woken?: () => boolean): Promise<void>;
  /** Notes at a step, and tells whoever wants to hear of it, that the time to act soon ends. */
  remind(step: string, note: string): void;
  /** Something outside changed: what is parked tries again. */
  wake(): void;
  /** This process for one of several steps that run at the same time: what it waits for shows beside the others' waits. */
  track(step: string): Process;
  /** Runs works at the same time until the last has ended, also after a stop, so that none is left under way. */
  together(works: readonly (() => Promise<void>)[]): Promise<void>;
  /** What the next run takes over, once no action is under way and all is `quiet`; continue as new without another wait. */
  carry(quiet: () => boolean): Promise<CarriedProcess>;
  /** Runs the body to its outcome. */
  run<O extends { readonly kind: string }>(body: () => Promise<O>, ending: Ending<O>): Promise<ProcessResult<O>>;
};

/**
 * Opens a process: registers its handlers, so call it before the first await. `pace` is that of its search attributes,
 * `carried` what `carry` gave the run before.
 */
export const openProcess = (
  title: string,
  steps: readonly string[],
  pace?: Pace,
  carried?: CarriedProcess,
): Process => {
  const progress = openProgress(title, steps, pace, carried);
  const actions = openActions(carried?.answered);
  const followers = openFollowers(progress.view, carried?.followers);
  const notices = openNotices(progress.view);
  let wakings = 0;
  let words = 0;
  let stop: Request | undefined;

  setHandler(progressQuery, () => progress.view());
  actions.on(retry, {
    refuse: () => (progress.view().waitingFor ? undefined : 'Nothing waits for a retry.'),
    apply: () => {
      wakings += 1;
    },
  });
  setHandler(retryAsked, () => {
    words += 1;
  });
  actions.on(cancel, {
    refuse: () => undefined,
    apply: (request) => {
      stop ??= request;
    },
  });

  const checkpoint = () => {
    if (stop) throw new Stopped();
  };
  /** Another's word does not cut short what waits for WeChat alone. */
  const wokenSince = (heedsWords = true) => {
    const [before, said] = [wakings, words];
    return () => wakings > before || (heedsWords && words > said) || stop !== undefined;
  };
  const together: Process['together'] = async (works) => {
    const running = works.map((work) => work());
    const stopped = (error: unknown) => error instanceof Stopped || isCancellation(error);
    await Promise.all(
      running.map((work) =>
        work.catch((error: unknown) => {
          if (!stopped(error)) throw error;
        }),
      ),
    );
    await Promise.all(running);
  };
  const carry: Process['carry'] = async (quiet) => {
    await notices.told();
    const isQuiet = () => actions.finished() && followers.isQuiet() && progress.isShown() && quiet();
    await condition(isQuiet);
    // Who asked for the end meanwhile gets it from this run.
    checkpoint();
    const { stage, steps: carriedSteps, links } = progress.view();
    return { stage, steps: carriedSteps, links, answered: actions.answered(), followers: followers.all() };
  };
  const run: Process['run'] = async (body, { cancelled, end }) => {
    const outcome = await body().catch((error: unknown) => {
      const record = (by: Cancelled) => CancellationScope.nonCancellable(async () => cancelled(by));
      if (error instanceof Stopped && stop) {
        return record({ kind: 'cancelled', by: stop.by, ...(stop.why ? { why: stop.why } : {}) });
      }
      if (isCancellation(error)) return record({ kind: 'cancelled', by: 'temporal' });
      throw error;
    });
    return CancellationScope.nonCancellable(async () => {
      await end?.();
      await condition(actions.finished);
      await notices.told();
      const closed = progress.close(outcome);
      await followers.told(closed);
      return { progress: closed, answered: actions.answered() };
    });
  };
  const on = (progress: ProgressRecord): Process => {
    const sleepUntilWoken = async (waitingFor: WaitingFor, milliseconds: number | undefined, woken: () => boolean) => {
      checkpoint();
      const called = wokenSince(waitingFor.who !== 'wechat');
      progress.wait(waitingFor);
      const over = () => called() || woken();
      if (milliseconds === undefined) await condition(over);
      else await condition(over, milliseconds, { summary: waitingFor.what });
      progress.resume();
      checkpoint();
    };
    const park: Process['park'] = (waitingFor, woken = () => false) => sleepUntilWoken(waitingFor, undefined, woken);
    const pause: Process['pause'] = (milliseconds, waitingFor, woken = () => false) =>
      sleepUntilWoken(
        { until: new Date(Date.now() + milliseconds).toISOString(), ...waitingFor },
        Math.max(milliseconds, 1),
        woken,
      );
    /** WeChat refused a host, and what was tried since has not come through. */
    let heldUp: string | undefined;
    const tryNow = <T>(work: () => Promise<T>): Promise<T> => (heldUp ? unlessStopped(work) : work());
    const unlessStopped = async <T>(work: () => Promise<T>): Promise<T> => {
      const scope = new CancellationScope();
      let over = false;
      const working = scope.run(work).finally(() => {
        over = true;
      });
      // Whoever awaits the work hears of its failure.
      await Promise.race([working, condition(() => over || stop !== undefined)]).catch(() => undefined);
      if (!over) {
        scope.cancel();
        // Temporal takes no end together with the cancellation of a task that nobody has begun.
        await sleep(1);
      }
      return working;
    };
    const settle: Process['settle'] = async (failure, woken) => {
      const { waitingFor, pause: milliseconds } = settlementOf(failure, Date.now());
      heldUp = failure.scope === 'host' ? waitingFor.what : undefined;
      if (heldUp) {
        checkpoint();
        return progress.wait(waitingFor);
      }
      return milliseconds === undefined ? park(waitingFor, woken) : pause(milliseconds, waitingFor, woken);
    };
    const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
      for (;;) {
        checkpoint();
        // What changed outside while the work was under way may be what it failed for.
        const woken = wokenSince();
        try {
          const value = await tryNow(work);
          if (heldUp) progress.resume();
          heldUp = undefined;
          return value;
        } catch (error) {
          if (error instanceof Stopped) throw error;
          if (isCancellation(error)) checkpoint();
          await settle(weChatFailureOf(error), woken);
        }
      }
    };

    return {
      progress,
      actions,
      checkpoint,
      woken: () => wokenSince(),
      attempt,
      tryNow,
      settle,
      heldUp: () => heldUp,
      park,
      pause,
      remind: (step, note) => {
        progress.note(step, note);
        notices.remind(note);
      },
      wake: () => {
        wakings += 1;
      },
      track: (step) => on(progress.of(step)),
      together,
      carry,
      step: async (name, work) => {
        checkpoint();
        progress.begin(name);
        const value = await attempt(work);
        progress.finish(name);
        return value;
      },
      run,
    };
  };
  return on(progress);
};
