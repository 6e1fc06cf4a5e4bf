import type { UpdateDefinition } from '@temporalio/common';
import type { Request } from '../messages/actions.ts';
import type { FieldHint, WaitingFor } from '../messages/progress.ts';
import type { Process } from './process.ts';
import { type ByPeople, wakeWithAuthorization } from './waking.ts';

/** What was refused, at which step, and who has to do something about it. */
export type Halted = {
  readonly step: string;
  readonly note: string;
  readonly who: WaitingFor['who'];
  readonly hints?: readonly FieldHint[];
};

/** What follows a refusal: it is sent again, with new data where some was given, or WeChat moved by itself. */
export type Correction<Data, Standing> =
  | { readonly again: true; readonly data?: Data }
  | { readonly again: false; readonly moved: Standing };

/** How people correct what was refused. */
export type Refill<Data> = {
  /**
   * Fails the step and waits for new data or a retry while `watch` watches what was refused; `undefined` where nothing
   * came of it.
   */
  correction<Standing>(
    halted: Halted,
    watch: (waitingFor: WaitingFor, corrected: () => boolean) => Promise<Standing | undefined>,
  ): Promise<Correction<Data, Standing> | undefined>;
  /** Runs another wait that only people end: nothing is sent again because the authorization changed. */
  readonly byPeople: ByPeople;
};

/** Opens the action that gives new data; call it before the first await. */
export const openRefill = <Arg extends Request, Data>(
  process: Process,
  update: UpdateDefinition<void, [Arg], string>,
  dataOf: (request: Arg) => Data,
): Refill<Data> => {
  const byPeople = wakeWithAuthorization(process);
  let wanted = false;
  const given: Data[] = [];
  process.actions.on<Arg>(update, {
    refuse: () => (wanted ? undefined : 'Nothing was sent back: no new data is needed now.'),
    apply: (request) => {
      given.push(dataOf(request));
    },
  });
  return {
    byPeople,
    correction: ({ step, note, who, hints }, watch) => {
      process.progress.fail(step, note);
      const what = `${note} The action refill gives new data, retry sends the same again.`;
      const waitingFor = { what, who, ...(hints ? { hints } : {}) };
      return byPeople(async () => {
        wanted = true;
        given.length = 0;
        const retried = process.woken();
        try {
          const moved = await watch(waitingFor, () => given.length > 0 || retried());
          const data = given.at(-1);
          if (data !== undefined) return { again: true, data };
          if (retried()) return { again: true };
          return moved === undefined ? undefined : { again: false, moved };
        } finally {
          wanted = false;
        }
      });
    },
  };
};
