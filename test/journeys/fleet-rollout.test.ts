import { afterAll, beforeAll, describe, it } from 'vitest';
import { noted, rolloutsOn } from './rollouts.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

// They mostly wait, each with accounts of its own.
describe.concurrent('a rollout', () => {
  let stack: JourneyStack;
  let rollouts: Awaited<ReturnType<typeof rolloutsOn>>;
  beforeAll(async () => {
    stack = await startJourneyStack();
    rollouts = await rolloutsOn(stack);
  });
  afterAll(() => stack.stop());

  it('brings all online, wave after wave, each submitted once', async ({ expect }) => {
    const appids = await rollouts.accounts(5);
    const rollout = await rollouts.start(appids);
    expect(await rollouts.ended(rollout)).toEqual({ kind: 'rolled-out', counts: { live: 5 }, groups: [] });
    for (const appid of appids) expect(await rollouts.submissions(appid)).toBe(1);
    const standing = appids.map((appid, index) => ({ appid, wave: index < 2 ? 1 : 2, state: 'live' }));
    await expect.poll(() => rollouts.merchants(rollout)).toEqual(standing);
    const { steps } = await rollouts.processes.read(rollout);
    expect(steps.map(({ name, state, note }) => `${name} ${state}: ${note}`)).toEqual([
      'targets done: 5 accounts',
      'wave-1 done: 2 live',
      'wave-2 done: 3 live',
    ]);
  });

  it('is held up by no merchant that waits for its audit, and an abort withdraws that one', async ({ expect }) => {
    const appids = await rollouts.accounts(5);
    const [, stuck = ''] = appids;
    await rollouts.processes.people('auditor', 'ignore', 0, stuck);
    const rollout = await rollouts.start(appids, { gate: { decided: 0.5 } });
    await rollouts.processes.until(rollout, noted('3 live'));
    await rollouts.processes.act(rollout, 'abort', { undo: true });
    expect(await rollouts.ended(rollout)).toMatchObject({ kind: 'aborted', counts: { live: 4, withdrawn: 1 } });
  });

  it('halts at a gate that is shut by 30 % rejections, says why by reasons, and goes on after the fix without touching who passed', async ({
    expect,
  }) => {
    const appids = await rollouts.accounts(12);
    const [rejected, passed, later] = [appids.slice(0, 3), appids.slice(3, 10), appids.slice(10)];
    for (const appid of rejected) await rollouts.processes.people('auditor', 'reject', 100, appid);
    const rollout = await rollouts.start(appids, { waves: [{ merchants: 10 }, { rest: true }], gate: { decided: 1 } });
    const halted = await rollouts.processes.until(rollout, ({ attention }) => attention === 'provider', 90_000);
    expect(halted.waitingFor?.what).toContain('The gate of wave 1 is shut: 3 of 10 were rejected (limit 20 %)');
    expect(halted.waitingFor?.what).toMatch(/- 3 rejected: /);
    for (const appid of later) expect(await rollouts.sent(appid)).toEqual([]);
    for (const appid of rejected) await rollouts.processes.people('auditor', 'pass', 100, appid);
    const answer = await rollouts.processes.act(rollout, 'resubmit', {
      key: await rollouts.groupKey(rollout),
      release: { userDesc: '修改后再次提交' },
    });
    expect(answer).toMatchObject({ status: 202 });
    const end = await rollouts.processes.outcome(rollout, 90_000);
    expect(end).toMatchObject({ kind: 'rolled-out', counts: { live: 12 } });
    const counted = async (all: readonly string[]) => Promise.all(all.map(rollouts.submissions));
    expect(await counted(passed)).toEqual(passed.map(() => 1));
    expect(await counted(rejected)).toEqual([2, 2, 2]);
    expect(await counted(later)).toEqual([1, 1]);
  });

  it('halts at too many audits that WeChat delays', async ({ expect }) => {
    const [delayed = '', ...others] = await rollouts.accounts(2);
    await rollouts.processes.people('auditor', 'delay', 100, delayed);
    const rollout = await rollouts.start([delayed, ...others], { waves: [{ merchants: 1 }, { rest: true }] });
    const halted = await rollouts.processes.until(rollout, ({ attention }) => attention === 'provider');
    expect(halted.waitingFor?.what).toContain('1 of 1 are delayed by WeChat (limit 30 %)');
    await rollouts.processes.act(rollout, 'resume');
    await rollouts.processes.until(rollout, noted('1 live'));
    await rollouts.processes.act(rollout, 'abort', { undo: true });
    expect(await rollouts.ended(rollout)).toMatchObject({ kind: 'aborted', counts: { live: 1, withdrawn: 1 } });
  });

  it('checks everyone in a rehearsal, and sends nothing', async ({ expect }) => {
    const [gone = '', ...others] = await rollouts.accounts(3);
    await stack.simulate('authorizations', { appid: gone, does: 'withdraw' });
    const rollout = await rollouts.start([gone, ...others], {
      rehearsal: true,
      release: { ext: { ext: { color: 'red' } } },
    });
    expect(await rollouts.ended(rollout)).toMatchObject({ kind: 'rehearsed', counts: { unfit: 1, fit: 2 } });
    const page = await stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/merchants?state=fit`);
    expect(page.body).toMatchObject({ items: others.map((appid) => ({ appid, extHash: expect.any(String) })) });
    for (const appid of [gone, ...others]) expect(await rollouts.sent(appid)).toEqual([]);
  });

  it('submits and releases in its windows, and not while it is paused', async ({ expect }) => {
    const appids = await rollouts.accounts(2);
    const inHours = (hours: number) => new Date(Date.now() + (8 + hours) * 3_600_000).toISOString().slice(11, 16);
    const shut = { from: inHours(3), to: inHours(4) };
    const rollout = await rollouts.start(appids, {
      waves: [{ rest: true }],
      release: { submitWindow: shut, releaseWindow: shut },
    });
    const allWait = async (what: string) => {
      for (const appid of appids) {
        const release = { ...rollout, url: `/v1/code-releases/code-release:${appid}` };
        await rollouts.processes.until(release, ({ waitingFor }) => waitingFor?.what.includes(what) === true);
      }
    };
    const count = async (path: string) => {
      const sent = await Promise.all(appids.map((appid) => stack.effects(appid)));
      return sent.flat().filter((each) => each === path).length;
    };
    await allWait(`is submitted opens at ${shut.from}`);
    await rollouts.processes.act(rollout, 'pause');
    await allWait('it is submitted after `resume`');
    await rollouts.processes.act(rollout, 'windows', { submitWindow: null });
    expect(await count('/wxa/submit_audit')).toBe(0);
    await rollouts.processes.act(rollout, 'resume');
    await allWait(`goes online opens at ${shut.from}`);
    expect(await count('/wxa/submit_audit')).toBe(2);
    await rollouts.processes.act(rollout, 'pause');
    await allWait('it goes online after `resume`');
    await rollouts.processes.act(rollout, 'windows', { releaseWindow: null });
    expect(await count('/wxa/release')).toBe(0);
    await rollouts.processes.act(rollout, 'resume');
    expect(await rollouts.ended(rollout)).toMatchObject({ kind: 'rolled-out', counts: { live: 2 } });
    expect(await count('/wxa/submit_audit')).toBe(2);
  });

  it('begins nobody while it is paused, and goes on at another pace', async ({ expect }) => {
    const appids = await rollouts.accounts(4);
    const rollout = await rollouts.start(appids, { pace: { window: 1 }, waves: [{ merchants: 1 }, { rest: true }] });
    expect(await rollouts.processes.act(rollout, 'pause')).toMatchObject({ status: 202 });
    const paused = await rollouts.processes.until(
      rollout,
      ({ waitingFor }) => waitingFor?.what.startsWith('Paused') === true,
    );
    expect(paused.attention).toBe('ops');
    for (const appid of appids.slice(2)) expect(await stack.effects(appid)).not.toContain('/wxa/commit');
    await rollouts.processes.act(rollout, 'pace', { window: 3 });
    await rollouts.processes.act(rollout, 'resume');
    expect(await rollouts.ended(rollout)).toMatchObject({ kind: 'rolled-out', counts: { live: 4 } });
  });

  it('runs beside another over the same merchants: who is busy there comes again at its end', async ({ expect }) => {
    const [busy = '', other = ''] = await rollouts.accounts(2);
    await rollouts.processes.people('auditor', 'ignore', 0, busy);
    const first = await rollouts.start([busy, other], { waves: [{ rest: true }], release: { userVersion: '0.9.0' } });
    await rollouts.processes.until(first, noted('1 live'));
    const second = await rollouts.start([busy, other], { gate: { decided: 0.5 } });
    await rollouts.processes.until(second, noted('1 busy'));
    await rollouts.processes.until(second, noted('1 live'));
    await rollouts.processes.people('auditor', 'pass', 0, busy);
    expect(await rollouts.ended(first)).toMatchObject({ kind: 'rolled-out', counts: { live: 2 } });
    expect(await rollouts.processes.outcome(second, 90_000)).toMatchObject({ kind: 'rolled-out', counts: { live: 2 } });
    for (const appid of [busy, other]) {
      const { body } = await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`);
      expect(body).toMatchObject({ ledger: [{ userVersion: '0.9.0' }, { userVersion: '1.0.0' }] });
      expect(await rollouts.submissions(appid)).toBe(2);
    }
  });

  it('rolls a whole wave back to what each ran before', async ({ expect }) => {
    const appids = await rollouts.accounts(3);
    await rollouts.ended(await rollouts.start(appids, { release: { userVersion: '0.9.0' } }));
    const rollout = await rollouts.start(appids, { timings: { watch: 60_000 } });
    await rollouts.processes.until(
      rollout,
      ({ waitingFor }) => waitingFor?.what.startsWith('Everyone is live') === true,
      90_000,
    );
    await rollouts.processes.act(rollout, 'rollBack', { wave: 1 });
    await rollouts.processes.until(rollout, noted('2 rolled-back'));
    expect(await rollouts.processes.act(rollout, 'finish')).toMatchObject({ status: 202 });
    expect(await rollouts.ended(rollout)).toMatchObject({ kind: 'rolled-out', counts: { live: 1, 'rolled-back': 2 } });
  });

  it('leaves alone who runs this very version already, unless it is asked to release again', async ({ expect }) => {
    const [first = '', other = ''] = await rollouts.accounts(2);
    await rollouts.ended(await rollouts.start([first]));
    const rehearsal = { target: { kind: 'query', query: `AppId = '${first}' AND Version = '1.0.0'` }, rehearsal: true };
    // Until visibility has it.
    const seen = async () => (await rollouts.ended(await rollouts.start([], rehearsal))).counts;
    await expect.poll(seen, { timeout: 60_000 }).toEqual({ 'already-live': 1 });
    const rollout = await rollouts.start([first, other]);
    expect(await rollouts.ended(rollout)).toMatchObject({ kind: 'rolled-out', counts: { live: 1, 'already-live': 1 } });
    expect(await rollouts.submissions(first)).toBe(1);
    expect(await rollouts.ended(await rollouts.start([first], { again: true }))).toMatchObject({ counts: { live: 1 } });
    expect(await rollouts.submissions(first)).toBe(2);
  });

  it('tells the truth of a merchant that withdraws its authorization in the middle', async ({ expect }) => {
    const [gone = '', other = ''] = await rollouts.accounts(2);
    await rollouts.processes.people('auditor', 'ignore', 0, gone);
    const rollout = await rollouts.start([gone, other], { waves: [{ rest: true }] });
    await rollouts.processes.until(rollout, noted('1 live'));
    await stack.simulate('authorizations', { appid: gone, does: 'withdraw' });
    const open = () => stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/merchants?state=under-way`);
    await expect
      .poll(async () => (await open()).body, { timeout: 30_000 })
      .toMatchObject({ items: [{ appid: gone, attention: 'merchant' }] });
    await rollouts.processes.act(rollout, 'abort', { undo: false });
    expect(await rollouts.ended(rollout)).toMatchObject({ kind: 'aborted', counts: { live: 1, cancelled: 1 } });
  });

  it('tells the truth of a template that is deleted in the middle', async ({ expect }) => {
    const [first = '', second = ''] = await rollouts.accounts(2);
    await rollouts.processes.people('auditor', 'ignore', 0, first);
    const templateId = await rollouts.newTemplate();
    const rollout = await rollouts.start([first, second], {
      waves: [{ merchants: 1 }, { rest: true }],
      release: { templateId },
    });
    await expect.poll(() => rollouts.submissions(first), { timeout: 30_000 }).toBe(1);
    await stack.simulate('templates/removals', { templateId });
    await rollouts.processes.people('auditor', 'pass', 0, first);
    await rollouts.processes.until(rollout, noted('1 wait for a person'));
    expect(await rollouts.sent(second)).toEqual([]);
    await rollouts.processes.act(rollout, 'cancel');
    expect(await rollouts.ended(rollout)).toMatchObject({ kind: 'cancelled', counts: { live: 1, cancelled: 1 } });
  });
});
