import type { FleetRolloutInput, Pace, ReasonGroup, StateCounts, WaveReport } from '../../messages/fleet-rollout.ts';
import type { Target } from '../../messages/rollout-wave.ts';
import { countOf, final, judge } from './gate.ts';
import { joined } from './reasons.ts';
import { sumOfCounts } from './sums.ts';
import { partsOf } from './waves.ts';

/** What a rollout knows: its waves, what they reported, and what people said. */
export type Board = {
  /** The parts of each wave. */
  readonly waves: readonly (readonly (readonly Target[])[])[];
  /** What is known of the parts that were begun, in their order. */
  readonly begun: readonly WaveReport[];
  readonly pace: Pace;
  readonly paused: boolean;
  /** The waves behind whose gate somebody let the rollout go on all the same. */
  readonly passed: readonly number[];
  readonly aborted: boolean;
};

export const newBoard = (pace: Pace): Board => ({
  ...{ waves: [], begun: [], pace, paused: false, passed: [], aborted: false },
});

/** Its targets are known. */
export const aimed = (board: Board, waves: readonly (readonly Target[])[]): Board => ({
  ...board,
  waves: waves.map((wave) => partsOf(wave)),
});

/** A part is begun: until it reports, all of it waits. */
export const began = (board: Board, wave: number, part: number, total: number): Board => {
  const report = { wave, part, total, counts: { waiting: total }, stuck: 0, delayed: 0, groups: [] };
  return { ...board, begun: [...board.begun, report] };
};

export const reported = (board: Board, report: WaveReport): Board => ({
  ...board,
  begun: board.begun.map((each) => (each.wave === report.wave && each.part === report.part ? report : each)),
});

/** A part ended without a word, terminated perhaps: its open merchants are nobody's any more. */
export const lost = (board: Board, wave: number, part: number): Board => ({
  ...board,
  begun: board.begun.map((each) => {
    if (each.wave !== wave || each.part !== part) return each;
    const known = Object.entries(each.counts).filter(([state]) => final.some((name) => name === state));
    const open = each.total - known.reduce((sum, [, count]) => sum + count, 0);
    const failed = (each.counts.failed ?? 0) + open;
    return {
      ...each,
      counts: { ...Object.fromEntries(known), ...(failed > 0 ? { failed } : {}) },
      stuck: 0,
      delayed: 0,
    };
  }),
});

/** What a rollout does next. */
export type Next =
  | { readonly do: 'begin'; readonly wave: number; readonly part: number }
  | { readonly do: 'wait'; readonly what: string }
  /** The gate behind this wave is shut: somebody must look. */
  | { readonly do: 'halt'; readonly wave: number; readonly why: string }
  /** All is decided. */
  | { readonly do: 'end' };

/** What is next by what is known; waves and parts count from 1. */
export const nextOf = (board: Board, { gate, rehearsal }: Pick<FleetRolloutInput, 'gate' | 'rehearsal'>): Next => {
  const { waves, begun, paused, passed, aborted } = board;
  const last = begun.at(-1);
  const isDecided = begun.every(({ counts, total }) => countOf(counts, final) === total);
  if (aborted) return isDecided ? { do: 'end' } : wait('Until what is under way has ended');
  if (waves.length === 0) return { do: 'end' };
  if (!last) return paused ? onPause : { do: 'begin', wave: 1, part: 1 };
  const { wave, part } = last;
  if (countOf(last.counts, ['waiting']) > 0) return paused ? onPause : wait(`Wave ${wave}: its merchants are begun`);
  const parts = waves[wave - 1]?.length ?? 0;
  if (part < parts) return paused ? onPause : { do: 'begin', wave, part: part + 1 };
  if (wave === waves.length) return isDecided ? { do: 'end' } : wait('Until every release has ended');
  if (rehearsal) return paused ? onPause : { do: 'begin', wave: wave + 1, part: 1 };
  const judgement = judge(reportsOf(board, wave), gate);
  if (judgement.kind === 'halted' && !passed.includes(wave)) return { do: 'halt', wave, why: judgement.why };
  if (paused) return onPause;
  if (judgement.kind === 'waiting' && !passed.includes(wave)) {
    return wait(`Gate of wave ${wave}: the fate of ${judgement.decided} of ${judgement.total} is known`);
  }
  return { do: 'begin', wave: wave + 1, part: 1 };
};

const wait = (what: string): Next => ({ do: 'wait', what });
const onPause = wait('Paused: `resume` goes on');

export const reportsOf = ({ begun }: Board, wave: number): readonly WaveReport[] =>
  begun.filter((report) => report.wave === wave);

/** All merchants by state; those of waves that were not begun wait, or are left where the rollout was ended. */
export const countsOf = ({ waves, begun, aborted }: Board): StateCounts => {
  const targets = waves.flat().reduce((sum, part) => sum + part.length, 0);
  const rest = targets - begun.reduce((sum, { total }) => sum + total, 0);
  return sumOfCounts([...begun.map(({ counts }) => counts), rest > 0 ? { [aborted ? 'left' : 'waiting']: rest } : {}]);
};

export const groupsOf = ({ begun }: Board): readonly ReasonGroup[] => joined(begun.map(({ groups }) => groups));
