import {
  abortRollout,
  changePace,
  changeRolloutWindows,
  type FleetRolloutInput,
  finishRollout,
  pauseRollout,
  resubmitGroup,
  resumeRollout,
  rollBackWave,
  type Steering,
} from '../../messages/fleet-rollout.ts';
import { groupResubmitted, waveAborted, waveRolledBack, waveSteered } from '../../messages/rollout-wave.ts';
import { windowsAfter } from '../../messages/time-window.ts';
import { askedBy } from '../actions.ts';
import type { OpenBoard } from '../open-board.ts';
import type { Process } from '../process.ts';
import * as boards from './board.ts';
import { countOf } from './gate.ts';
import type { Parts } from './parts.ts';
import { sumOf } from './sums.ts';

/** Opens what people may ask of a rollout; call it before the first await. */
export const openOrders = (
  { actions }: Process,
  input: FleetRolloutInput,
  board: OpenBoard<boards.Board>,
  parts: Parts,
): void => {
  const next = () => boards.nextOf(board.now(), input);
  const isPaused = () => board.now().steering.paused;
  const steer = (change: (before: Steering) => Omit<Steering, 'version'>) => {
    board.set(boards.steered(board.now(), change));
    parts.tell(waveSteered, [board.now().steering]);
  };

  actions.on(pauseRollout, {
    refuse: () => (isPaused() ? 'It is paused already.' : undefined),
    apply: () => steer((before) => ({ ...before, paused: true })),
  });
  actions.on(resumeRollout, {
    refuse: () => (isPaused() || next().do === 'halt' ? undefined : 'It is neither paused nor halted by a gate.'),
    apply: () => {
      const halted = next();
      const { passed } = board.now();
      if (halted.do === 'halt') board.set({ ...board.now(), passed: [...passed, halted.wave] });
      if (isPaused()) steer((before) => ({ ...before, paused: false }));
    },
  });
  actions.on(changePace, {
    refuse: () => undefined,
    apply: ({ window, perMinute }) => {
      const pace = { window, ...(perMinute === undefined ? {} : { perMinute }) };
      steer((before) => ({ ...before, pace }));
    },
  });
  actions.on(changeRolloutWindows, {
    refuse: () => undefined,
    apply: (change) =>
      steer((before) => {
        const { paused, pace } = before;
        return { paused, pace, ...windowsAfter(before, change) };
      }),
  });
  actions.on(abortRollout, {
    refuse: () => (board.now().aborted ? 'It was aborted already.' : undefined),
    apply: (asked) => {
      board.set({ ...board.now(), aborted: true });
      parts.tell(waveAborted, [{ undo: asked.undo, request: askedBy(asked) }]);
    },
  });
  actions.on(resubmitGroup, {
    refuse: ({ key }) =>
      boards.groupsOf(board.now()).some((group) => group.state === 'rejected' && group.key === key)
        ? undefined
        : 'No group of rejected merchants has this key.',
    apply: ({ key, release, ...asked }) => {
      parts.tell(groupResubmitted, [{ key, release, request: askedBy(asked) }]);
    },
  });
  actions.on(rollBackWave, {
    refuse: ({ wave }) => {
      const { counts } = sumOf(boards.reportsOf(board.now(), wave));
      return countOf(counts, ['live']) > 0 ? undefined : `Wave ${wave} brought nobody online.`;
    },
    apply: ({ wave, ...asked }) => {
      parts.tell(waveRolledBack, [{ request: askedBy(asked) }], wave);
    },
  });
  actions.on(finishRollout, {
    refuse: () => (next().do === 'end' ? undefined : 'Not all of its merchants are decided: `abort` ends it now.'),
    apply: () => board.set({ ...board.now(), finished: true }),
  });
};
