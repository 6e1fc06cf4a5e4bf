import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Delivery } from '../../messages/delivery.ts';
import { clockSkew, type RegistrationTask, tasksNamed } from '../../messages/registration.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { externalIds } from '../../messages/workflow-ids.ts';
import type { Hints } from '../hints.ts';
import { pushVerdict, type Verdict } from './statuses.ts';

/** One try; `task` is absent until one was made, and where its id and link were lost. */
type Attempt = {
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** How many pushes were there before it. */
  readonly before: number;
  readonly task?: RegistrationTask;
};

/** What a push says where the new account is. */
export type Created = Pick<Delivery<'notifyThirdFasteregister'>, 'payload' | 'createTime'>;

/** The tries of one registration: what a push says counts for the try that it is about. */
export type Attempts = {
  /** Another try begins; what was pushed until now is not about it. */
  begin(): void;
  /** The task of the current try, from now on findable by its pushes; `undefined` where its id was lost. */
  made(task: RegistrationTask | undefined): void;
  /** The push that tells of the new account, of whichever try: a late one counts too. */
  created(): Created | undefined;
  /** What the pushes about the current try decide. */
  pushed(): Verdict | undefined;
};

/** So many pointers of former tries are kept; a search attribute holds 2 KB. */
const keptPointers = 20;

/** Tells pushes of one registration apart by try: by the task that they name, else by when they were made. */
export const openAttempts = (pushes: Hints<'notifyThirdFasteregister'>): Attempts => {
  const attempts: Attempt[] = [];

  const isOfCurrent = (push: Delivery<'notifyThirdFasteregister'>): boolean => {
    const current = attempts.at(-1);
    if (!current || pushes.received.indexOf(push) < current.before) return false;
    const named = tasksNamed(push.payload);
    if (named.length === 0) return push.createTime * 1_000 >= current.since - clockSkew;
    const own = current.task?.taskid;
    if (own) return named.includes(own);
    // The id was lost: whatever names no former try is about this one.
    return !attempts.some(({ task }) => task?.taskid && named.includes(task.taskid));
  };

  return {
    begin: () => {
      attempts.push({ since: Date.now(), before: attempts.length === 0 ? 0 : pushes.received.length });
    },
    made: (task) => {
      const current = attempts.pop() ?? { since: Date.now(), before: 0 };
      attempts.push({ ...current, ...(task ? { task } : {}) });
      const pointer = task?.taskid ? externalIds.registrationTask(task.taskid) : externalIds.lostRegistrationTask();
      const pointers = workflowInfo().typedSearchAttributes.get(searchAttributes.ExternalIds) ?? [];
      const value = [...pointers.filter((other) => other !== pointer), pointer].slice(-keptPointers);
      upsertSearchAttributes([{ key: searchAttributes.ExternalIds, value }]);
    },
    created: () =>
      pushes.received.find(({ payload: { status, auth_code, appid } }) => status === 0 && (auth_code || appid)),
    pushed: () =>
      pushes.received
        .filter((push) => push.payload.status === 0 || isOfCurrent(push))
        .map(({ payload }) => pushVerdict(payload.status))
        .find((verdict) => verdict !== undefined),
  };
};
