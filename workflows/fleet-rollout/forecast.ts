import { ActivityCancellationType, condition, proxyActivities } from '@temporalio/workflow';
import type { RolloutActivities } from '../../activities/rollouts.ts';
import type { BarScope, SubmissionStop } from '../../messages/audit-quota.ts';
import type { FleetRolloutInput, Forecast } from '../../messages/fleet-rollout.ts';
import { giveUpWhen } from '../give-up.ts';
import type { OpenBoard } from '../open-board.ts';
import { type Board, nextOf } from './board.ts';

const { awaitForecast } = proxyActivities<Pick<RolloutActivities, 'awaitForecast'>>({
  summary: 'When is the last submission expected?',
  startToCloseTimeout: '30s',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
});

/** Keeps on the board when the last of the rollout's submissions is expected, and what stops them: an event only where that is news. */
export const foresee = async (
  input: FleetRolloutInput,
  board: OpenBoard<Board>,
  isOver: () => boolean,
): Promise<void> => {
  const { rolloutId, timings } = input;
  const isOpen = () => board.now().begun.length > 0 && nextOf(board.now(), input).do !== 'end';
  for (;;) {
    await condition(() => isOver() || isOpen());
    if (isOver()) return;
    const known = board.now().forecast;
    const ask = () => awaitForecast({ rolloutId, every: timings.forecast, ...(known ? { known } : {}) });
    const forecast = await giveUpWhen(() => isOver() || !isOpen(), ask);
    if (forecast) board.set({ ...board.now(), forecast });
  }
};

/** A forecast in words; none where nobody waits for a turn to submit. */
export const forecastWords = (forecast: Forecast | undefined): string => {
  if (!forecast || forecast.waiting === 0) return '';
  const { waiting, lastSubmissionOn: day, stops = [] } = forecast;
  const last = day
    ? `Its last submission is expected on ${day}.`
    : `About ${waiting} wait for a turn to submit, and nobody can tell until when.`;
  return [...stops.map(stopWords), last].join(' ');
};

const stopped: Readonly<Record<BarScope, string>> = {
  month: 'Submissions of this month',
  all: 'All submissions',
  first: 'Submissions of accounts that were never released',
  iteration: 'Submissions of accounts that were released before',
};
const stopWords = ({ scope, since, said, ends }: SubmissionStop): string =>
  `${stopped[scope]} are stopped${since ? ` since ${since}` : ''}: ${said} ${ends}`;

/** Whether somebody must say when a stop is over. */
export const needsOps = (forecast: Forecast | undefined): boolean =>
  forecast?.stops?.some((stop) => stop.needsOps) === true;
