import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthorizerInput } from '../../messages/authorizer.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { png } from '../materials/pictures.ts';
import { problemOf } from './answers.ts';
import { startTestWorker } from './test-worker.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

const appid = 'wx1';
let api: WholeApi;
let stopWorker: () => Promise<void>;
beforeAll(async () => {
  api = await openWholeApi(false);
  stopWorker = await startTestWorker('./settings-workflows.ts', api.temporal.options.namespace);
  await api.temporal.workflow.start<(input: AuthorizerInput) => Promise<void>>('authorizer', {
    workflowId: workflowIds.authorizer(appid),
    taskQueue: taskQueues.main,
    args: [{ appid, state: { ...newAuthorizer(appid), authorization: 'granted' } }],
  });
});
afterAll(async () => {
  await stopWorker();
  await api.close();
});

const path = '/v1/code-releases';
const good = { appid, templateId: 1, userVersion: '1.0.0', userDesc: '首次上线' };
const item = { first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 };
const picture = `sha256:${'1'.repeat(64)}`;
const stage = { percentage: 5, for: 60_000 };
const location = { name: 'wx.getLocation', content: '查找门店', pages: ['https://example.com/a'] };
const post = (body: object, as = 'operator') => api.call('POST', path, { as, body });
const mp4 = Buffer.from('\0\0\0\x18ftypmp42 and so on');
const uploaded = async (bytes: Buffer, purpose: string) => {
  const response = await fetch(`${api.url}/v1/materials?purpose=${purpose}`, {
    method: 'POST',
    headers: { authorization: 'Bearer operator', 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  return ((await response.json()) as { material: string }).material;
};

describe('the start of a release', () => {
  it.each<[field: string, wish: object]>([
    ['templateId', { templateId: undefined }],
    ['templateId', { directCommit: true }],
    ['templateId', { templateId: '1' }],
    ['directCommit', { templateId: undefined, directCommit: false }],
    ['userVersion', { userVersion: 'x'.repeat(65) }],
    ['userVersion', { userVersion: ' ' }],
    ['userDesc', { userDesc: 'x'.repeat(201) }],
    ['release', { release: 'later' }],
    ['secondPerson', { secondPerson: 'yes' }],
    ['priority', { priority: 'urgent' }],
    ['rolloutId', { rolloutId: 'a b' }],
    ['gray', { gray: [] }],
    ['gray', { gray: [{ ...stage, percentage: 30 }, stage] }],
    ['gray.0.percentage', { gray: [{ ...stage, percentage: 100 }] }],
    ['gray.0.percentage', { gray: [{ ...stage, percentage: 0 }] }],
    ['gray.0.for', { gray: [{ percentage: 5 }] }],
    ['gray.0.for', { gray: [{ ...stage, for: 0 }] }],
    ['categories', { categories: [] }],
    ['categories', { categories: Array.from({ length: 6 }, () => item) }],
    ['categories.0.first_id', { categories: [{ ...item, first_id: 0 }] }],
    ['categories.0.second_class', { categories: [{ ...item, second_class: '' }] }],
    ['categories.0.title', { categories: [{ ...item, title: '标'.repeat(33) }] }],
    ['categories.0.tag', { categories: [{ ...item, tag: '签'.repeat(21) }] }],
    ['categories.0.tag', { categories: [{ ...item, tag: '一 二 三 四 五 六 七 八 九 十 多' }] }],
    ['ugcDeclare.scene', { ugcDeclare: { scene: [] } }],
    ['ugcDeclare.scene.0', { ugcDeclare: { scene: [7] } }],
    ['ugcDeclare.method.0', { ugcDeclare: { scene: [4], method: [5] } }],
    ['ugcDeclare.has_audit_team', { ugcDeclare: { scene: [4], has_audit_team: 2 } }],
    ['ugcDeclare.audit_desc', { ugcDeclare: { scene: [4], audit_desc: 'x'.repeat(257) } }],
    ['preview', { preview: {} }],
    ['preview.pictures.0', { preview: { pictures: ['media-id'] } }],
    ['preview.pictures.0', { preview: { pictures: [picture] } }],
    ['preview.videos', { preview: { videos: Array.from({ length: 11 }, () => picture) } }],
    ['orderPath', { orderPath: '' }],
    ['feedback.info', { feedback: { info: '改'.repeat(201) } }],
    ['feedback.materials', { feedback: { info: '已修改', materials: Array.from({ length: 6 }, () => picture) } }],
    ['feedback.materials.0', { feedback: { info: '已修改', materials: [picture] } }],
    ['privacyInterfaces', { privacyInterfaces: {} }],
    ['privacyInterfaces.unused', { privacyInterfaces: { unused: false } }],
    ['privacyInterfaces.apply.0.content', { privacyInterfaces: { apply: [{ ...location, content: '' }] } }],
    ['timings.grayWindow', { timings: { grayWindow: 0 } }],
    ['ext.tabBar.list.0.pagePath', { ext: { tabBar: { list: [{ text: '首页' }] } } }],
    ['variables.1st', { variables: { '1st': 1 } }],
    ['speed', { speed: 'high' }],
  ])('is refused a wrong %s with the name of the field: %j', async (field, wish) => {
    const { errors } = problemOf(await post({ ...good, ...wish }), 400);
    expect(errors).toEqual([expect.objectContaining({ field, expected: expect.any(String) })]);
  });

  it.each([
    ['videos', png(100), 'preview.videos.0'],
    ['pictures', mp4, 'preview.pictures.0'],
  ])('is refused a file of another kind among the %s', async (kind, bytes, field) => {
    const material = await uploaded(bytes, 'audit');
    const { errors } = problemOf(await post({ ...good, preview: { [kind]: [material] } }), 400);
    expect(errors).toEqual([expect.objectContaining({ field, expected: kind })]);
  });

  it('is refused proofs that WeChat takes as previews only', async () => {
    const wish = { feedback: { info: '已修改', materials: [await uploaded(mp4, 'audit')] } };
    const { errors } = problemOf(await post({ ...good, ...wish }), 400);
    expect(errors).toEqual([expect.objectContaining({ field: 'feedback.materials.0' })]);
  });

  it('is for operators; what puts it online or shows it to users is for approvers', async () => {
    expect((await post(good, 'viewer')).status).toBe(403);
    const running = 'wx-running';
    await api.temporal.workflow.start('codeRelease', {
      workflowId: workflowIds.codeRelease(running),
      taskQueue: taskQueues.main,
    });
    const act = (action: string) =>
      api.call('POST', `${path}/code-release:${running}/actions/${action}`, { as: 'operator', body: {} });
    for (const action of ['release', 'override', 'raise', 'finish', 'takeBack']) {
      problemOf(await act(action), 403);
    }
  });
});
