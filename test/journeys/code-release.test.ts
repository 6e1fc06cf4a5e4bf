import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf, type Shown } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

describe('a code release', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  const changes = async (appid: string, path: string) =>
    (await stack.effects(appid)).filter((one) => one === path).length;
  const audited = ({ stage }: Shown) => stage === 'audit';
  const blocked = ({ waitingFor }: Shown) => waitingFor?.what.startsWith('Submission waits') === true;

  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterAll(() => stack.stop());

  /** Whatever happens on the way, in the end it is online, and WeChat saw each step once. */
  const endsReleasedOnce = async (appid: string, release: Awaited<ReturnType<typeof processes.release>>) => {
    expect(await processes.outcome(release)).toMatchObject({ kind: 'released', userVersion: '1.0.0' });
    expect(await changes(appid, '/wxa/commit')).toBe(1);
    expect(await changes(appid, '/wxa/submit_audit')).toBe(1);
    expect(await changes(appid, '/wxa/release')).toBe(1);
  };

  /** Leaves an audit of the account open whose release is over. */
  const leaveAudit = async (appid: string) => {
    await processes.people('auditor', 'ignore', 0, appid);
    const release = await processes.release(appid);
    await processes.until(release, audited);
    await processes.act(release, 'cancel');
    await processes.outcome(release);
  };

  it.concurrent('goes from commit to online, and stands in the ledger of the account', async ({ expect }) => {
    const appid = await processes.account();
    await processes.people('auditor', 'pass', 300, appid);
    const release = await processes.release(appid);
    await endsReleasedOnce(appid, release);
    const shown = await processes.read(release);
    expect(shown.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'lease done',
      'preflight done',
      'commit done',
      'detection done',
      'privacy skipped',
      'submit done',
      'audit done',
      'approval skipped',
      'release done',
      'read-back done',
    ]);
    await expect
      .poll(async () => (await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`)).body)
      .toMatchObject({ ledger: [{ userVersion: '1.0.0', templateId: 1 }] });
  });

  it.each(['lose', 'double', 'late', 'early'] as const)('ends the same where the audit push is: %s', async (kind) => {
    const appid = await processes.account();
    await processes.people('auditor', 'pass', kind === 'early' ? 0 : 300, appid);
    await processes.fault({ event: 'weapp_audit_success', kind, ...(kind === 'late' ? { ms: 2_500 } : {}), times: 1 });
    await endsReleasedOnce(appid, await processes.release(appid));
  });

  it.concurrent.each([
    ['/wxa/commit', 'dropAfter'],
    ['/wxa/commit', 'dropBefore'],
    ['/wxa/submit_audit', 'dropAfter'],
    ['/wxa/submit_audit', 'dropBefore'],
    ['/wxa/release', 'dropAfter'],
    ['/wxa/release', 'dropBefore'],
  ])('makes the change of %s once where its answer is lost by %s', async (path, kind) => {
    const appid = await processes.account();
    await processes.people('auditor', 'pass', 300, appid);
    await processes.fault({ path, kind, appid, times: 1 });
    await endsReleasedOnce(appid, await processes.release(appid));
  });

  it.concurrent('looks up a busy answer of a change before it sends it again', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'pass', 300, appid);
    await processes.fault({ path: '/wxa/submit_audit', kind: 'errcode', errcode: -1, appid, times: 1 });
    await endsReleasedOnce(appid, await processes.release(appid));
  });

  it.concurrent('is checked without being started, and its trial version opens by a code', async () => {
    const appid = await processes.account();
    const wish = { appid, templateId: 999, userVersion: '1.0.0' };
    const checked = await stack.api('viewer', 'POST', '/v1/code-release-preflights', wish);
    expect(checked).toMatchObject({ status: 200, body: { ready: false } });
    expect(checked.body).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ check: 'template', level: 'fail' })]),
    });
    expect(await stack.effects(appid)).not.toContain('/wxa/commit');
    await processes.people('auditor', 'ignore', 0, appid);
    await processes.until(await processes.release(appid), audited);
    const code = await stack.api('viewer', 'GET', `/v1/authorizers/${appid}/trial-qr-code`);
    expect(code.headers.get('content-type')).toBe('image/jpeg');
  });

  it.concurrent('ends rejected with reason and screenshots', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'reject', 300, appid);
    const release = await processes.release(appid);
    const outcome = await processes.outcome(release);
    expect(outcome).toMatchObject({ kind: 'rejected', reason: expect.stringContaining('<br>') });
    expect(outcome?.screenshots).toEqual([
      { mediaId: 'screenshot-media-1', material: expect.stringMatching(/^sha256:/) },
      { mediaId: 'screenshot-media-2', material: expect.stringMatching(/^sha256:/) },
    ]);
    const shown = await stack.api('viewer', 'GET', `/v1/code-releases/${release.id}/screenshots/1`);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(await changes(appid, '/wxa/release')).toBe(0);
  });

  it.concurrent('shows a delay and goes on once WeChat decides', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'delay', 300, appid);
    const release = await processes.release(appid);
    const delayed = await processes.until(release, ({ steps }) =>
      steps.some(({ name, note }) => name === 'audit' && note?.startsWith('Delayed') === true),
    );
    expect(delayed.waitingFor?.what).toContain('delayed by WeChat');
    await processes.people('auditor', 'pass', 0, appid);
    await endsReleasedOnce(appid, release);
  });

  it.concurrent('has its audit accelerated, by one of the month, and then WeChat asked what is left of it', async ({
    expect,
  }) => {
    const appid = await processes.account();
    const left = async () => {
      const { body } = await stack.api('viewer', 'GET', '/v1/audit-quota');
      return z.object({ speedUps: z.object({ rest: z.number() }) }).parse(body).speedUps.rest;
    };
    await processes.people('auditor', 'ignore', 0, appid);
    const release = await processes.release(appid);
    await processes.until(release, audited);
    const before = await left();
    expect(await processes.act(release, 'speedUp')).toMatchObject({ status: 202 });
    await processes.until(release, ({ steps }) => steps.some(({ note }) => note?.startsWith('Accelerated') === true));
    await expect.poll(left).toBe(before - 1);
    expect(await processes.act(release, 'speedUp')).toMatchObject({ status: 409 });
    await processes.people('auditor', 'pass', 0, appid);
    await endsReleasedOnce(appid, release);
    expect(await changes(appid, '/wxa/speedupaudit')).toBe(1);
  });

  it('waits while WeChat bars the provider, says so, and goes on after resume with no second refusal', async () => {
    const [refused, later] = [await processes.account(), await processes.account()];
    for (const appid of [refused, later]) await processes.people('auditor', 'pass', 300, appid);
    await stack.simulate('bars', { scope: 'all' });
    const first = await processes.release(refused);
    const resumable = ({ attention, waitingFor }: Shown) =>
      attention === 'ops' && waitingFor?.what.includes('86008') === true && waitingFor.what.includes('resume');
    await processes.until(first, resumable);
    const second = await processes.release(later);
    await processes.until(second, resumable);
    await stack.simulate('bars', { scope: 'all', barred: false });
    const resumed = await stack.api('operator', 'POST', '/v1/audit-quota/actions/resume', { scope: 'all' });
    expect(resumed.status).toBe(200);
    await endsReleasedOnce(refused, first);
    await endsReleasedOnce(later, second);
  });

  it.concurrent('withdraws its audit on request and ends withdrawn', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'ignore', 0, appid);
    const release = await processes.release(appid);
    await processes.until(release, audited);
    expect(await processes.act(release, 'undo', { why: 'wrong template' })).toMatchObject({ status: 202 });
    expect(await processes.outcome(release)).toMatchObject({ kind: 'withdrawn' });
    expect(await changes(appid, '/wxa/undocodeaudit')).toBe(1);
  });

  it.concurrent('waits on where WeChat allows no withdrawal, and then leaves it to a person whether to release', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'ignore', 0, appid);
    await processes.fault({ path: '/wxa/undocodeaudit', kind: 'errcode', errcode: 87013, appid, times: 1 });
    const release = await processes.release(appid);
    await processes.until(release, audited);
    await processes.act(release, 'undo');
    await processes.until(release, ({ steps }) => steps.some(({ note }) => note?.startsWith('Not withdrawn') === true));
    await processes.people('auditor', 'pass', 0, appid);
    await processes.until(release, ({ stage, attention }) => stage === 'approval' && attention === 'ops');
    expect(await changes(appid, '/wxa/release')).toBe(0);
    await processes.act(release, 'release');
    await endsReleasedOnce(appid, release);
  });

  it.concurrent('takes a decision that comes after the time given for it', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'ignore', 0, appid);
    const timings = { detectionPoll: 300, auditPoll: 60_000, auditWindow: 1_500, lookUpAfter: 500 };
    const release = await processes.release(appid, { timings });
    await processes.until(release, ({ attention }) => attention === 'ops');
    await processes.people('auditor', 'pass', 0, appid);
    await endsReleasedOnce(appid, release);
  });

  it.concurrent('waits for a person where the release is manual, and refuses the action before', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'ignore', 0, appid);
    const release = await processes.release(appid, { release: 'manual' });
    await processes.until(release, audited);
    expect(await processes.act(release, 'release')).toMatchObject({ status: 409 });
    await processes.people('auditor', 'pass', 0, appid);
    const waiting = await processes.until(release, ({ attention }) => attention === 'ops');
    expect(waiting.waitingFor?.what).toContain('release');
    expect(await changes(appid, '/wxa/release')).toBe(0);
    expect(await processes.act(release, 'release')).toMatchObject({ status: 202 });
    await endsReleasedOnce(appid, release);
  });

  it.concurrent('leaves a truthful record where it is cancelled under audit', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'ignore', 0, appid);
    const release = await processes.release(appid);
    await processes.until(release, audited);
    await processes.act(release, 'cancel', { why: 'not today' });
    const outcome = await processes.outcome(release);
    expect(outcome).toMatchObject({ kind: 'cancelled', why: 'not today', openAudit: expect.any(Number) });
    expect(await changes(appid, '/wxa/undocodeaudit')).toBe(0);
  });

  it.concurrent("waits for another's audit of the account to close before it submits", async () => {
    const appid = await processes.account();
    await leaveAudit(appid);
    const second = await processes.release(appid, { userVersion: '2.0.0' });
    const waiting = await processes.until(second, blocked);
    expect(waiting.stage).toBe('submit');
    expect(waiting.waitingFor?.what).toContain('undo');
    await processes.people('auditor', 'pass', 0, appid);
    expect(await processes.outcome(second)).toMatchObject({ kind: 'released', userVersion: '2.0.0' });
    expect(await changes(appid, '/wxa/submit_audit')).toBe(2);
    expect(await changes(appid, '/wxa/release')).toBe(1);
  });

  it.concurrent("withdraws another's audit of the account where undo is asked before its own submission", async () => {
    const appid = await processes.account();
    await leaveAudit(appid);
    const second = await processes.release(appid, { userVersion: '2.0.0' });
    await processes.until(second, blocked);
    expect(await processes.act(second, 'undo')).toMatchObject({ status: 202 });
    await processes.until(second, audited);
    expect(await changes(appid, '/wxa/undocodeaudit')).toBe(1);
    await processes.people('auditor', 'pass', 0, appid);
    expect(await processes.outcome(second)).toMatchObject({ kind: 'released', userVersion: '2.0.0' });
    expect(await changes(appid, '/wxa/release')).toBe(1);
  });

  it.concurrent('parks for the merchant where the privacy guide lacks words, and goes on once they are declared', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'pass', 300, appid);
    const release = await processes.release(appid, { templateId: 2 });
    const parked = await processes.until(release, ({ attention }) => attention === 'merchant');
    expect(parked.waitingFor?.what).toContain('UserInfo, Location');
    const guide = {
      settings: { UserInfo: '用于展示头像', Location: '用于查找门店' },
      owner: { contact_email: 'p@example.com', notice_method: '弹窗' },
    };
    expect(await stack.api('operator', 'PUT', `/v1/authorizers/${appid}/privacy-guide`, guide)).toMatchObject({
      status: 200,
    });
    await processes.act(release, 'retry');
    await endsReleasedOnce(appid, release);
  });

  it.concurrent('parks for the provider where the template does not exist, and ends when cancelled', async () => {
    const appid = await processes.account();
    const release = await processes.release(appid, { templateId: 999 });
    const parked = await processes.until(release, ({ attention }) => attention === 'provider');
    expect(parked.waitingFor?.what).toContain('85014');
    await processes.act(release, 'cancel');
    expect(await processes.outcome(release)).toMatchObject({ kind: 'cancelled' });
    expect(await stack.effects(appid)).not.toContain('/wxa/commit');
  });

  it.concurrent('parks while the authorization is withdrawn and wakes when it is granted again', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'pass', 300, appid);
    await stack.simulate('authorizations', { appid, does: 'withdraw' });
    await expect
      .poll(async () => (await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`)).body, { timeout: 15_000 })
      .toMatchObject({ authorization: 'withdrawn' });
    const release = await processes.release(appid);
    await processes.until(release, ({ attention }) => attention !== 'none');
    await stack.simulate('authorizations', { appid, does: 'grant' });
    await endsReleasedOnce(appid, release);
  });
});
