import type { Client } from '@temporalio/client';
import type { Ids } from '../credentials/ids.ts';
import { clockSkew, enterpriseCode, tasksNamed } from '../messages/registration.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { externalIds, workflowIds } from '../messages/workflow-ids.ts';
import { describeWorkflow } from './describe.ts';
import { openWorkflows } from './open-workflows.ts';
import type { ReadEvent } from './read.ts';

type Push = ReadEvent<'notifyThirdFasteregister'>['payload'];
type Deps = { readonly temporal: Client; readonly ids: Ids };

/** Where a registration's push goes: to workflows, the likeliest first, or not yet to be told. */
export type Takers = { readonly candidates: readonly string[]; readonly undecided: boolean };

/**
 * The open registrations that a push may be for. Real pushes have empty names, a `code` that is the task id, or no task
 * id, so each of their pointers is followed. A registration that knows its tasks takes no push that names another one,
 * nor one from before it began: that is of another try. One that has no task yet may be about to learn this one's id.
 */
export const registrationsOf = async (deps: Deps, push: Push): Promise<Takers> => {
  const tasks = tasksNamed(push);
  const subjects = subjectsOf(deps, push);
  const candidates: string[] = [];
  for (const task of tasks) {
    candidates.push(
      ...(await openWorkflows(deps.temporal, searchAttributes.ExternalIds, externalIds.registrationTask(task))),
    );
  }
  let undecided = false;
  for (const subject of subjects) {
    const fit = await fitOf(deps.temporal, subject, tasks, push.CreateTime);
    if (fit === 'takes') candidates.push(subject);
    undecided ||= fit === 'undecided';
  }
  if (push.appid) {
    // Other processes of the account bear its appid too.
    const ofAccount = await openWorkflows(deps.temporal, searchAttributes.AppId, push.appid);
    candidates.push(...ofAccount.filter(isRegistration));
  }
  if (candidates.length === 0 && subjects.length === 0 && tasks.length > 0) {
    undecided = await isAnyCreating(deps.temporal);
  }
  return { candidates: [...new Set(candidates)], undecided };
};

/** The registrations of the enterprise or person that a push names; a person's tells itself by `wxuser`. */
const subjectsOf = ({ ids }: Deps, { info }: Push): readonly string[] => {
  const { code = '', wxuser } = info ?? {};
  if (wxuser) return [workflowIds.personalRegistration(ids.hmac('wechat-user', wxuser))];
  return enterpriseCode.test(code) ? [workflowIds.enterpriseRegistration(ids.hmac('enterprise-code', code))] : [];
};

const isRegistration = (workflowId: string): boolean =>
  [workflowIds.enterpriseRegistration(''), workflowIds.personalRegistration('')].some((prefix) =>
    workflowId.startsWith(prefix),
  );

/** Whether a registration waits for the answer that tells its task: a task that nobody knows yet may be this one. */
const isAnyCreating = async (temporal: Client): Promise<boolean> => {
  const types = `WorkflowType IN ('enterpriseRegistration', 'personalRegistration')`;
  const query = `${types} AND ExecutionStatus = 'Running' AND ${searchAttributes.Stage.name} = 'create'`;
  return (await temporal.workflow.count(query)).count > 0;
};

/** Whether the subject's open registration takes a push that names these tasks; `createTime` in unix seconds. */
const fitOf = async (
  temporal: Client,
  workflowId: string,
  tasks: readonly string[],
  createTime: number,
): Promise<'takes' | 'foreign' | 'undecided'> => {
  const run = await describeWorkflow(temporal, workflowId);
  if (run?.status.name !== 'RUNNING') return 'foreign';
  if (tasks.length === 0) return createTime * 1_000 >= run.startTime.getTime() - clockSkew ? 'takes' : 'foreign';
  const own = (run.typedSearchAttributes.get(searchAttributes.ExternalIds) ?? []).filter(isTask);
  if (own.length === 0) return 'undecided';
  const fits = [externalIds.lostRegistrationTask(), ...tasks.map(externalIds.registrationTask)];
  return own.some((pointer) => fits.includes(pointer)) ? 'takes' : 'foreign';
};

const isTask = (pointer: string): boolean =>
  pointer === externalIds.lostRegistrationTask() || pointer.startsWith(externalIds.registrationTask(''));
