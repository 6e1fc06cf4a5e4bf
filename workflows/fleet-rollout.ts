import { condition, continueAsNew, setHandler } from '@temporalio/workflow';
import { type FleetRolloutInput, type FleetRolloutOutcome, rolloutView } from '../messages/fleet-rollout.ts';
import type { ProcessResult, WaitingFor } from '../messages/progress.ts';
import { waveAborted, waveClosed } from '../messages/rollout-wave.ts';
import { windowsAfter } from '../messages/time-window.ts';
import { askedBy } from './actions.ts';
import { isTimeToContinue } from './entity.ts';
import * as boards from './fleet-rollout/board.ts';
import { reportLines } from './fleet-rollout/details.ts';
import { foresee } from './fleet-rollout/forecast.ts';
import { openOrders } from './fleet-rollout/orders.ts';
import { openParts } from './fleet-rollout/parts.ts';
import { sumOf } from './fleet-rollout/sums.ts';
import { lastWait, waitOf } from './fleet-rollout/waits.ts';
import { wavesOf } from './fleet-rollout/waves.ts';
import { openBoard } from './open-board.ts';
import { openProcess } from './process.ts';
import { rolloutCalls } from './rollout-calls.ts';

/**
 * One release for many merchants, wave after wave: the next begins once the gate behind the one before is open. Who is
 * stuck holds up nobody; what went wrong is grouped by its reason, mended once and submitted again for the group.
 */
export async function fleetRollout(input: FleetRolloutInput): Promise<ProcessResult<FleetRolloutOutcome>> {
  const { rolloutId, timings, carried } = input;
  const names = input.waves.map((_, index) => `wave-${index + 1}`);
  const process = openProcess(`Rollout ${rolloutId}`, ['targets', ...names], 'each-change', carried?.process);
  const show = (now: boards.Board) => {
    for (const [index, name] of names.entries()) {
      const reports = boards.reportsOf(now, index + 1);
      if (reports.length > 0) process.progress.note(name, reportLines(sumOf(reports)).join('; '));
    }
  };
  const first = carried?.board ?? boards.newBoard(input.pace, windowsAfter(input.release, {}));
  const board = openBoard(first, show);
  const parts = openParts(input, board);
  openOrders(process, input, board, parts);
  setHandler(rolloutView, () => boards.viewOf(board.now()));
  const next = () => boards.nextOf(board.now(), input);

  const aim = async () => {
    const { targets, unknown } = await process.step('targets', () =>
      rolloutCalls('Which accounts are meant?').resolveTarget(input.target),
    );
    const words = unknown.length > 0 ? `, ${unknown.length} unknown: ${unknown.slice(0, 10).join(', ')}` : '';
    process.progress.note('targets', `${targets.length} accounts${words}`);
    // Somebody may have paused it meanwhile.
    board.set(boards.aimed(board.now(), wavesOf(targets, input.waves)));
    const { waves } = board.now();
    for (const name of names.slice(waves.length)) process.progress.skip(name, 'No merchants are left for it.');
  };
  const news = (waitingFor: WaitingFor) => process.park(waitingFor, board.changed());
  /** Whether somebody had more to be done once all were decided; a rollout that nobody asks anything of ends by itself. */
  const lingers = async () => {
    const { aborted, finished, waves } = board.now();
    if (aborted || finished || input.rehearsal || waves.length === 0) return false;
    const changed = board.changed();
    const { waitingFor, milliseconds } = lastWait(board.now(), timings);
    const until = Date.now() + milliseconds;
    while (!changed() && Date.now() < until) await process.pause(until - Date.now(), waitingFor, changed);
    return changed() && !board.now().finished;
  };
  let leaving = false;
  let besides = 0;
  const isLeaving = () => leaving;
  const watch = (work: (isOver: () => boolean) => Promise<void>) => {
    besides += 1;
    board.beside(async () => {
      await work(isLeaving);
      besides -= 1;
    });
  };
  /** Waves are known again by their ids, and their reports find the run that is open. */
  const goOnAnew = async () => {
    leaving = true;
    const known = await process.carry(() => besides === 0 && parts.isQuiet());
    const target = { kind: 'appids', appids: [] } as const;
    await continueAsNew<typeof fleetRollout>({ ...input, target, carried: { process: known, board: board.now() } });
  };
  const outcome = (kind: FleetRolloutOutcome['kind']) => {
    const { counts, groups } = boards.viewOf(board.now());
    return { kind, counts, groups };
  };

  return process.run<FleetRolloutOutcome>(
    async () => {
      if (!carried) await aim();
      watch(parts.watch);
      watch((isOver) => foresee(input, board, isOver));
      for (;;) {
        process.checkpoint();
        board.check();
        if (isTimeToContinue(input.historyLimit)) await goOnAnew();
        const move = next();
        if (move.do === 'begin') {
          if (move.part === 1) process.progress.begin(`wave-${move.wave}`);
          await parts.begin(move.wave, move.part);
        } else if (move.do !== 'end') {
          await news(waitOf(board.now(), move));
        } else if (!(await lingers())) {
          break;
        }
      }
      for (const name of names.slice(0, board.now().waves.length)) process.progress.finish(name);
      // A signal of a workflow that closes in the same moment is not sent.
      await parts.tell(waveClosed, []);
      if (board.now().aborted) return outcome('aborted');
      return outcome(input.rehearsal ? 'rehearsed' : 'rolled-out');
    },
    {
      cancelled: async ({ by, why }) => {
        board.set({ ...board.now(), aborted: true });
        await parts.tell(waveAborted, [{ undo: false, request: askedBy({ by, ...(why ? { why } : {}) }) }]);
        await condition(() => next().do === 'end', '1 minute', { summary: 'Until what is under way has ended' });
        await parts.tell(waveClosed, []);
        return { ...outcome('cancelled'), by, ...(why ? { why } : {}) };
      },
    },
  );
}
