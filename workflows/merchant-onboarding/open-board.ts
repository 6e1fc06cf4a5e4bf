import type { OnboardingDeclaration } from '../../messages/merchant-onboarding.ts';
import { type Board, newBoard } from './board.ts';

/** The board of a running onboarding, and what runs beside its plan. */
export type OpenBoard = {
  now(): Board;
  set(next: Board): void;
  /** A question that becomes true once something changed, from now on. */
  changed(): () => boolean;
  /** Lets something run beside the rest; an error of it is thrown by `check`. */
  beside(work: () => Promise<void>): void;
  check(): void;
};

/** Opens the board of a declaration. */
export const openBoard = (declaration: OnboardingDeclaration): OpenBoard => {
  let board = newBoard(declaration);
  let changes = 0;
  let broken: { readonly error: unknown } | undefined;
  return {
    now: () => board,
    set: (next) => {
      board = next;
      changes += 1;
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
