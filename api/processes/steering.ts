import { cancel, retry } from '../../messages/actions.ts';
import { action } from '../process.ts';

/** What every process takes. */
export const steering = [
  action({ update: retry, role: 'operator', title: 'Try the step again that needs attention' }),
  action({ update: cancel, role: 'operator', title: 'End the process at its next safe point' }),
];
