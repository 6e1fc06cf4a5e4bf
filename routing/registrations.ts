import type { Client } from '@temporalio/client';
import type { Ids } from '../credentials/ids.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { externalIds, workflowIds } from '../messages/workflow-ids.ts';
import { openWorkflows } from './open-workflows.ts';
import type { ReadEvent } from './read.ts';

/** A unified social credit code (统一社会信用代码). */
const enterpriseCode = /^[0-9A-Z]{18}$/;

/**
 * The ids of workflows that a registration push may be for, the likeliest first. Real pushes have empty names, a `code`
 * that is the task id, or no task id, so each of their pointers is followed; the workflow itself decides what it takes.
 */
export async function* registrationsOf(
  deps: { readonly temporal: Client; readonly ids: Ids },
  { info, taskid, appid }: ReadEvent<'notifyThirdFasteregister'>['payload'],
): AsyncGenerator<string> {
  const code = info?.code ?? '';
  if (enterpriseCode.test(code)) {
    yield workflowIds.enterpriseRegistration(deps.ids.hmac('enterprise-code', code));
  }
  for (const task of new Set([taskid, info?.taskid, code])) {
    if (task)
      yield* await openWorkflows(deps.temporal, searchAttributes.ExternalIds, externalIds.registrationTask(task));
  }
  if (!appid) return;
  // Other processes of the account bear its appid too.
  const ofAccount = await openWorkflows(deps.temporal, searchAttributes.AppId, appid);
  yield* ofAccount.filter((workflowId) => workflowId.startsWith(workflowIds.enterpriseRegistration('')));
}
