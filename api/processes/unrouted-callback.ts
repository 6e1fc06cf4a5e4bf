import { dismiss, replay } from '../../messages/unrouted-callback.ts';
import { action, process } from '../process.ts';

/** A verified callback that found no taker; the gateway starts it. */
export const unroutedCallback = process({
  path: '/unrouted-callbacks',
  workflow: 'unroutedCallback',
  title: 'unrouted callback',
  calls: [],
  actions: [
    action({ update: replay, role: 'operator', title: 'Route and deliver the callback again' }),
    action({ update: dismiss, role: 'operator', title: 'Close it without delivering' }),
  ],
});
