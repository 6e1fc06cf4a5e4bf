import { process } from '../process.ts';
import { steering } from './steering.ts';

/** A callback on its way to a service of the provider's own; a rule starts it. */
export const callbackForward = process({
  path: '/callback-forwards',
  workflow: 'callbackForward',
  title: 'forward of a callback',
  calls: [],
  actions: steering,
});
