import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancel } from '../../messages/actions.ts';
import type { CodeRollbackInput, CodeRollbackOutcome, RollbackTarget } from '../../messages/code-rollback.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { choose, hasLanded } from '../../workflows/code-rollback/target.ts';
import { type CredentialStage, startCredentialStage } from '../credentials/stage.ts';
import { versionsOf } from '../simulator/versions.ts';

let stage: CredentialStage;
beforeAll(async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
});
afterAll(() => stage.stop());

/** The call that goes back; with an action the path lists the versions. */
const path = '/wxa/revertcoderelease?action=';
const timings = { grayPoll: 60_000, lookUpAfter: 100, readBackPoll: 200, readBackWindow: 10_000 };

/** An account with versions online one after the other. */
const withOnline = async (...versions: string[]) => {
  const { appid } = await stage.authorized();
  const code = versionsOf({ client: stage.wechat, person: stage.person }, appid);
  await code.online(...versions);
  return { appid, code };
};
const start = (appid: string, to: RollbackTarget) =>
  stage.temporal.workflow.start<(input: CodeRollbackInput) => Promise<ProcessResult<CodeRollbackOutcome>>>(
    'codeRollback',
    {
      workflowId: workflowIds.codeRelease(appid),
      taskQueue: taskQueues.main,
      args: [{ appid, to, timings, request: { by: 'ops' } }],
    },
  );
const outcomeOf = async (appid: string, to: RollbackTarget) =>
  (await (await start(appid, to)).result()).progress.outcome;
const rollbacks = async (appid: string) =>
  (await stage.ask<{ path: string }[]>(`/effects?appid=${appid}`)).filter(
    (effect) => effect.path === '/wxa/revertcoderelease',
  ).length;

describe('a rollback', () => {
  it('goes to the version that is named, not to the one before, and stands in the ledger', async () => {
    const { appid, code } = await withOnline('1.0.0', '1.1.0', '1.2.0');
    expect(await outcomeOf(appid, { userVersion: '1.0.0' })).toMatchObject({
      kind: 'rolled-back',
      userVersion: '1.0.0',
      from: '1.2.0',
    });
    expect(await code.released()).toBe('1.0.0');
    await stage.becomes(appid, {
      ledger: [expect.objectContaining({ userVersion: '1.0.0', rollback: { from: '1.2.0', appVersion: 1 } })],
    });
    expect(await outcomeOf(appid, { userVersion: '1.0.0' })).toEqual({
      kind: 'already-online',
      userVersion: '1.0.0',
    });
    expect(await outcomeOf(appid, { userVersion: '1.1.0' })).toMatchObject({
      kind: 'refused',
      note: expect.stringContaining('87012'),
    });
    expect(await rollbacks(appid)).toBe(1);
  });

  it('changes nothing where WeChat keeps no such version, and says which it keeps', async () => {
    const { appid } = await withOnline('1.0.0', '1.1.0');
    const note = expect.stringContaining('1.0.0 (1)');
    expect(await outcomeOf(appid, { appVersion: 99 })).toEqual({ kind: 'refused', note });
    expect(await stage.callsOf('/wxa/revertcoderelease', appid)).toBe(0);
  });

  it.each(['dropAfter', 'dropBefore'])('goes back once where its answer is lost by %s', async (kind) => {
    const { appid } = await withOnline('1.0.0', '1.1.0');
    await stage.order('/faults', { path, kind, times: 1 });
    expect(await outcomeOf(appid, { appVersion: 1 })).toMatchObject({ kind: 'rolled-back', userVersion: '1.0.0' });
    expect(await rollbacks(appid)).toBe(1);
  });

  it('waits while a staged release runs, and goes on once that is taken back', async () => {
    const { appid, code } = await withOnline('1.0.0', '1.1.0');
    await code.approved('1.2.0');
    await stage.wechat.grayRelease(appid, { gray_percentage: 10 });
    const waiting = await start(appid, { userVersion: '1.0.0' });
    await expect.poll(async () => (await waiting.query(progressQuery)).waitingFor).toMatchObject({ who: 'ops' });
    expect(await rollbacks(appid)).toBe(0);
    await stage.wechat.revertGrayRelease(appid, {});
    await waiting.executeUpdate('retry', { args: [{ by: 'ops' }] });
    expect((await waiting.result()).progress.outcome).toMatchObject({ kind: 'rolled-back' });
  });

  it('waits likewise where WeChat tells of a staged release only by refusing (87011), and ends when cancelled', async () => {
    const { appid } = await withOnline('1.0.0', '1.1.0');
    await stage.order('/faults', { path, kind: 'errcode', errcode: 87011, times: 1 });
    expect(await outcomeOf(appid, { userVersion: '1.0.0' })).toMatchObject({ kind: 'rolled-back' });
    const other = await withOnline('1.0.0', '1.1.0');
    await other.code.approved('1.2.0');
    await stage.wechat.grayRelease(other.appid, { gray_percentage: 10 });
    const waiting = await start(other.appid, { userVersion: '1.0.0' });
    await expect.poll(async () => (await waiting.query(progressQuery)).waitingFor).toMatchObject({ who: 'ops' });
    await waiting.executeUpdate(cancel, { args: [{ by: 'ops', why: 'not needed' }] });
    expect((await waiting.result()).progress.outcome).toEqual({ kind: 'cancelled', by: 'ops', why: 'not needed' });
  });
});

describe('the version to go back to', () => {
  const version = (app_version: number, user_version: string, user_desc = 'build') => ({
    app_version,
    user_version,
    user_desc,
  });
  const online = { release_time: 5, release_version: '3', release_desc: 'build' };

  it('is the newest of its name', () => {
    const history = [version(111, '1'), version(222, '2'), version(333, '1')];
    expect(choose(history, online, { userVersion: '1' })).toMatchObject({ target: { app_version: 333 } });
    expect(choose(history, online, { appVersion: 111 })).toMatchObject({ target: { app_version: 111 } });
  });

  it('is none where nothing is online', () => {
    expect(choose([version(1, '1')], undefined, { appVersion: 1 })).toMatchObject({ kind: 'refused' });
  });

  it('has landed only where what is online is another than before', () => {
    const again = { ...online, release_version: '1', release_time: 5 };
    expect(hasLanded(again, version(1, '1'), online)).toBe(true);
    expect(hasLanded(again, version(1, '1', 'another build'), online)).toBe(false);
    expect(hasLanded(again, version(1, '1'), again)).toBe(false);
    expect(hasLanded({ ...again, release_time: 6 }, version(1, '1'), again)).toBe(true);
  });
});
