/** How long until a token that must not be missing is looked at again, in milliseconds: once it is there, and until then. */
const pauses = { fresh: 60_000, missing: 5_000 };

/**
 * Renews again and again, whoever needs the token or nobody: it must be at hand once it can't be fetched any more. What
 * fails is tried again soon. Gives what stops it.
 */
export const keepFresh = (renew: () => Promise<void>): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const beat = async () => {
    const fresh = await renew().then(
      () => true,
      () => false,
    );
    if (!stopped) timer = setTimeout(beat, fresh ? pauses.fresh : pauses.missing).unref();
  };
  void beat();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};
