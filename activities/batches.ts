type Waiting<A, B> = {
  readonly asked: A;
  readonly resolve: (answer: B) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Lets what is asked while one call is under way go together in the next, `most` at a time. For updates of an entity,
 * which takes 10 at once, however many ask: each that it turns away costs it the task it is working on.
 */
export const inBatches = <A, B>(
  send: (asked: readonly A[]) => Promise<readonly B[]>,
  most = 100,
): ((asked: A) => Promise<B>) => {
  const waiting: Waiting<A, B>[] = [];
  let underWay = false;
  const sendAll = async () => {
    underWay = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most);
      try {
        const answers = await send(batch.map(({ asked }) => asked));
        for (const [index, { resolve, reject }] of batch.entries()) {
          const answer = answers[index];
          if (answer === undefined) reject(new Error('Fewer answers came than were asked for.'));
          else resolve(answer);
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    underWay = false;
  };
  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (!underWay) void sendAll();
    });
};
