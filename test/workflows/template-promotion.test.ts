import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancel, retry } from '../../messages/actions.ts';
import { releaseRecorded } from '../../messages/authorizer.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { chooseDefault, describeTemplate, setPromotionRules } from '../../messages/template-library.ts';
import type { TemplatePromotionInput, TemplatePromotionOutcome } from '../../messages/template-promotion.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { openWorkflows } from '../../routing/open-workflows.ts';
import { changeTemplateLibrary, readTemplateLibrary } from '../../routing/template-library.ts';
import { type CredentialStage, startCredentialStage } from '../credentials/stage.ts';

let stage: CredentialStage;
beforeEach(async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
});
afterEach(() => stage.stop());

const add = '/wxa/addtotemplate';
const request = { by: 'ops' };
const upload = async (more: object = {}) =>
  (await stage.order<{ draftId: number }>('/drafts', { userVersion: '2.0.0', userDesc: 'spring', ...more })).draftId;
const start = (draftId: number, more: Partial<TemplatePromotionInput> = {}) =>
  stage.temporal.workflow.start<(input: TemplatePromotionInput) => Promise<ProcessResult<TemplatePromotionOutcome>>>(
    'templatePromotion',
    {
      workflowId: workflowIds.templatePromotion(draftId),
      taskQueue: taskQueues.main,
      args: [
        {
          draftId,
          makeDefault: false,
          timings: { lookUpAfter: 100, listPoll: 200, listWindow: 10_000, retireFor: 100 },
          request,
          ...more,
        },
      ],
    },
  );
const outcomeOf = async (draftId: number, more: Partial<TemplatePromotionInput> = {}) =>
  (await (await start(draftId, more)).result()).progress.outcome;
const templates = async () =>
  (await stage.wechat.getTemplateList({})).template_list.map(({ template_id: id }) => id).sort();
const full = async () => stage.order('/templates', { limit: (await templates()).length });
const effects = async (path: string) =>
  (await stage.ask<{ path: string }[]>('/effects')).filter((effect) => effect.path === path).length;

/** An account on which a template is online. */
const runs = async (appid: string, templateId: number) => {
  await stage.startAuthorizer({ appid });
  const release = { at: '2026-11-23T08:00:00Z', userVersion: '1', templateId, auditid: templateId, workflowId: 'w' };
  await stage.entity(appid).signal(releaseRecorded, release);
  await usedBy(templateId, appid);
};
const usedBy = (templateId: number, appid: string) =>
  expect
    .poll(() => openWorkflows(stage.temporal, searchAttributes.ExternalIds, externalIds.template(templateId)), {
      timeout: 20_000,
    })
    .toContain(workflowIds.authorizer(appid));

