import type { UpdateDefinition } from '@temporalio/common';
import type { Request } from '../messages/actions.ts';
import type { Process } from './process.ts';

/** New data in place of what was refused. */
export type Refill<Data> = {
  /** Takes new data while the work waits for it; gives both. */
  during<T>(wait: (given: () => boolean) => Promise<T>): Promise<{ readonly data: Data | undefined; readonly end: T }>;
};

/** Opens the action that gives new data; call it before the first await. */
export const openRefill = <Arg extends Request, Data>(
  process: Process,
  update: UpdateDefinition<void, [Arg], string>,
  dataOf: (request: Arg) => Data,
): Refill<Data> => {
  let wanted = false;
  let data: Data | undefined;
  process.actions.on<Arg>(update, {
    refuse: () => (wanted ? undefined : 'Nothing was sent back: no new data is needed now.'),
    apply: (request) => {
      data = dataOf(request);
    },
  });
  return {
    during: async (wait) => {
      wanted = true;
      data = undefined;
      try {
        const end = await wait(() => data !== undefined);
        return { data, end };
      } finally {
        wanted = false;
      }
    },
  };
};
