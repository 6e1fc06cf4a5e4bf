import { getExternalWorkflowHandle, type SignalDefinition } from '@temporalio/workflow';
import { workflowIds } from '../messages/workflow-ids.ts';

/** Tells the account's record what was changed. One that can't be told costs a change the next time; what is set is set. */
export const record = async <Args extends unknown[]>(
  appid: string,
  signal: SignalDefinition<Args>,
  ...args: Args
): Promise<void> => {
  const entity = getExternalWorkflowHandle(workflowIds.authorizer(appid));
  await entity.signal(signal, ...args).catch(() => undefined);
};
