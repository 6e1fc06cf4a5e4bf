/** What a process with a plan knows, kept as one value, and what runs beside its plan. */
export type OpenBoard<B> = {
  now(): B;
  set(next: B): void;
  /** A question that becomes true once something changed, from now on. */
  changed(): () => boolean;
  /** Lets something run beside the rest; an error of it is thrown by `check`. */
  beside(work: () => Promise<void>): void;
  check(): void;
};

/** Opens a board; `shown` is told of each change. */
export const openBoard = <B>(first: B, shown: (board: B) => void = () => {}): OpenBoard<B> => {
  let board = first;
  let changes = 0;
  let broken: { readonly error: unknown } | undefined;
  return {
    now: () => board,
    set: (next) => {
      board = next;
      changes += 1;
      shown(board);
    },
    changed: () => {
      const before = changes;
      return () => changes > before;
    },
    beside: (work) => {
      work().catch((error: unknown) => {
        broken ??= { error };
        changes += 1;
      });
    },
    check: () => {
      if (broken) throw broken.error;
    },
  };
};
