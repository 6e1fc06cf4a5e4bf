import type { SignalDefinition } from '@temporalio/common';
import {
  ActivityCancellationType,
  ChildWorkflowCancellationType,
  condition,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  startChild,
} from '@temporalio/workflow';
import type { RolloutActivities } from '../../activities/rollouts.ts';
import type { FleetRolloutInput } from '../../messages/fleet-rollout.ts';
import { type RolloutWaveInput, targetOf, waveMark, waveReported } from '../../messages/rollout-wave.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { askedBy } from '../actions.ts';
import { giveUpWhen } from '../give-up.ts';
import { noticesMemo } from '../notices.ts';
import type { OpenBoard } from '../open-board.ts';
import type { rolloutWave } from '../rollout-wave.ts';
import * as boards from './board.ts';

/** The parts of a rollout's waves that were begun, each a child of its own. */
export type Parts = {
  begin(wave: number, part: number): Promise<void>;
  /**
   * A part says itself how it stands, also at its end. One that was terminated says nothing, and a run that continues
   * another hears nothing of the children of that: so they are looked at now and then, until all `isOver`.
   */
  watch(isOver: () => boolean): Promise<void>;
  /** To every part of these waves that was begun, one that is only being started included. */
  tell<Args extends [unknown?]>(signal: SignalDefinition<Args>, args: Args, wave?: number): Promise<void>;
  /** Whether nothing is being told: what is told in the moment of a run's end is lost. */
  isQuiet(): boolean;
};

const { awaitPartEnd } = proxyActivities<Pick<RolloutActivities, 'awaitPartEnd'>>({
  summary: 'Does each part of the waves still run?',
  startToCloseTimeout: '1 minute',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
});

/** Opens what is heard of the parts; call it before the first await. */
export const openParts = (input: FleetRolloutInput, board: OpenBoard<boards.Board>): Parts => {
  const { rolloutId, release, rehearsal, again, timings } = input;
  const workflowIdOf = (wave: number, part: number) => workflowIds.rolloutWave(waveMark(rolloutId, wave, part));
  /** Until a child runs nobody can be told anything. */
  const starting = new Map<string, Promise<void>>();
  let underWay = 0;
  setHandler(waveReported, (report) => board.set(boards.reported(board.now(), report)));

  const watch: Parts['watch'] = async (isOver) => {
    for (;;) {
      const watched = () => board.now().begun.filter((each) => each.runId && !each.lost);
      await condition(() => isOver() || watched().length > 0);
      if (isOver()) return;
      const known = watched();
      const parts = known.map(({ wave, part, runId = '' }) => ({ workflowId: workflowIdOf(wave, part), runId }));
      const ask = () => awaitPartEnd({ parts, every: timings.idleLook });
      const ended = await giveUpWhen(() => isOver() || watched().length !== known.length, ask);
      const one = ended && known[ended.index];
      if (!one) continue;
      const now = ended.report ? boards.reported(board.now(), ended.report) : board.now();
      board.set(boards.lost(now, one.wave, one.part));
    }
  };
  const tellOne = async <Args extends [unknown?]>(id: string, signal: SignalDefinition<Args>, args: Args) => {
    underWay += 1;
    await starting.get(id);
    await getExternalWorkflowHandle(id)
      .signal(signal, ...args)
      // A part that has closed has nothing left to do.
      .catch(() => undefined);
    underWay -= 1;
  };

  return {
    watch,
    begin: async (wave, part) => {
      const { waves, steering } = board.now();
      const targets = waves[wave - 1]?.[part - 1]?.targets ?? [];
      const child: RolloutWaveInput = {
        ...{ rolloutId, wave, part, release, rehearsal, steering, timings },
        merchants: targets.map(targetOf),
        ...(again ? { again } : {}),
        request: askedBy(input.request),
      };
      const workflowId = workflowIdOf(wave, part);
      board.set(boards.began(board.now(), wave, part));
      const started = startChild<typeof rolloutWave>('rolloutWave', {
        workflowId,
        args: [child],
        // What was begun at WeChat outlives the rollout, and so do those who keep its record.
        parentClosePolicy: ParentClosePolicy.ABANDON,
        cancellationType: ChildWorkflowCancellationType.ABANDON,
        staticSummary: `Wave ${wave}, part ${part}, of rollout ${rolloutId}: ${targets.length} merchants`,
        memo: noticesMemo(),
        typedSearchAttributes: [{ key: searchAttributes.RolloutId, value: rolloutId }],
      });
      const settled = started.then(
        () => undefined,
        () => undefined,
      );
      starting.set(workflowId, settled);
      const { firstExecutionRunId } = await started;
      board.set(boards.runs(board.now(), wave, part, firstExecutionRunId));
    },
    tell: async (signal, args, wave) => {
      const parts = board.now().begun.filter((part) => wave === undefined || part.wave === wave);
      await Promise.all(parts.map((part) => tellOne(workflowIdOf(part.wave, part.part), signal, args)));
    },
    isQuiet: () => underWay === 0,
  };
};
