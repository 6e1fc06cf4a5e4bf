import { afterEach, expect, it } from 'vitest';
import { cancel } from '../../messages/actions.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { promotionTimings, type TemplatePromotionInput } from '../../messages/template-promotion.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { type CredentialStage, startCredentialStage } from '../credentials/stage.ts';

let stage: CredentialStage;
afterEach(() => stage.stop());

/** Uploads a draft and has it made a template. */
let uploaded = 0;
const promotion = async () => {
  uploaded += 1;
  const order = { sourceAppid: `wxdev${uploaded}`, userVersion: `1.0.${uploaded}` };
  const { draftId } = await stage.order<{ draftId: number }>('/drafts', order);
  return stage.temporal.workflow.start<(input: TemplatePromotionInput) => Promise<ProcessResult>>('templatePromotion', {
    workflowId: workflowIds.templatePromotion(draftId),
    taskQueue: taskQueues.main,
    args: [{ draftId, makeDefault: false, timings: promotionTimings, request: { by: 'test' } }],
  });
};
type Promotion = Awaited<ReturnType<typeof promotion>>;
const kindOf = async (promotion: Promotion) => (await promotion.result()).progress.outcome?.kind;
const shows = (promotion: Promotion, expected: object) =>
  expect.poll(() => promotion.query(progressQuery), { timeout: 20_000 }).toMatchObject(expected);
const made = () => stage.callsOf('/wxa/addtotemplate');

it('A host whose IP WeChat refuses takes no work until it is admitted; what waits says why and goes on', async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
  await stage.tokens({ kind: 'component' });
  await stage.order('/allow-list', { ips: [] });
  const running = await Promise.all([promotion(), promotion()]);
  await expect.poll(stage.hostRefusal).toMatchObject({ failure: { errcode: 61004 } });
  const [first] = running;
  if (!first) throw new Error('none was started');
  await shows(first, { attention: 'ops', waitingFor: { what: expect.stringContaining('白名单IP') } });
  const refused = await stage.callsOf('/wxa/gettemplatedraftlist');
  // One begun now is not even tried.
  const late = await promotion();
  await expect.poll(async () => (await late.query(progressQuery)).stage).toBe('draft');
  expect(await stage.callsOf('/wxa/gettemplatedraftlist')).toBeLessThanOrEqual(refused + 10);

  await stage.order('/allow-list');
  expect(await Promise.all([...running, late].map(kindOf))).toEqual(['promoted', 'promoted', 'promoted']);
  expect(stage.hostRefusal()).toBeUndefined();
  expect(await made()).toBe(3);
  expect((await first.result()).progress).toMatchObject({ attention: 'none' });
});

it('A process that waits for a host to be admitted can be ended', async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
  await stage.tokens({ kind: 'component' });
  await stage.order('/allow-list', { ips: [] });
  const running = await promotion();
  await shows(running, { attention: 'ops' });
  await expect.poll(stage.hostRefusal).toBeDefined();
  await running.executeUpdate(cancel, { args: [{ by: 'test' }] });
  expect(await kindOf(running)).toBe('cancelled');
});

it('Another host takes the work of one that is refused', async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
  await stage.tokens({ kind: 'component' });
  const said = { errcode: 61004, errmsg: 'access clientip is not registered requestIP: 203.0.113.9' };
  const host = await stage.anotherHost(async () => Response.json(said));
  const running = await Promise.all(Array.from({ length: 20 }, promotion));
  expect(new Set(await Promise.all(running.map(kindOf)))).toEqual(new Set(['promoted']));
  expect(host.refusal()).toMatchObject({ why: expect.stringContaining('203.0.113.9') });
  expect(stage.hostRefusal()).toBeUndefined();
  expect(await made()).toBe(20);
  await host.end();
});
