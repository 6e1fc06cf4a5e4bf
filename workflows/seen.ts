/** How many dedupe keys an entity remembers; a push comes again within minutes, if at all. */
const remembered = 200;

/** Keys with one more, without the oldest beyond the bound. */
export const remember = (seen: readonly string[], key: string): readonly string[] => [...seen, key].slice(-remembered);
