import { setHandler } from '@temporalio/workflow';
import { authorizationChanged } from '../messages/authorizer.ts';
import type { Process } from './process.ts';

/** Runs a wait that only people end. */
export type ByPeople = <T>(wait: () => Promise<T>) => Promise<T>;

/**
 * Wakes a process when its account's authorization changes, but not from what only people decide: to be woken there
 * means to send again. Call it before the first await.
 */
export const wakeWithAuthorization = (process: Process): ByPeople => {
  let deciding = 0;
  setHandler(authorizationChanged, () => {
    if (deciding === 0) process.wake();
  });
  return async (wait) => {
    deciding += 1;
    try {
      return await wait();
    } finally {
      deciding -= 1;
    }
  };
};
