/** Runs work of one name one after the other, in the order of asking; work of different names runs at once. */
export type InTurn = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Makes the turns of a process. */
export const createInTurn = (): InTurn => {
  const last = new Map<string, Promise<unknown>>();
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work);
    const over = mine
      .catch(() => {})
      .then(() => {
        if (last.get(name) === over) last.delete(name);
      });
    last.set(name, over);
    return mine;
  };
};
