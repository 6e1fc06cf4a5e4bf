import { defineSignal } from '@temporalio/workflow';

/**
 * To the entities: the key ring has a new first key. What an entity holds is sealed anew, and it continues as new so that
 * its history is under that key too.
 */
export const keysRotated = defineSignal('keysRotated');
