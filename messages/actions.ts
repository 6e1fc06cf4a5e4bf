import { defineSignal, defineUpdate } from '@temporalio/workflow';

/** Who asked for a change and why; carried into the workflow by every start and action. */
export type Request = {
  /** The name of the API key. */
  readonly by: string;
  readonly why?: string;
  /** HMAC of the Idempotency-Key and hash of the body, where a key was sent. */
  readonly idempotency?: { readonly key: string; readonly body: string };
};

/** The failure type of a keyed request whose key was used with another body. */
export const idempotencyConflict = 'IdempotencyConflict';
/** The failure type of an action that the process can't take now; its message says why. */
export const notNow = 'NotNow';

/** An action of a person: an update that answers at once. */
export const actionUpdate = <Name extends string>(name: Name) => defineUpdate<void, [Request], Name>(name);

/** Try the step again that needs attention. */
export const retry = actionUpdate('retry');
/** From another process: who waits for a person tries again; a call under way is made again should it fail. */
export const retryAsked = defineSignal('retryAsked');
/** End the process at its next safe point, with a truthful record. */
export const cancel = actionUpdate('cancel');
