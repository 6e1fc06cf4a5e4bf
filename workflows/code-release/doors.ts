import { setHandler } from '@temporalio/workflow';
import {
  type CodeReleaseInput,
  changeWindows,
  type ReleaseHold,
  type ReleaseSteering,
  releaseSteered,
} from '../../messages/code-release.ts';
import { type TimeWindow, windowsAfter } from '../../messages/time-window.ts';
import type { Process } from '../process.ts';
import { isOpenAt, opensAt } from '../time-window.ts';
import type { Turn } from './turn.ts';

/** What a release passes directly before it is submitted, and before it goes online; open doors cost no event. */
export type Doors = {
  isOpen(door: ReleaseHold): boolean;
  /** Waits, visibly, until the door's window is open and the rollout is not paused. */
  pass(door: ReleaseHold): Promise<void>;
};

/** Opens the action `windows` and what a rollout says; call it before the first await. */
export const openDoors = (process: Process, input: CodeReleaseInput): Doors => {
  let now: ReleaseSteering = { version: 0, paused: false, ...windowsAfter(input, {}) };
  let changes = 0;
  const set = (next: ReleaseSteering) => {
    now = next;
    changes += 1;
  };
  setHandler(releaseSteered, (steering) => {
    if (steering.version > now.version) set(steering);
  });
  process.actions.on(changeWindows, {
    refuse: () => undefined,
    apply: (change) => set({ version: now.version, paused: now.paused, ...windowsAfter(now, change) }),
  });
  const windowOf = (door: ReleaseHold): TimeWindow | undefined =>
    door === 'submit' ? now.submitWindow : now.releaseWindow;

  return {
    isOpen: (door) => !now.paused && isOpenAt(windowOf(door), Date.now()),
    pass: async (door) => {
      for (;;) {
        const seen = changes;
        const changed = () => changes > seen;
        const window = windowOf(door);
        const at = window ? opensAt(window, Date.now()) : 0;
        if (now.paused) await process.park({ what: paused[door], who: 'wechat' }, changed);
        else if (window && at > Date.now()) {
          const what = `${shut[door]} opens at ${window.from} (UTC+8) on one of its days; \`windows\` changes it`;
          await process.pause(at - Date.now(), { what, who: 'wechat' }, changed);
        } else return;
      }
    },
  };
};

/** A turn that is taken and used only while the door is open: one that comes while it is shut goes to somebody else. */
export const turnWithin = (turn: Turn, doors: Doors): Turn => ({
  ...turn,
  take: async () => {
    for (;;) {
      await doors.pass('submit');
      await turn.take();
      if (doors.isOpen('submit')) return;
      await turn.giveBack();
    }
  },
});

const paused: Record<ReleaseHold, string> = {
  submit: 'Its rollout is paused: it is submitted after `resume`',
  release: 'Its rollout is paused: it goes online after `resume`',
};
const shut: Record<ReleaseHold, string> = {
  submit: 'The window in which it is submitted',
  release: 'The window in which it goes online',
};
