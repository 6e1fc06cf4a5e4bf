import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';

/** The answer of a polling activity, or `undefined` where its answer was no longer of use. */
export const giveUpWhen = async <A>(useless: () => boolean, ask: () => Promise<A>): Promise<A | undefined> => {
  const scope = new CancellationScope();
  let found: A | undefined;
  let over = false;
  const asking = scope.run(ask).then(
    (answer) => {
      found = answer;
      over = true;
    },
    (error: unknown) => {
      over = true;
      if (!isCancellation(error)) throw error;
    },
  );
  await condition(() => over || useless());
  scope.cancel();
  await asking;
  return found;
};
