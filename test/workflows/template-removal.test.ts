import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancel, retry } from '../../messages/actions.ts';
import { releaseRecorded } from '../../messages/authorizer.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { chooseDefault } from '../../messages/template-library.ts';
import type { TemplateRemovalInput, TemplateRemovalOutcome } from '../../messages/template-removal.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { openWorkflows } from '../../routing/open-workflows.ts';
import { changeTemplateLibrary, readTemplateLibrary } from '../../routing/template-library.ts';
import { type CredentialStage, startCredentialStage } from '../credentials/stage.ts';

let stage: CredentialStage;
beforeAll(async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
});
afterAll(() => stage.stop());

const request = { by: 'ops' };
const start = (templateId: number, more: Partial<TemplateRemovalInput> = {}) =>
  stage.temporal.workflow.start<(input: TemplateRemovalInput) => Promise<ProcessResult<TemplateRemovalOutcome>>>(
    'templateRemoval',
    {
      workflowId: workflowIds.templateRemoval(templateId),
      taskQueue: taskQueues.main,
      args: [{ templateId, evenIfUntold: false, timings: { retireFor: 100 }, request, ...more }],
    },
  );
const outcomeOf = async (templateId: number, more: Partial<TemplateRemovalInput> = {}) =>
  (await (await start(templateId, more)).result()).progress.outcome;
const templates = async () =>
  (await stage.wechat.getTemplateList({})).template_list.map(({ template_id: id }) => id).sort();
const retiring = async () => (await readTemplateLibrary(stage.temporal)).retiring;
const shows = (pointer: string, appid: string) =>
  expect
    .poll(() => openWorkflows(stage.temporal, searchAttributes.ExternalIds, pointer), { timeout: 20_000 })
    .toContain(workflowIds.authorizer(appid));

describe('the removal of a template by a person', () => {
  it('is refused of one that is online, the default, or not there', async () => {
    await stage.startAuthorizer({ appid: 'wx1' });
    const release = { at: '2026-11-23T08:00:00Z', userVersion: '1', templateId: 1, auditid: 1, workflowId: 'w' };
    await stage.entity('wx1').signal(releaseRecorded, release);
    await shows(externalIds.template(1), 'wx1');
    expect(await outcomeOf(1)).toMatchObject({ kind: 'in-use', uses: 1 });
    await changeTemplateLibrary(stage.temporal, chooseDefault, { templateId: 2, request });
    expect(await outcomeOf(2)).toMatchObject({ kind: 'kept', note: expect.stringContaining('default') });
    expect(await outcomeOf(99)).toEqual({ kind: 'not-there' });
    await changeTemplateLibrary(stage.temporal, chooseDefault, { templateId: null, request });
    expect(await templates()).toEqual([1, 2, 3]);
    await expect.poll(retiring).toEqual([]);
  });

  it('lets no release begin with it meanwhile, and takes that back where it is cancelled', async () => {
    const removal = await start(3, { timings: { retireFor: 600_000 } });
    await expect.poll(retiring).toEqual([3]);
    await removal.executeUpdate(cancel, { args: [request] });
    expect((await removal.result()).progress.outcome).toMatchObject({ kind: 'cancelled' });
    await expect.poll(retiring).toEqual([]);
  });

  it('removes it where nobody uses it, at once where a person says so', async () => {
    const removal = await start(3, { timings: { retireFor: 600_000 } });
    await expect.poll(async () => (await removal.query(progressQuery)).waitingFor).toBeDefined();
    await removal.executeUpdate(retry, { args: [request] });
    expect((await removal.result()).progress.outcome).toEqual({ kind: 'removed' });
    expect(await templates()).toEqual([1, 2]);
    await expect.poll(retiring).toEqual([]);
  });

  it('leaves it where it can not be told whether somebody uses it, unless that was said to be no reason', async () => {
    const { appid } = await stage.authorized();
    await shows(externalIds.unknownTemplate(), appid);
    expect(await outcomeOf(2)).toMatchObject({ kind: 'untold', note: expect.stringContaining('evenIfUntold') });
    expect(await outcomeOf(2, { evenIfUntold: true })).toEqual({ kind: 'removed' });
    expect(await templates()).toEqual([1]);
  });
});
