import { condition } from '@temporalio/workflow';
import type { Steering } from '../../messages/fleet-rollout.ts';
import type { RunRef } from '../../messages/following.ts';
import { windowsAfter } from '../../messages/time-window.ts';
import { rolloutCalls } from '../rollout-calls.ts';
import type { LiveWave } from './looking.ts';
import { inState } from './state.ts';

/** How many releases one activity tells. */
const page = 100;

/** What of a wave's steering its releases go by. */
const ofReleases = (steering: Steering) => ({ paused: steering.paused, ...windowsAfter(steering, {}) });

/**
 * Tells the releases that are open each pause and each change of windows, one word after the other. A release that is
 * begun later is begun with them.
 */
export const steerOn = async (wave: LiveWave, now: () => Steering): Promise<void> => {
  for (let told = now(); ; ) {
    const before = told;
    await condition(() => wave.isOver() || now() !== before);
    if (wave.isOver()) return;
    told = now();
    const open = inState(wave.now(), 'preparing', 'under-way').flatMap(({ run }) => (run ? [run] : []));
    for (let from = 0; from < open.length; from += page)
      await steerReleases(open.slice(from, from + page), before, told);
  }
};

/** Tells releases what they go by now, where that is another than before. */
export const steerReleases = async (runs: readonly RunRef[], before: Steering, now: Steering): Promise<void> => {
  const [known, next] = [ofReleases(before), ofReleases(now)];
  if (JSON.stringify(known) === JSON.stringify(next)) return;
  const what = next.paused ? `Hold ${runs.length} releases` : `Let ${runs.length} releases go on`;
  await rolloutCalls(what).steerReleases({ runs, steering: { version: now.version, ...next } });
};
