import { type WaveSize, waveLimit } from '../../messages/fleet-rollout.ts';

/** Which of the targets each wave takes, in their order; what no wave names is left out, and no wave is empty. */
export const wavesOf = <T>(targets: readonly T[], sizes: readonly WaveSize[]): T[][] => {
  const waves: T[][] = [];
  let taken = 0;
  for (const size of sizes) {
    const wave = targets.slice(taken, taken + countOf(size, targets.length));
    taken += wave.length;
    if (wave.length > 0) waves.push(wave);
  }
  return waves;
};

const countOf = (size: WaveSize, all: number): number => {
  if ('merchants' in size) return size.merchants;
  return 'percent' in size ? Math.ceil((all * size.percent) / 100) : all;
};

/** The parts of a wave, each small enough for one child. */
export const partsOf = <T>(wave: readonly T[], limit = waveLimit): T[][] => {
  const parts: T[][] = [];
  for (let from = 0; from < wave.length; from += limit) parts.push(wave.slice(from, from + limit));
  return parts;
};
