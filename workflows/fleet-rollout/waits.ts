import type { RolloutTimings } from '../../messages/fleet-rollout.ts';
import type { WaitingFor } from '../../messages/progress.ts';
import { type Board, forecastOf, groupsOf, hostRefusedOf, type Next } from './board.ts';
import { groupLines } from './details.ts';
import { forecastWords, needsOps } from './forecast.ts';

/** For what and whom a rollout waits, and what holds its merchants up meanwhile. */
export const waitOf = (board: Board, move: Extract<Next, { do: 'wait' | 'halt' }>): WaitingFor => {
  const forecast = forecastOf(board);
  const host = hostRefusedOf(board);
  const withStops = (what: string) => [what, host, forecastWords(forecast)].filter(Boolean).join('. ');
  if (move.do === 'halt') {
    const mend = 'Mend it and `resubmit` the group, `resume` to go on all the same, or `abort`';
    const groups = groupLines(groupsOf(board)).join(' ');
    return {
      what: withStops(`The gate of wave ${move.wave} is shut: ${move.why}. ${groups} ${mend}`),
      who: 'provider',
    };
  }
  const isHeld = board.steering.paused || host !== undefined || needsOps(forecast);
  return { what: withStops(move.what), who: isHeld ? 'ops' : 'wechat' };
};

/** How long, in milliseconds, and for what a rollout waits whose merchants are all decided. */
export const lastWait = (
  board: Board,
  { watch, decide }: RolloutTimings,
): { readonly waitingFor: WaitingFor; readonly milliseconds: number } => {
  const groups = groupsOf(board);
  if (groups.length === 0) {
    const what = 'Everyone is live. `rollBack` takes a wave back, `finish` ends the rollout.';
    return { waitingFor: { what, who: 'wechat' }, milliseconds: watch };
  }
  const what = `Not everyone is live: \`resubmit\` submits a mended group again, \`finish\` ends the rollout as it stands. ${groupLines(groups).join(' ')}`;
  return { waitingFor: { what, who: 'provider' }, milliseconds: decide };
};