describe('the promotion of a draft', () => {
  it('finds the id of the new template, describes it, and makes no second one of the same draft', async () => {
    const draftId = await upload();
    const ext = { ext: { shop: '{{shop}}' } };
    expect(await outcomeOf(draftId, { note: 'spring', ext, makeDefault: true })).toEqual({
      kind: 'promoted',
      templateId: 4,
      userVersion: '2.0.0',
      already: false,
      removed: [],
    });
    expect(await outcomeOf(draftId)).toMatchObject({ templateId: 4, already: true });
    expect(await effects(add)).toBe(1);
    expect(await readTemplateLibrary(stage.temporal)).toMatchObject({
      templates: { 4: { note: 'spring', ext, promotedAt: expect.any(String) } },
      defaultTemplate: 4,
    });
    expect(await outcomeOf(999)).toMatchObject({ kind: 'no-draft' });
  });

  it.each(['dropAfter', 'dropBefore'])('makes one template where the answer is lost by %s', async (kind) => {
    const draftId = await upload();
    await stage.order('/faults', { path: add, kind, times: 1 });
    expect(await outcomeOf(draftId)).toMatchObject({ kind: 'promoted', templateId: 4, already: false });
    expect(await effects(add)).toBe(1);
  });

  it('makes room by the oldest template that nobody uses: not one that is online, the default, or to be kept', async () => {
    await runs('wx1', 1);
    await outcomeOf(await upload({ userVersion: '1.5.0' }), { keep: true });
    await outcomeOf(await upload({ userVersion: '1.6.0' }));
    await changeTemplateLibrary(stage.temporal, chooseDefault, { templateId: 2, request });
    await runs('wx3', 3);
    await full();
    expect(await outcomeOf(await upload())).toMatchObject({ kind: 'promoted', templateId: 6, removed: [5] });
    expect(await templates()).toEqual([1, 2, 3, 4, 6]);
    expect((await readTemplateLibrary(stage.temporal)).templates).not.toHaveProperty('5');
  });

  it('keeps what was not promoted here while an account runs code of which nobody knows the template', async () => {
    const { appid } = await stage.authorized();
    await expect
      .poll(() => openWorkflows(stage.temporal, searchAttributes.ExternalIds, externalIds.unknownTemplate()), {
        timeout: 20_000,
      })
      .toContain(workflowIds.authorizer(appid));
    await full();
    const draftId = await upload();
    const promotion = await start(draftId);
    await expect
      .poll(async () => (await promotion.query(progressQuery)).waitingFor, { timeout: 20_000 })
      .toMatchObject({ who: 'provider', what: expect.stringContaining("of 3 it can't be told") });
    await stage.wechat.deleteTemplate({ template_id: 2 });
    await promotion.executeUpdate(retry, { args: [request] });
    expect((await promotion.result()).progress.outcome).toMatchObject({ kind: 'promoted', removed: [] });
    expect(await templates()).toEqual([1, 3, 4]);
  });

  it('keeps a template with which somebody begins while it is marked', async () => {
    await runs('wx2', 2);
    await runs('wx3', 3);
    await full();
    const timings = { lookUpAfter: 100, listPoll: 200, listWindow: 10_000, retireFor: 600_000 };
    const promotion = await start(await upload(), { timings });
    await expect
      .poll(async () => (await readTemplateLibrary(stage.temporal)).retiring, { timeout: 20_000 })
      .toEqual([1]);
    await runs('wx1', 1);
    await promotion.executeUpdate(retry, { args: [request] });
    await expect
      .poll(async () => (await promotion.query(progressQuery)).waitingFor, { timeout: 20_000 })
      .toMatchObject({ who: 'provider', what: expect.stringContaining('3 are in use') });
    expect((await readTemplateLibrary(stage.temporal)).retiring).toEqual([]);
    await promotion.executeUpdate(cancel, { args: [request] });
    expect((await promotion.result()).progress.outcome).toEqual({ kind: 'cancelled', by: 'ops' });
    expect(await templates()).toEqual([1, 2, 3]);
  });

  it('takes the mark back where it is cancelled meanwhile', async () => {
    await full();
    const timings = { lookUpAfter: 100, listPoll: 200, listWindow: 10_000, retireFor: 600_000 };
    const promotion = await start(await upload(), { timings });
    const marked = async () => (await readTemplateLibrary(stage.temporal)).retiring;
    await expect.poll(marked, { timeout: 20_000 }).toEqual([1]);
    await promotion.executeUpdate(cancel, { args: [request] });
    await promotion.result();
    await expect.poll(marked).toEqual([]);
    expect(await templates()).toEqual([1, 2, 3]);
  });
});

describe('a rule of promotion', () => {
  it('has the newest draft of its development mini program promoted, once, and no other', async () => {
    const sourceAppid = 'wxdeva';
    await upload({ sourceAppid: 'wxdevb', userVersion: '9.0.0' });
    const draftId = await upload({ sourceAppid, userVersion: '3.0.0' });
    const watch = () =>
      stage.temporal.workflow.execute<() => Promise<number>>('draftWatch', {
        workflowId: workflowIds.draftWatch(),
        taskQueue: taskQueues.main,
      });
    expect(await watch()).toBe(0);
    const rules = [{ sourceAppid, makeDefault: true }];
    await changeTemplateLibrary(stage.temporal, setPromotionRules, { rules, request });
    expect(await watch()).toBe(1);
    await stage.temporal.workflow.getHandle(workflowIds.templatePromotion(draftId)).result();
    expect(await watch()).toBe(0);
    expect(await effects(add)).toBe(1);
    expect(await readTemplateLibrary(stage.temporal)).toMatchObject({ defaultTemplate: 4 });
    await changeTemplateLibrary(stage.temporal, describeTemplate, { templateId: 4, note: 'by rule', request });
  });
});
