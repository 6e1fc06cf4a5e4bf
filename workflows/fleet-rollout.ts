import type { SignalDefinition } from '@temporalio/common';
import {
  ChildWorkflowCancellationType,
  condition,
  getExternalWorkflowHandle,
  isCancellation,
  ParentClosePolicy,
  setHandler,
  startChild,
} from '@temporalio/workflow';
import {
  abortRollout,
  changePace,
  type FleetRolloutInput,
  type FleetRolloutOutcome,
  finishRollout,
  pauseRollout,
  type RolloutTimings,
  resubmitGroup,
  resumeRollout,
  rollBackWave,
  rolloutView,
} from '../messages/fleet-rollout.ts';
import type { ProcessResult, WaitingFor } from '../messages/progress.ts';
import {
  groupResubmitted,
  type RolloutWaveInput,
  waveAborted,
  waveClosed,
  waveMark,
  waveReported,
  waveRolledBack,
  waveSteered,
} from '../messages/rollout-wave.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { askedBy } from './actions.ts';
import * as boards from './fleet-rollout/board.ts';
import { groupLines, reportLines } from './fleet-rollout/details.ts';
import { countOf } from './fleet-rollout/gate.ts';
import { sumOf } from './fleet-rollout/sums.ts';
import { wavesOf } from './fleet-rollout/waves.ts';
import { openProcess } from './process.ts';
import { rolloutCalls } from './rollout-calls.ts';
import type { rolloutWave } from './rollout-wave.ts';

/**
 * One release for many merchants, wave after wave: the next begins once the gate behind the one before is open. Who is
 * stuck holds up nobody; what went wrong is grouped by its reason, mended once and submitted again for the group.
 */
