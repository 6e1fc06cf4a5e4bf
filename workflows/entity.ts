import type { SearchAttributeUpdatePair } from '@temporalio/common';
import {
  CancellationScope,
  condition,
  setCurrentDetails,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';

/** Well under the server's own suggestion at 4,096 events, so that an entity replays quickly. */
const defaultHistoryLimit = 1_500;

/** Whether this run's history is long enough to continue as new. */
export const isTimeToContinue = (historyLimit = defaultHistoryLimit): boolean =>
  workflowInfo().continueAsNewSuggested || workflowInfo().historyLength >= historyLimit;

/** The state of an entity. A change is a function of the newest state, so that nothing is lost over an `await`. */
export type EntityState<S> = { now(): S; change(step: (state: S) => S): void };

/** What of a state shows in Temporal: the current details in Markdown, and search attributes. */
export type Shown = {
  readonly details: string;
  readonly attributes: SearchAttributeUpdatePair[];
  /** What lists show beside the attributes; no memo where it is absent. */
  readonly memo?: Readonly<Record<string, unknown>>;
};

/** Opens an entity's state; what shows of it follows every change. */
export const openState = <S>(initial: S, shownOf: (state: S) => Shown): EntityState<S> => {
  let state = initial;
  let upserted = '[]';
  let remembered = '';
  const show = () => {
    const { details, attributes, memo } = shownOf(state);
    setCurrentDetails(details);
    const noted = memo ? JSON.stringify(memo) : remembered;
    if (memo && noted !== remembered) upsertMemo(memo);
    remembered = noted;
    const values = JSON.stringify(attributes.map(({ value }) => value));
    if (values === upserted) return;
    upserted = values;
    upsertSearchAttributes(attributes);
  };
  show();
  return {
    now: () => state,
    change: (step) => {
      state = step(state);
      show();
    },
  };
};

/**
 * One kind of work that an entity does by itself: waits until there is some, does it, one at a time. Returns once the
 * run is to end and nothing is left to do.
 */
export const chore = async (due: () => boolean, ending: () => boolean, work: () => Promise<void>): Promise<void> => {
  for (;;) {
    await condition(() => due() || ending());
    if (!due()) return;
    await work();
  }
};

/** Lets all who ask while `work` is under way share what the first asked for; a cancellation of the entity does not reach it. */
export const shared = <Asked = void>(work: (asked: Asked) => Promise<void>): ((asked: Asked) => Promise<void>) => {
  let underWay: Promise<void> | undefined;
  return (asked) => {
    underWay ??= CancellationScope.nonCancellable(() => work(asked)).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
};
