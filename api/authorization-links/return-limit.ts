/** WeChat brings one code to each address; a view of the same second shares it, and a browser may bring a code again. */
const codesOfAnAddress = 5;
/** Longer than an address can be used, in milliseconds. */
const remembered = 3_600_000;

/** How many codes an address takes: whoever has one could make up others, and each costs calls of WeChat. */
export type ReturnLimit = {
  /** Whether the address, told by its token, takes the code: one of the first few that it brings. */
  takes(token: string, codeId: string): boolean;
};

/** Counts for one process; what is counted is bounded by the views that pages had. */
export const createReturnLimit = (clock: () => number = Date.now): ReturnLimit => {
  const brought = new Map<string, { readonly since: number; readonly codes: Set<string> }>();
  const forgetOld = (now: number) => {
    // The oldest are first.
    for (const [token, { since }] of brought) {
      if (now - since < remembered) return;
      brought.delete(token);
    }
  };
  return {
    takes: (token, codeId) => {
      const now = clock();
      forgetOld(now);
      const { since, codes } = brought.get(token) ?? { since: now, codes: new Set<string>() };
      if (!codes.has(codeId) && codes.size >= codesOfAnAddress) return false;
      brought.set(token, { since, codes: codes.add(codeId) });
      return true;
    },
  };
};
