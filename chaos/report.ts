import { printTable } from '../bench/table.ts';
import { fates } from './plan.ts';
import type { RunOptions, RunResult } from './rollout-run.ts';

/** Prints what happened, as tables. */
export const printRun = (
  { seed, merchants }: Pick<RunOptions, 'seed' | 'merchants'>,
  { evidence, kills, delays, calls, took }: RunResult,
): void => {
  printTable('The run', [
    { what: 'seed', is: seed },
    { what: 'merchants', is: merchants },
    { what: 'from the start of the rollout to its end', is: seconds(took) },
    { what: 'kills', is: kills.length },
    { what: `live after an audit that passed, median of ${delays.merchants}`, is: seconds(delays.median) },
    { what: 'the same, p99', is: seconds(delays.p99) },
    { what: 'the same, the slowest', is: seconds(delays.max) },
  ]);
  if (kills.length > 0) {
    printTable(
      'Kills',
      kills.map(({ victim, at, share }) => ({ killed: victim, at: seconds(at), work: `${Math.round(share * 100)} %` })),
    );
  }
  const ends = fates.flatMap((fate) => {
    const states = evidence.merchants
      .filter((one) => one.fate === fate)
      .map(({ board }) => board?.state ?? 'not there');
    return [...new Set(states)].map((state) => ({
      fate,
      state,
      merchants: states.filter((one) => one === state).length,
    }));
  });
  printTable('Merchants: what was to become of them, and what did', ends);
  printTable('Calls of WeChat', callRows(calls));
};

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

const callRows = (calls: RunResult['calls']) => {
  const byPath = new Map<string, { calls: number; answers: Record<string, number> }>();
  for (const { path, calls: made, answers } of calls) {
    const sum = byPath.get(path) ?? { calls: 0, answers: {} };
    sum.calls += made;
    for (const [answer, times] of Object.entries(answers)) sum.answers[answer] = (sum.answers[answer] ?? 0) + times;
    byPath.set(path, sum);
  }
  return [...byPath]
    .toSorted(([, a], [, b]) => b.calls - a.calls)
    .map(([path, { calls: made, answers }]) => ({
      call: path,
      calls: made,
      'answers other than 0': othersOf(answers),
    }));
};

const othersOf = (answers: Readonly<Record<string, number>>) =>
  Object.entries(answers)
    .filter(([answer]) => answer !== '0')
    .map(([answer, times]) => `${answer}: ${times}`)
    .join(', ');
