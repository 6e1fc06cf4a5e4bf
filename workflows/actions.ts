import type { UpdateDefinition } from '@temporalio/common';
import { ApplicationFailure, allHandlersFinished, setHandler } from '@temporalio/workflow';
import { idempotencyConflict, notNow, type Request } from '../messages/actions.ts';
import type { AnsweredRequests } from '../messages/progress.ts';

/** What people may ask of a running process. */
export type Actions = {
  /** Registers an action: `refuse` says why it can't be taken now, `apply` records it and nothing more. */
  on<R extends Request = Request>(
    update: UpdateDefinition<void, [R], string>,
    action: { refuse: (request: R) => string | undefined; apply: (request: R) => void },
  ): void;
  readonly finished: () => boolean;
  /** The keyed requests taken so far; part of the result, because update ids do not survive the run. */
  answered(): AnsweredRequests;
};

/** Opens the actions of a process, with the requests that its run before answered. A keyed request is applied once, however often it comes. */
export const openActions = (before: AnsweredRequests = {}): Actions => {
  const answered: Record<string, string> = { ...before };
  return {
    on: <R extends Request>(
      update: UpdateDefinition<void, [R], string>,
      action: { refuse: (request: R) => string | undefined; apply: (request: R) => void },
    ) => {
      const validator = (request: R) => {
        if (wasAnswered(answered, request)) return;
        const reason = action.refuse(request);
        if (reason) throw ApplicationFailure.nonRetryable(reason, notNow);
      };
      const handler = (request: R) => {
        const { idempotency } = request;
        if (idempotency) {
          if (answered[idempotency.key] !== undefined) return;
          answered[idempotency.key] = idempotency.body;
        }
        action.apply(request);
      };
      setHandler(update, handler, { validator });
    },
    finished: allHandlersFinished,
    answered: () => answered,
  };
};

/** Whether a keyed request was taken before; throws where its key came with another body. */
export const wasAnswered = (answered: AnsweredRequests, { idempotency }: Request): boolean => {
  const before = idempotency && answered[idempotency.key];
  if (before !== undefined && before !== idempotency?.body) {
    throw ApplicationFailure.nonRetryable('This Idempotency-Key was used with another body.', idempotencyConflict);
  }
  return before !== undefined;
};

/** Who asked, without the request's key: a process takes a key once, and of one request follow many orders. */
export const askedBy = ({ by, why }: Request): Request => ({ by, ...(why ? { why } : {}) });
