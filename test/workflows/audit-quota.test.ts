import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createAuditQuotaActivities } from '../../activities/audit-quota.ts';
import { cancel } from '../../messages/actions.ts';
import {
  type AuditQuotaInput,
  auditQuotaTimings,
  auditQuotaView,
  configureQuota,
  type Priority,
  resumeSubmissions,
} from '../../messages/audit-quota.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { day } from '../../simulator/clock.ts';
import { connect } from '../../temporal/connect.ts';
import { WeChatError } from '../../wechat/wechat-error.ts';
import type { Asker } from '../../workflows/code-release/turn.ts';
import { ring } from '../api/secrets.ts';
import { startTestWorker } from '../api/test-worker.ts';
import { claimNamespace } from '../namespace.ts';
import { type Stage, startStage } from '../simulator/stage.ts';
import { versionsOf } from '../simulator/versions.ts';

const request = { by: 'test' };

/** The real entity and runs that submit, before a simulated WeChat whose answers to submissions are written down. */
const startQuotaStage = async (weChat: Stage) => {
  const namespace = await claimNamespace();
  const temporal = connect({ address: inject('temporalAddress'), namespace, ring });
  /** What WeChat answered to each submission: 0 or the errcode. */
  const answers: { appid: string; errcode: number }[] = [];
  const wechat: Stage['client'] = {
    ...weChat.client,
    submitAudit: async (appid, submission) => {
      const note = (errcode: number) => answers.push({ appid, errcode });
      try {
        const answer = await weChat.client.submitAudit(appid, submission);
        note(0);
        return answer;
      } catch (error) {
        if (error instanceof WeChatError) note(error.failure.errcode ?? -1);
        throw error;
      }
    },
  };
  const stopWorker = await startTestWorker(
    '../workflows/submitting-workflow.ts',
    namespace,
    createAuditQuotaActivities({ wechat, temporal }),
  );
  const entity = temporal.workflow.getHandle(workflowIds.auditQuota());
  const view = () => entity.query(auditQuotaView);
  const submitted = () => answers.filter(({ errcode }) => errcode === 0).map(({ appid }) => appid);
  return {
    temporal,
    entity,
    view,
    answers,
    submitted,
    /** Accounts with a version to submit, and an auditor who never comes. */
    accounts: async (count: number): Promise<string[]> => {
      await weChat.person('auditor', 'ignore');
      const appids: string[] = [];
      for (let made = 0; made < count; made += 1) {
        const { appid } = await weChat.account();
        await versionsOf(weChat, appid).commit('1.0.0');
        appids.push(appid);
      }
      return appids;
    },
    startEntity: (input: Partial<AuditQuotaInput> = {}) =>
      temporal.workflow.start<(input: AuditQuotaInput) => Promise<void>>('auditQuota', {
        workflowId: workflowIds.auditQuota(),
        taskQueue: taskQueues.main,
        args: [{ timings: { ...auditQuotaTimings, settle: 100, poll: 500 }, ...input }],
      }),
    submit: (appid: string, priority: Priority = 'normal', more: Partial<Asker> = {}) =>
      temporal.workflow.start<(asker: Asker) => Promise<ProcessResult>>('submitting', {
        workflowId: `submitting:${appid}`,
        taskQueue: taskQueues.main,
        args: [{ appid, priority, ...more }],
      }),
    becomes: (expected: object) => expect.poll(view, { timeout: 60_000 }).toMatchObject(expected),
    sees: (read: () => unknown, expected: unknown) => expect.poll(read, { timeout: 60_000 }).toEqual(expected),
    stop: async () => {
      await stopWorker();
      await temporal.connection.close();
    },
  };
};

let weChat: Stage;
let stage: Awaited<ReturnType<typeof startQuotaStage>>;
beforeAll(async () => {
  weChat = await startStage();
  stage = await startQuotaStage(weChat);
});
afterEach(async () => {
  await stage.entity.terminate();
  await weChat.order('/reset');
  stage.answers.length = 0;
});
afterAll(async () => {
  await stage.stop();
  await weChat.stop();
});

const quota = (submissions: number) => weChat.order('/quota', { submissions });
const month = 31 * day;

