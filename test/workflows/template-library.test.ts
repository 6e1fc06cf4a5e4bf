import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskQueues } from '../../messages/task-queues.ts';
import {
  chooseDefault,
  describeTemplate,
  retireTemplate,
  type TemplateLibraryInput,
  templatePromoted,
} from '../../messages/template-library.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { changeTemplateLibrary, readTemplateLibrary, tellTemplateLibrary } from '../../routing/template-library.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

let stage: FakeStage;
beforeAll(async () => {
  stage = await startFakeStage({});
});
afterAll(() => stage.stop());

const request = { by: 'ops' };

describe('the entity of the template library', () => {
  it('says nothing before anybody did, is made by the first word, and goes on after it continued as new', async () => {
    const { temporal } = stage;
    expect(await readTemplateLibrary(temporal)).toMatchObject({ templates: {}, retiring: [], rules: [] });
    await temporal.workflow.start<(input: TemplateLibraryInput) => Promise<void>>('templateLibrary', {
      workflowId: workflowIds.templateLibrary(),
      taskQueue: taskQueues.main,
      args: [{ historyLimit: 15 }],
    });
    const first = await temporal.workflow.getHandle(workflowIds.templateLibrary()).describe();
    const ext = { ext: { shop: '{{shop}}' } };
    const described = {
      templateId: 4,
      note: 'spring',
      ext,
      request: { ...request, idempotency: { key: 'k', body: 'b' } },
    };
    await changeTemplateLibrary(temporal, describeTemplate, described);
    await changeTemplateLibrary(temporal, describeTemplate, { ...described, note: 'the same request' });
    await changeTemplateLibrary(temporal, chooseDefault, { templateId: 4, request });
    const marked = async () => {
      expect(await changeTemplateLibrary(temporal, retireTemplate, { templateId: 4 })).toBe(false);
      return (await temporal.workflow.getHandle(workflowIds.templateLibrary()).describe()).runId;
    };
    await expect.poll(marked).not.toBe(first.runId);
    await tellTemplateLibrary(temporal, templatePromoted, { templateId: 5, makeDefault: true });
    await expect
      .poll(() => readTemplateLibrary(temporal))
      .toMatchObject({ templates: { 4: { note: 'spring', ext } }, defaultTemplate: 5, retiring: [] });
  });

  it('refuses more than its state can hold, and another body under the same key', async () => {
    const { temporal } = stage;
    const ext = { ext: { text: 'x'.repeat(500_000) } };
    const describeWith = (more: object) =>
      changeTemplateLibrary(temporal, describeTemplate, { templateId: 6, request, ...more });
    await expect(describeWith({ ext })).rejects.toMatchObject({ cause: { type: 'NotNow' } });
    await describeWith({ request: { ...request, idempotency: { key: 'k2', body: 'one' } } });
    await expect(
      describeWith({ request: { ...request, idempotency: { key: 'k2', body: 'two' } } }),
    ).rejects.toMatchObject({ cause: { type: 'IdempotencyConflict' } });
  });
});
