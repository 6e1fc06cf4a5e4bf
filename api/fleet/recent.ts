/** How long an answer serves who asks again, such as for the next page, in milliseconds. */
const fresh = 5_000;

/** Asks once for all who ask at nearly the same time. */
export const recent = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return () => {
    const now = Date.now();
    if (last && now - last.at < fresh) return last.answer;
    const answer = ask();
    last = { at: now, answer };
    answer.catch(() => {
      last = undefined;
    });
    return answer;
  };
};
