/** How many dedupe keys an entity remembers; a push comes again within minutes, if at all. */
const remembered = 200;

type Seeing = { readonly seen: readonly string[] };

/** The state with the key seen, without the oldest keys beyond the bound; `undefined` where it was seen before. */
export const seenOnce = <S extends Seeing>(state: S, key: string): S | undefined =>
  state.seen.includes(key) ? undefined : { ...state, seen: [...state.seen, key].slice(-remembered) };
