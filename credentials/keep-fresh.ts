/** How long until a token that must not be missing is looked at again, in milliseconds: once it is there, and until then. */
const pauses = { fresh: 60_000, missing: 5_000 };

/**
 * Renews again and again, whoever needs the token or nobody: it must be at hand once it can't be fetched any more. What
 * fails is tried again soon. Gives what stops it, which resolves when the renewal under way has ended.
 */
export const keepFresh = (renew: () => Promise<void>): (() => Promise<void>) => {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const beat = async () => {
    const fresh = await renew().then(
      () => true,
      () => false,
    );
    if (stopped) return;
    const again = () => {
      underWay = beat();
    };
    timer = setTimeout(again, fresh ? pauses.fresh : pauses.missing).unref();
  };
  let underWay = beat();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return underWay;
  };
};
