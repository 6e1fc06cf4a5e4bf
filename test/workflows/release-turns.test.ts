import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancel, type Request } from '../../messages/actions.ts';
import {
  type AuditQuotaInput,
  auditQuotaTimings,
  auditWithdrawn,
  speedUpGranted,
  submissionGranted,
} from '../../messages/audit-quota.ts';
import { speedUp, undo } from '../../messages/code-release.ts';
import type { Finding } from '../../messages/release-preflight.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { type ReleaseStage, type RunningRelease, refusal, startReleaseStage } from './code-release-stage.ts';

let stage: ReleaseStage;
beforeAll(async () => {
  stage = await startReleaseStage();
});
afterAll(() => stage.stop());
beforeEach(() => {
  stage.reset();
  stage.wechat.audit = { status: 2, reason: '', screenshots: [] };
});

const by: Request = { by: 'operator' };
const accelerated = () => stage.wechat.sent.filter(({ call }) => call === 'speedupCodeAudit');
const notes = (words: string) => ({
  steps: expect.arrayContaining([expect.objectContaining({ name: 'audit', note: expect.stringContaining(words) })]),
});
const asksForIt = (release: RunningRelease) => release.handle.executeUpdate(speedUp, { args: [by] });
const passes = async (release: RunningRelease) => {
  stage.wechat.audit = { status: 0, reason: '', screenshots: [] };
  expect(await release.outcome()).toMatchObject({ kind: 'released' });
};

describe('a submission', () => {
  const submissions = () => stage.wechat.sent.filter(({ call }) => call === 'submitAudit');

  it.each([
    ['month', 85085],
    ['all', 86008],
    ['first', 86009],
    ['iteration', 86010],
  ] as const)(
    'waits for another turn where WeChat bars the %s (%i), and is sent when it comes',
    async (scope, errcode) => {
      stage.wechat.submitting = async () => {
        stage.wechat.turns.submissions = { granted: false, who: 'ops', why: 'The provider is barred.' };
        throw refusal(errcode, 'stop', scope);
      };
      const release = await stage.release();
      await release.shows({
        stage: 'submit',
        attention: 'ops',
        waitingFor: { what: 'Its turn: The provider is barred.' },
      });
      stage.wechat.submitting = async () => ({ auditid: 7 });
      await release.handle.signal(submissionGranted);
      await passes(release);
      expect(submissions()).toHaveLength(2);
    },
  );

  it('that a refused host could not send says whose IP to admit where, until another host has sent it', async () => {
    let admit = () => {};
    const admitted = new Promise<void>((resolve) => {
      admit = resolve;
    });
    const { submitting, turns } = stage.wechat;
    stage.wechat.submitting = async () => {
      // A host that is refused runs no other activity either.
      stage.wechat.turns = { ...turns, submissions: admitted.then(() => turns.submissions) };
      stage.wechat.submitting = submitting;
      throw refusal(61004, 'stop', 'host');
    };
    const release = await stage.release();
    await release.shows({
      stage: 'submit',
      attention: 'ops',
      waitingFor: { what: expect.stringContaining('白名单IP') },
    });
    admit();
    await release.shows({ stage: 'audit', attention: 'none' });
    await passes(release);
  });
});

describe('an audit', () => {
  it('that is withdrawn is told to the entity of the month, once', async () => {
    const entity = await stage.temporal.workflow.start<(input: AuditQuotaInput) => Promise<void>>('auditQuota', {
      workflowId: workflowIds.auditQuota(),
      taskQueue: taskQueues.main,
      args: [{ timings: auditQuotaTimings }],
    });
    const release = await stage.release();
    await release.shows({ stage: 'audit' });
    await release.handle.executeUpdate(undo, { args: [by] });
    expect(await release.outcome()).toMatchObject({ kind: 'withdrawn', auditid: 7 });
    const { events } = await entity.fetchHistory();
    const signals = (events ?? []).flatMap(
      ({ workflowExecutionSignaledEventAttributes: one }) => one?.signalName ?? [],
    );
    expect(signals).toEqual([auditWithdrawn.name]);
    expect(stage.wechat.sent.filter(({ call }) => call === 'undoAudit')).toHaveLength(1);
    await entity.terminate();
  });

  it('is accelerated once where its release asks for it', async () => {
    const release = await stage.release({ speedUp: true });
    await release.shows(notes('Accelerated'));
    await passes(release);
    expect(accelerated()).toEqual([{ call: 'speedupCodeAudit', request: { auditid: 7 } }]);
  });

  it('goes on without one where none is left, and takes the one that comes', async () => {
    stage.wechat.turns.speedUps = {
      granted: false,
      who: 'wechat',
      why: '0 of 5 accelerations of this month are left.',
    };
    const release = await stage.release({ speedUp: true });
    await release.shows({
      ...notes('0 of 5 accelerations'),
      attention: 'none',
      waitingFor: { what: 'Audit 7; 5 withdrawals are left' },
    });
    expect(accelerated()).toEqual([]);
    await expect(asksForIt(release)).rejects.toThrow();
    await release.handle.signal(speedUpGranted);
    await release.shows(notes('Accelerated'));
    await passes(release);
    expect(accelerated()).toHaveLength(1);
  });

  it('is accelerated while it runs where somebody says so, and once', async () => {
    const release = await stage.release();
    await release.shows({ stage: 'audit', waitingFor: { what: 'Audit 7; 5 withdrawals are left' } });
    await asksForIt(release);
    await release.shows(notes('Accelerated'));
    await expect(asksForIt(release)).rejects.toThrow();
    await passes(release);
    expect(accelerated()).toHaveLength(1);
  });

  it('is not accelerated before it is submitted', async () => {
    const failing: Finding = { check: 'categories', level: 'fail', before: 'submit', hint: 'No category.', who: 'ops' };
    stage.wechat.preflight = { findings: [failing], ext: {}, first: true };
    const release = await stage.release();
    await release.shows({ attention: 'ops' });
    await expect(asksForIt(release)).rejects.toThrow();
    await release.handle.executeUpdate(cancel, { args: [by] });
    await release.outcome();
  });

  it.each<[number, WeChatFailure['class'], string]>([
    [89402, 'rejected', 'refused with 89402'],
    [89403, 'rejected', 'refused with 89403'],
    [89404, 'done', 'refused with 89404'],
    [89405, 'quota', 'goes on without'],
  ])('goes on where WeChat answers %i to its acceleration', async (errcode, failureClass, words) => {
    stage.wechat.speedingUp = async () => {
      throw refusal(errcode, failureClass);
    };
    const release = await stage.release({ speedUp: true });
    await release.shows({
      ...notes(words),
      attention: 'none',
      waitingFor: { what: 'Audit 7; 5 withdrawals are left' },
    });
    await passes(release);
    expect(accelerated()).toHaveLength(1);
  });
});
