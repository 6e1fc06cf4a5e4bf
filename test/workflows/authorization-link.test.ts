import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAuthorization } from '../../credentials/authorization-start.ts';
import { owners } from '../../credentials/owners.ts';
import {
  type AuthorizationLinkInput,
  type AuthorizationLinkOutcome,
  authorizationReturned,
  issuePreAuthCode,
} from '../../messages/authorization-link.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { type CredentialStage, startCredentialStage } from '../credentials/stage.ts';

let stage: CredentialStage;
beforeAll(async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
});
afterAll(() => stage.stop());

type Workflow = (input: AuthorizationLinkInput) => Promise<ProcessResult<AuthorizationLinkOutcome>>;

const start = (merchantId: string, life: number, wish: Partial<AuthorizationLinkInput> = {}) =>
  stage.temporal.workflow.start<Workflow>('authorizationLink', {
    workflowId: workflowIds.authorizationLink(merchantId, 'x'),
    taskQueue: taskQueues.main,
    args: [{ merchantId, life, authType: 2, links: [], request: { by: 'test' }, ...wish }],
  });

/** An account that consented, whose code a browser brings: what the api does with it. */
const bringBack = async (link: Awaited<ReturnType<typeof start>>, known: object = {}) => {
  const { appid } = await stage.account({ pushAuthorized: false, ...known });
  const secrets = await stage.ask<{ kind: string; value: string }[]>('/secrets');
  const code = secrets.findLast(({ kind }) => kind === 'authorization-code')?.value ?? '';
  const input = { code: stage.sealer.seal(owners.authorizationCode, code), createTime: Math.floor(Date.now() / 1_000) };
  const { workflowId: key } = await startAuthorization(stage, code, input);
  await link.signal(authorizationReturned, { ...input, key });
  return appid;
};

describe('an authorization link', () => {
  it('ends expired where nobody authorized an account', async () => {
    const { progress } = await (await start('m-expired', 300)).result();
    expect(progress).toMatchObject({
      outcome: { kind: 'expired' },
      steps: [{ state: 'failed', note: expect.stringContaining('Nobody') }],
    });
  });

  it('takes several accounts until its end, each for its merchant', async () => {
    const link = await start('m-several', 8_000);
    const appids = [await bringBack(link), await bringBack(link)];
    for (const appid of appids) await stage.becomes(appid, { authorization: 'granted', merchantId: 'm-several' });
    const { progress } = await link.result();
    expect(progress.outcome).toEqual({ kind: 'authorized', appids });
  });

  it('names what its accounts did not grant while it is open, and in its outcome', async () => {
    const link = await start('m-part', 60_000, { permissionSets: [17, 18], setNames: { 18: '小程序开发与数据分析' } });
    const whole = await bringBack(link, { permissionSets: [17, 18, 30] });
    await stage.becomes(whole, { merchantId: 'm-part' });
    await expect.poll(() => link.query(progressQuery)).toMatchObject({ attention: 'none', steps: [{ state: 'done' }] });
    const part = await bringBack(link, { permissionSets: [17] });
    await expect
      .poll(() => link.query(progressQuery), { timeout: 5_000 })
      .toMatchObject({
        attention: 'merchant',
        waitingFor: {
          what: expect.stringContaining(`${part} did not grant 小程序开发与数据分析`),
          whatZh: expect.stringContaining(`${part} 还缺少以下权限：小程序开发与数据分析`),
        },
        steps: [{ state: 'running' }],
      });
    await link.executeUpdate('cancel', { args: [{ by: 'test' }] });
    const { progress } = await link.result();
    expect(progress.outcome).toMatchObject({ appids: [whole, part], lacking: { [part]: [18] } });
  });

  it('waits beyond its end for whoever opened it before, and gives no more codes', async () => {
    const link = await start('m-late', 1_500);
    await link.executeUpdate(issuePreAuthCode);
    const another = () =>
      link.executeUpdate(issuePreAuthCode).then(
        () => 'issued',
        () => 'refused',
      );
    await expect.poll(another, { timeout: 10_000, interval: 400 }).toBe('refused');
    expect((await link.describe()).status.name).toBe('RUNNING');
    const appid = await bringBack(link);
    await stage.becomes(appid, { merchantId: 'm-late' });
    await expect.poll(() => link.query(progressQuery)).toMatchObject({ attention: 'none' });
    await link.executeUpdate('cancel', { args: [{ by: 'test' }] });
    const { progress } = await link.result();
    expect(progress.outcome).toEqual({ kind: 'cancelled', by: 'test', appids: [appid] });
  });

  it('is found by each of its codes, which only their HMACs tell', async () => {
    const link = await start('m-found', 60_000);
    const { code } = await link.executeUpdate(issuePreAuthCode);
    const plain = stage.sealer.open(code, owners.preAuthCode);
    const pointer = externalIds.preAuthCode(stage.ids.hmac('pre-auth-code', plain));
    const { typedSearchAttributes } = await link.describe();
    expect(typedSearchAttributes.get(searchAttributes.ExternalIds)).toEqual([pointer]);
    await link.executeUpdate('cancel', { args: [{ by: 'test' }] });
  });
});
