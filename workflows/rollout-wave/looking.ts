import { ActivityCancellationType, condition, proxyActivities } from '@temporalio/workflow';
import type { RolloutActivities } from '../../activities/rollouts.ts';
import { type RolloutWaveInput, waveMark } from '../../messages/rollout-wave.ts';
import { giveUpWhen } from '../give-up.ts';
import { inState, type Look, looked, placesOf, type Wave } from './state.ts';

const { lookAtReleases } = proxyActivities<RolloutActivities>({
  summary: 'How do the releases stand?',
  startToCloseTimeout: '1 minute',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
});

/** A wave as it changes. */
export type LiveWave = { now(): Wave; apply(change: (wave: Wave, now: number) => Wave): void; isOver(): boolean };

/**
 * Looks at the wave's releases by visibility for as long as any is open. A release tells its wave next to nothing of itself, so
 * thousands of them cost no event for it; one look sees all that moved.
 */
export const lookOn = async (input: RolloutWaveInput, wave: LiveWave): Promise<void> => {
  const { timings } = input;
  const mark = waveMark(input.rolloutId, input.wave, input.part);
  const places = () => placesOf(wave.now(), Date.now(), timings.slot);
  for (;;) {
    await condition(() => wave.isOver() || inState(wave.now(), 'preparing', 'under-way').length > 0);
    if (wave.isOver()) return;
    const held = places();
    const preparing = held.map(({ appid }) => appid);
    const until = Math.min(...held.map(({ since }) => since)) + timings.slot;
    const found = await giveUpWhen(
      // What was asked about has ended, or moved on by another look, and others have begun since.
      () => {
        if (wave.isOver()) return true;
        const now = places();
        return now.length > 0 && !now.some(({ appid }) => preparing.includes(appid));
      },
      () =>
        lookAtReleases({
          ...{ mark, preparing, stuck: stuckOf(wave.now()) },
          every: preparing.length > 0 ? timings.look : timings.idleLook,
          ...(preparing.length > 0 ? { until } : {}),
        }),
    );
    if (found) wave.apply((state, now) => looked(state, found, now));
  }
};

const stuckOf = (wave: Wave): Look['stuck'] =>
  Object.fromEntries(
    inState(wave, 'preparing', 'under-way').flatMap(({ appid, attention }) => (attention ? [[appid, attention]] : [])),
  );