describe('the entity of the month', () => {
  it('has 40 accounts share a quota of 15: no refusal, the reserve untouched, hot fixes first, on with the month', async () => {
    const [hot = '', ...fleet] = await stage.accounts(41);
    await quota(15);
    await stage.startEntity({ historyLimit: 200 });
    await stage.entity.executeUpdate(configureQuota, { args: [{ reserve: 3, request }] });
    await Promise.all(fleet.map((appid) => stage.submit(appid, 'bulk', { rolloutId: 'spring' })));
    await stage.becomes({ submissions: { rest: 3, limit: 15, given: 0, waiting: { bulk: 28 } } });
    expect(stage.submitted()).toHaveLength(12);
    const [rollout] = (await stage.view()).rollouts;
    expect(rollout).toMatchObject({ rolloutId: 'spring', waiting: 28, lastExpectedAt: expect.any(String) });

    // Nothing but the reserve is left, and then nothing at all.
    await quota(12);
    await stage.becomes({ submissions: { rest: 0 } });
    await stage.submit(hot, 'hot-fix');
    await stage.becomes({ submissions: { waiting: { 'hot-fix': 1, bulk: 28 } } });
    await quota(15);
    await stage.sees(() => stage.submitted().slice(12), [hot]);

    for (const left of [16, 4, 0]) {
      await weChat.advance(month);
      await stage.becomes({ submissions: { given: 0, waiting: { bulk: left } } });
    }
    await stage.sees(() => [...new Set(stage.submitted())].sort(), [hot, ...fleet].sort());
    expect(stage.answers).toHaveLength(41);
    expect(stage.answers.filter(({ errcode }) => errcode !== 0)).toEqual([]);
  }, 120_000);
});

describe('a run', () => {
  it('shows what it waits for and until when, and gives its place up where it is cancelled', async () => {
    const [first = '', second = ''] = await stage.accounts(2);
    await quota(1);
    await stage.startEntity();
    await (await stage.submit(first)).result();
    const waiting = await stage.submit(second);
    await expect
      .poll(() => waiting.query(progressQuery), { timeout: 60_000 })
      .toMatchObject({
        stage: 'submit',
        waitingFor: { what: expect.stringContaining('of 1 submissions'), who: 'wechat', until: expect.any(String) },
      });
    await waiting.executeUpdate(cancel, { args: [request] });
    await waiting.result();
    await stage.becomes({ submissions: { waiting: { normal: 0 } } });
  });

  it('that was killed with its turn leaves it to the next', async () => {
    const [gone = '', next = ''] = await stage.accounts(2);
    await quota(1);
    await stage.startEntity({ timings: { settle: 100, poll: 500, patience: 500 } });
    await weChat.order('/faults', { path: '/wxa/submit_audit', kind: 'slow', ms: 3_000, times: 1 });
    const killed = await stage.submit(gone);
    await stage.becomes({ submissions: { given: 1 } });
    await killed.terminate();
    await weChat.order('/bars', { appid: gone });
    await (await stage.submit(next)).result();
    expect(stage.submitted()).toEqual([next]);
  });
});

describe('a refusal of WeChat', () => {
  it.each([
    ['all', 86008, 2],
    ['first', 86009, 1],
    ['iteration', 86010, 1],
  ] as const)(
    'of scope %s (%i) halts its scope until ops resume, and is met by one',
    async (scope, errcode, halted) => {
      const [fresh = '', live = ''] = await stage.accounts(2);
      await versionsOf(weChat, live).submit();
      await versionsOf(weChat, live).auditor('pass', live);
      await expect.poll(versionsOf(weChat, live).status).toBe(0);
      await weChat.client.release(live, {});
      await versionsOf(weChat, live).commit('2.0.0');
      await weChat.order('/bars', { scope });
      await stage.startEntity();
      const [first, second] = scope === 'iteration' ? [live, fresh] : [fresh, live];
      const refused = await stage.submit(first);
      await stage.becomes({ bars: [{ scope, said: expect.stringContaining(`${errcode}`) }] });
      const other = await stage.submit(second);
      await stage.becomes({ submissions: { given: 0, waiting: { normal: halted } } });
      await expect
        .poll(() => refused.query(progressQuery), { timeout: 60_000 })
        .toMatchObject({ attention: 'ops', waitingFor: { what: expect.stringContaining('resume') } });
      expect(stage.answers.filter(({ errcode: answer }) => answer === errcode)).toHaveLength(1);

      await weChat.order('/bars', { scope, barred: false });
      await stage.entity.executeUpdate(resumeSubmissions, { args: [{ scope, request }] });
      await Promise.all([refused.result(), other.result()]);
      await stage.becomes({ bars: [] });
    },
  );

  it('for want of quota that others used (85085) is met once, and over when WeChat has more', async () => {
    const appids = await stage.accounts(4);
    await quota(10);
    await stage.startEntity({ timings: { settle: 100, poll: 1_000, patience: 900_000 } });
    const [first = '', ...others] = appids;
    await (await stage.submit(first)).result();
    await stage.becomes({ submissions: { rest: 9 } });
    await quota(1);
    const [unlucky, ...later] = others;
    const refused = await stage.submit(unlucky ?? '');
    await stage.becomes({ bars: [{ scope: 'month' }], submissions: { rest: 0 } });
    const waiting = await Promise.all(later.map((appid) => stage.submit(appid)));
    await stage.becomes({ submissions: { waiting: { normal: 3 } } });
    await quota(10);
    await Promise.all([refused, ...waiting].map((run) => run.result()));
    expect(stage.answers.filter(({ errcode }) => errcode === 85085)).toHaveLength(1);
    await stage.becomes({ bars: [] });
  });
});
