import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

const faults = z.object({ calls: z.array(z.object({ on: z.string() })) });

describe('a worker killed in the middle', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;

  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterAll(() => stack.stop());

  /** Kills the worker while the next call of this path waits for its answer, and starts it again. */
  const killInside = async (path: string) => {
    await processes.fault({ path, kind: 'slow', ms: 3_000, times: 1 });
    return async () => {
      // The fault is used up when the call has arrived; its effect and its answer come 3 s later.
      const due = async () => faults.parse(await stack.simulate('faults')).calls.some(({ on }) => on === path);
      await expect.poll(due, { timeout: 60_000, interval: 50 }).toBe(false);
      stack.worker.kill();
      await stack.worker.start();
    };
  };

  it('leaves one commit, one submission and one release, wherever the release was', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'ignore', 0, appid);
    const inCommit = await killInside('/wxa/commit');
    const inSubmission = await killInside('/wxa/submit_audit');
    const inRelease = await killInside('/wxa/release');
    const release = await processes.release(appid);

    await inCommit();
    await inSubmission();
    await processes.until(release, ({ stage }) => stage === 'audit');
    stack.worker.kill();
    await processes.people('auditor', 'pass', 0, appid);
    await stack.worker.start();
    await inRelease();

    expect(await processes.outcome(release)).toMatchObject({ kind: 'released' });
    const changes = (await stack.effects(appid)).filter((path) => path.startsWith('/wxa/'));
    expect(changes).toEqual(['/wxa/commit', '/wxa/submit_audit', '/wxa/release']);
  }, 150_000);

  it('inside create may leave a task that nobody uses, and the outcome says so', async () => {
    await processes.people('legalPerson', 'ignore');
    const inCreate = await killInside('/wxa/component/fastregisterenterpriseweapp?action=create');
    const started = await processes.register({ timings: { window: 8_000, poll: 500, remind: [4_000], reissue: 1 } });
    await inCreate();
    expect(await processes.outcome(started, 60_000)).toMatchObject({ kind: 'expired', unusedTask: true });
  }, 120_000);

  it('while the legal person acts changes nothing', async () => {
    await processes.people('legalPerson', 'ignore');
    const started = await processes.register();
    await processes.until(started, ({ stage }) => stage === 'face-verification');
    stack.worker.kill();
    await processes.people('legalPerson', 'accept', 0);
    await stack.worker.start();
    expect(await processes.outcome(started)).toMatchObject({ kind: 'registered', authorized: true });
  }, 90_000);
});