export async function fleetRollout(input: FleetRolloutInput): Promise<ProcessResult<FleetRolloutOutcome>> {
  const { rolloutId, timings } = input;
  const names = input.waves.map((_, index) => `wave-${index + 1}`);
  const process = openProcess(`Rollout ${rolloutId}`, ['targets', ...names]);
  let board = boards.newBoard(input.pace);
  let finished = false;
  let changes = 0;
  const set = (next: boards.Board) => {
    board = next;
    changes += 1;
    show();
  };
  /** To every part of these waves that was begun. */
  const tell = async <Args extends [unknown?]>(signal: SignalDefinition<Args>, args: Args, wave?: number) => {
    const parts = board.begun.filter((part) => wave === undefined || part.wave === wave);
    const telling = parts.map((part) =>
      getExternalWorkflowHandle(workflowIds.rolloutWave(waveMark(rolloutId, part.wave, part.part)))
        .signal(signal, ...args)
        // A part that has closed has nothing left to do.
        .catch(() => undefined),
    );
    await Promise.all(telling);
  };
  const show = () => {
    for (const [index, name] of names.entries()) {
      const reports = boards.reportsOf(board, index + 1);
      if (reports.length === 0) continue;
      process.progress.note(name, reportLines(sumOf(reports)).join('; '));
    }
  };

  const view = () => ({ counts: boards.countsOf(board), groups: boards.groupsOf(board) });
  setHandler(rolloutView, view);
  setHandler(waveReported, (report) => set(boards.reported(board, report)));
  process.actions.on(pauseRollout, {
    refuse: () => (board.paused ? 'It is paused already.' : undefined),
    apply: () => {
      set({ ...board, paused: true });
      tell(waveSteered, [{ paused: true }]);
    },
  });
  process.actions.on(resumeRollout, {
    refuse: () => (board.paused || next().do === 'halt' ? undefined : 'It is neither paused nor halted by a gate.'),
    apply: () => {
      const halted = next();
      const passed = halted.do === 'halt' ? [...board.passed, halted.wave] : board.passed;
      set({ ...board, paused: false, passed });
      tell(waveSteered, [{ paused: false }]);
    },
  });
  process.actions.on(abortRollout, {
    refuse: () => (board.aborted ? 'It was aborted already.' : undefined),
    apply: (asked) => {
      set({ ...board, aborted: true });
      tell(waveAborted, [{ undo: asked.undo, request: askedBy(asked) }]);
    },
  });
  process.actions.on(changePace, {
    refuse: () => undefined,
    apply: ({ window, perMinute }) => {
      const pace = { window, ...(perMinute === undefined ? {} : { perMinute }) };
      set({ ...board, pace });
      tell(waveSteered, [{ pace }]);
    },
  });
  process.actions.on(resubmitGroup, {
    refuse: ({ key }) =>
      boards.groupsOf(board).some((group) => group.state === 'rejected' && group.key === key)
        ? undefined
        : 'No group of rejected merchants has this key.',
    apply: ({ key, release, ...asked }) => tell(groupResubmitted, [{ key, release, request: askedBy(asked) }]),
  });
  process.actions.on(rollBackWave, {
    refuse: ({ wave }) => {
      const { counts } = sumOf(boards.reportsOf(board, wave));
      return countOf(counts, ['live']) > 0 ? undefined : `Wave ${wave} brought nobody online.`;
    },
    apply: ({ wave, ...asked }) => tell(waveRolledBack, [{ request: askedBy(asked) }], wave),
  });
  process.actions.on(finishRollout, {
    refuse: () => (next().do === 'end' ? undefined : 'Not all of its merchants are decided: `abort` ends it now.'),
    apply: () => {
      finished = true;
      changes += 1;
    },
  });
  const next = () => boards.nextOf(board, input);

  const begin = async (wave: number, part: number) => {
    const merchants = board.waves[wave - 1]?.[part - 1] ?? [];
    const mark = waveMark(rolloutId, wave, part);
    const child: RolloutWaveInput = {
      ...{ rolloutId, wave, part, merchants, timings },
      ...{ release: input.release, rehearsal: input.rehearsal, pace: board.pace, paused: board.paused },
      ...(input.again ? { again: true } : {}),
      request: askedBy(input.request),
    };
    set(boards.began(board, wave, part, merchants.length));
    const started = await startChild<typeof rolloutWave>('rolloutWave', {
      workflowId: workflowIds.rolloutWave(mark),
      args: [child],
      // What was begun at WeChat outlives the rollout, and so do those who keep its record.
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      staticSummary: `Wave ${wave}, part ${part}, of rollout ${rolloutId}: ${merchants.length} merchants`,
      typedSearchAttributes: [{ key: searchAttributes.RolloutId, value: rolloutId }],
    });
    started.result().then(
      ({ report }) => set(boards.reported(board, report)),
      (error: unknown) => {
        if (!isCancellation(error)) set(boards.lost(board, wave, part));
      },
    );
  };
  const news = async (waitingFor: WaitingFor) => {
    const seen = changes;
    await process.park(waitingFor, () => changes > seen);
  };
  /** Whether somebody had more to be done once all were decided; a rollout that nobody asks anything of ends by itself. */
  const lingers = async () => {
    if (board.aborted || input.rehearsal || board.waves.length === 0) return false;
    const seen = changes;
    const { waitingFor, milliseconds } = lastWait(board, timings);
    const until = Date.now() + milliseconds;
    while (changes === seen && Date.now() < until) {
      await process.pause(until - Date.now(), waitingFor, () => changes > seen);
    }
    return changes > seen && !finished;
  };
  const outcome = (kind: FleetRolloutOutcome['kind']) => ({ kind, ...view() });

  return process.run<FleetRolloutOutcome>(
    async () => {
      const { targets, unknown } = await process.step('targets', () =>
        rolloutCalls('Which accounts are meant?').resolveTarget(input.target),
      );
      const words = unknown.length > 0 ? `, ${unknown.length} unknown: ${unknown.slice(0, 10).join(', ')}` : '';
      process.progress.note('targets', `${targets.length} accounts${words}`);
      // Somebody may have paused it meanwhile.
      set(boards.aimed(board, wavesOf(targets, input.waves)));
      for (const name of names.slice(board.waves.length)) process.progress.skip(name, 'No merchants are left for it.');
      for (;;) {
        process.checkpoint();
        const move = next();
        if (move.do === 'begin') {
          if (move.part === 1) process.progress.begin(`wave-${move.wave}`);
          await begin(move.wave, move.part);
        } else if (move.do === 'wait') {
          await news({ what: move.what, who: board.paused ? 'ops' : 'wechat' });
        } else if (move.do === 'halt') {
          const groups = groupLines(boards.groupsOf(board)).join(' ');
          const what = `The gate of wave ${move.wave} is shut: ${move.why}. ${groups} Mend it and \`resubmit\` the group, \`resume\` to go on all the same, or \`abort\`.`;
          await news({ what, who: 'provider' });
        } else if (!(await lingers())) {
          break;
        }
      }
      for (const name of names.slice(0, board.waves.length)) process.progress.finish(name);
      // A signal of a workflow that closes in the same moment is not sent.
      await tell(waveClosed, []);
      if (board.aborted) return outcome('aborted');
      return outcome(input.rehearsal ? 'rehearsed' : 'rolled-out');
    },
    {
      cancelled: async ({ by, why }) => {
        board = { ...board, aborted: true };
        await tell(waveAborted, [{ undo: false, request: { by, ...(why ? { why } : {}) } }]);
        await condition(() => next().do === 'end', '1 minute', { summary: 'Until what is under way has ended' });
        await tell(waveClosed, []);
        return { ...outcome('cancelled'), by, ...(why ? { why } : {}) };
      },
    },
  );
}

/** How long, in milliseconds, and for what a rollout waits whose merchants are all decided. */
const lastWait = (
  board: boards.Board,
  { watch, decide }: RolloutTimings,
): { readonly waitingFor: WaitingFor; readonly milliseconds: number } => {
  const groups = boards.groupsOf(board);
  if (groups.length === 0) {
    const what = 'Everyone is live. `rollBack` takes a wave back, `finish` ends the rollout.';
    return { waitingFor: { what, who: 'wechat' }, milliseconds: watch };
  }
  const what = `Not everyone is live: \`resubmit\` submits a mended group again, \`finish\` ends the rollout as it stands. ${groupLines(groups).join(' ')}`;
  return { waitingFor: { what, who: 'provider' }, milliseconds: decide };
};
