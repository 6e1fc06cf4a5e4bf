import type {
  BegunPart,
  FleetRolloutInput,
  Forecast,
  Pace,
  ReasonGroup,
  RolloutBoard,
  RolloutView,
  StateCounts,
  Steering,
  WaveReport,
} from '../../messages/fleet-rollout.ts';
import type { ReleaseWindows } from '../../messages/time-window.ts';
import { countOf, final, judge } from './gate.ts';
import { joined } from './reasons.ts';
import { sumOfCounts } from './sums.ts';
import { partsOf } from './waves.ts';

export type Board = RolloutBoard;

export const newBoard = (pace: Pace, windows: ReleaseWindows = {}): Board => ({
  ...{ waves: [], begun: [], passed: [], aborted: false, finished: false },
  steering: { version: 1, paused: false, pace, ...windows },
});

/** Its targets are known, a line each. */
export const aimed = (board: Board, waves: readonly (readonly string[])[]): Board => ({
  ...board,
  waves: waves.map((wave) => partsOf(wave).map((targets) => ({ total: targets.length, targets }))),
});

/** Another word to the waves; each has its number, for words may overtake one another. */
export const steered = (board: Board, change: (before: Steering) => Omit<Steering, 'version'>): Board => {
  const { version } = board.steering;
  return { ...board, steering: { ...change(board.steering), version: version + 1 } };
};

/** A part is begun: until it reports, all of it waits. Who is in it is its own child's to know from now on. */
export const began = (board: Board, wave: number, part: number): Board => {
  const total = board.waves[wave - 1]?.[part - 1]?.total ?? 0;
  const report = { wave, part, total, counts: { waiting: total }, stuck: 0, delayed: 0, groups: [] };
  const waves = board.waves.map((parts, index) =>
    index + 1 === wave ? parts.map((each, at) => (at + 1 === part ? { total, targets: [] } : each)) : parts,
  );
  return { ...board, waves, begun: [...board.begun, report] };
};

/** The child of a part runs. */
export const runs = (board: Board, wave: number, part: number, runId: string): Board =>
  withPart(board, wave, part, (each) => ({ ...each, runId }));

export const reported = (board: Board, report: WaveReport): Board =>
  withPart(board, report.wave, report.part, ({ runId }) => ({ ...report, ...(runId ? { runId } : {}) }));

/** A part ended without a word, terminated perhaps: its open merchants are nobody's any more. */
export const lost = (board: Board, wave: number, part: number): Board =>
  withPart(board, wave, part, (each) => {
    const known = Object.entries(each.counts).filter(([state]) => final.some((name) => name === state));
    const open = each.total - known.reduce((sum, [, count]) => sum + count, 0);
    const failed = (each.counts.failed ?? 0) + open;
    return {
      ...each,
      counts: { ...Object.fromEntries(known), ...(failed > 0 ? { failed } : {}) },
      stuck: 0,
      withMerchant: 0,
      delayed: 0,
      lost: true,
    };
  });

const withPart = (board: Board, wave: number, part: number, change: (part: BegunPart) => BegunPart): Board => ({
  ...board,
  begun: board.begun.map((each) => (each.wave === wave && each.part === part ? change(each) : each)),
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
  const { waves, begun, passed, aborted } = board;
  const { paused } = board.steering;
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
    const { decided, total } = judgement;
    const known = total > 0 ? `the fate of ${decided} of ${total} is known` : 'all of them wait for their merchants';
    return wait(`Gate of wave ${wave}: ${known}`);
  }
  return { do: 'begin', wave: wave + 1, part: 1 };
};

const wait = (what: string): Next => ({ do: 'wait', what });
const onPause = wait('Paused: `resume` goes on');

export const reportsOf = ({ begun }: Board, wave: number): readonly WaveReport[] =>
  begun.filter((report) => report.wave === wave);

/** All merchants by state; those of waves that were not begun wait, or are left where the rollout was ended. */
export const countsOf = ({ waves, begun, aborted }: Board): StateCounts => {
  const targets = waves.flat().reduce((sum, part) => sum + part.total, 0);
  const rest = targets - begun.reduce((sum, { total }) => sum + total, 0);
  return sumOfCounts([...begun.map(({ counts }) => counts), rest > 0 ? { [aborted ? 'left' : 'waiting']: rest } : {}]);
};

/** How the rollout is shown. */
export const viewOf = (board: Board): RolloutView => {
  const forecast = forecastOf(board);
  const hostRefused = hostRefusedOf(board);
  return {
    counts: countsOf(board),
    groups: groupsOf(board),
    ...(forecast ? { forecast } : {}),
    ...(hostRefused ? { hostRefused } : {}),
  };
};

/** What is to be done where WeChat refuses a host that made calls for releases under way. */
export const hostRefusedOf = ({ begun }: Board): string | undefined =>
  begun.find(({ hostRefused, lost }) => hostRefused && !lost)?.hostRefused;

/** What is expected of those that may wait for a turn to submit; none where nobody is under way. */
export const forecastOf = (board: Board): Forecast | undefined => {
  const isOpen = countOf(countsOf(board), ['preparing', 'under-way']) > 0;
  return isOpen && !board.aborted ? board.forecast : undefined;
};

export const groupsOf = ({ begun }: Board): readonly ReasonGroup[] => joined(begun.map(({ groups }) => groups));
