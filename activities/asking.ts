import { Context } from '@temporalio/activity';
import { notYet } from './failure.ts';

/** How a fact is asked for: `every` so many milliseconds, sooner at first where a push hinted at it. */
export type Asking = { readonly every: number; readonly hinted: boolean };

/** Right after a hint the answer may lag behind the push: the first questions come 1, 2, 4 … s apart. */
export const stillOpen = (ask: Asking, message: string) => {
  const soon = ask.hinted ? 1_000 * 2 ** (Context.current().info.attempt - 1) : ask.every;
  return notYet(message, Math.min(ask.every, soon));
};
