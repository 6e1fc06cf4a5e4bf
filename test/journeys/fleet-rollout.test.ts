import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf, type Shown, type Started } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

const made = z.object({ accounts: z.array(z.object({ appid: z.string() })) });
const outcome = z.looseObject({ kind: z.string(), counts: z.record(z.string(), z.number()) });

describe('a rollout', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  let rollouts = 0;

  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
    await stack.simulate('quota', { submissions: 1_000 });
    await processes.people('auditor', 'pass', 100);
  });
  afterAll(() => stack.stop());

  const accounts = async (count: number): Promise<string[]> => {
    const { accounts } = made.parse(await stack.simulate('accounts', { count }));
    const appids = accounts.map(({ appid }) => appid);
    for (const appid of appids) {
      const known = async () => (await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`)).status;
      await expect.poll(known, { timeout: 30_000 }).toBe(200);
    }
    return appids;
  };
  const start = (
    appids: readonly string[],
    more: { release?: object; timings?: object; [setting: string]: unknown } = {},
  ) => {
    const { release, timings, ...rest } = more;
    rollouts += 1;
    return processes.start('/v1/fleet-rollouts', {
      rolloutId: `rollout-${rollouts}`,
      target: { kind: 'appids', appids },
      waves: [{ merchants: 2 }, { rest: true }],
      release: {
        templateId: 1,
        userVersion: '1.0.0',
        userDesc: '首次上线',
        timings: { detectionPoll: 300, auditPoll: 700, auditWindow: 60_000, lookUpAfter: 500 },
        ...release,
      },
      timings: { look: 300, idleLook: 500, slot: 30_000, report: 200, watch: 1, decide: 60_000, ...timings },
      ...rest,
    });
  };
  const ended = async (rollout: Started) => outcome.parse(await processes.outcome(rollout));
  /** The merchants of a rollout that has ended: from the results of its waves, which end with it. */
  const merchants = async (rollout: Started) => {
    const page = z.object({ items: z.array(z.object({ appid: z.string(), wave: z.number(), state: z.string() })) });
    return page.parse((await stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/merchants`)).body).items;
  };
  const newTemplate = async () => {
    const { draftId } = z.object({ draftId: z.int() }).parse(await stack.simulate('drafts', {}));
    const promotion = await processes.start('/v1/template-promotions', { draftId, timings: { listPoll: 300 } });
    return z.object({ templateId: z.int() }).parse(await processes.outcome(promotion)).templateId;
  };
  /** What was changed of an account, beside that it was authorized. */
  const sent = async (appid: string) =>
    (await stack.effects(appid)).filter((path) => !path.startsWith('/cgi-bin/component/'));
  const submissions = async (appid: string) =>
    (await stack.effects(appid)).filter((path) => path === '/wxa/submit_audit').length;
  const noted = (text: string) => (shown: Shown) => shown.steps.some(({ note }) => note?.includes(text));
  const groupKey = async (rollout: Started) => {
    const body = z.object({ groups: z.array(z.object({ key: z.string() })) });
    return (
      body.parse((await stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/groups`)).body).groups[0]?.key ??
      ''
    );
  };

  it('brings all online, wave after wave, each submitted once', async () => {
    const appids = await accounts(5);
    const rollout = await start(appids);
    expect(await ended(rollout)).toEqual({ kind: 'rolled-out', counts: { live: 5 }, groups: [] });
    for (const appid of appids) expect(await submissions(appid)).toBe(1);
    const standing = appids.map((appid, index) => ({ appid, wave: index < 2 ? 1 : 2, state: 'live' }));
    await expect.poll(() => merchants(rollout)).toEqual(standing);
    const { steps } = await processes.read(rollout);
    expect(steps.map(({ name, state, note }) => `${name} ${state}: ${note}`)).toEqual([
      'targets done: 5 accounts',
      'wave-1 done: 2 live',
      'wave-2 done: 3 live',
    ]);
  });

  it('is held up by no merchant that waits for its audit, and an abort withdraws that one', async () => {
    const appids = await accounts(5);
    const [, stuck = ''] = appids;
    await processes.people('auditor', 'ignore', 0, stuck);
    const rollout = await start(appids, { gate: { decided: 0.5 } });
    await processes.until(rollout, noted('3 live'));
    await processes.act(rollout, 'abort', { undo: true });
    expect(await ended(rollout)).toMatchObject({ kind: 'aborted', counts: { live: 4, withdrawn: 1 } });
  });

  it('halts at a gate that is shut by 30 % rejections, says why by reasons, and goes on after the fix without touching who passed', async () => {
    const appids = await accounts(12);
    const [rejected, passed, later] = [appids.slice(0, 3), appids.slice(3, 10), appids.slice(10)];
    for (const appid of rejected) await processes.people('auditor', 'reject', 100, appid);
    const rollout = await start(appids, { waves: [{ merchants: 10 }, { rest: true }], gate: { decided: 1 } });
    const halted = await processes.until(rollout, ({ attention }) => attention === 'provider', 90_000);
    expect(halted.waitingFor?.what).toContain('The gate of wave 1 is shut: 3 of 10 were rejected (limit 20 %)');
    expect(halted.waitingFor?.what).toMatch(/- 3 rejected: /);
    for (const appid of later) expect(await sent(appid)).toEqual([]);
    for (const appid of rejected) await processes.people('auditor', 'pass', 100, appid);
    const answer = await processes.act(rollout, 'resubmit', {
      key: await groupKey(rollout),
      release: { userDesc: '修改后再次提交' },
    });
    expect(answer).toMatchObject({ status: 202 });
    const end = await processes.outcome(rollout, 90_000);
    expect(end).toMatchObject({ kind: 'rolled-out', counts: { live: 12 } });
    const counted = async (all: readonly string[]) => Promise.all(all.map(submissions));
    expect(await counted(passed)).toEqual(passed.map(() => 1));
    expect(await counted(rejected)).toEqual([2, 2, 2]);
    expect(await counted(later)).toEqual([1, 1]);
  });

  it('halts at too many audits that WeChat delays', async () => {
    const [delayed = '', ...others] = await accounts(2);
    await processes.people('auditor', 'delay', 100, delayed);
    const rollout = await start([delayed, ...others], { waves: [{ merchants: 1 }, { rest: true }] });
    const halted = await processes.until(rollout, ({ attention }) => attention === 'provider');
    expect(halted.waitingFor?.what).toContain('1 of 1 are delayed by WeChat (limit 30 %)');
    await processes.act(rollout, 'resume');
    await processes.until(rollout, noted('1 live'));
    await processes.act(rollout, 'abort', { undo: true });
    expect(await ended(rollout)).toMatchObject({ kind: 'aborted', counts: { live: 1, withdrawn: 1 } });
  });

  it('checks everyone in a rehearsal, and sends nothing', async () => {
    const [gone = '', ...others] = await accounts(3);
    await stack.simulate('authorizations', { appid: gone, does: 'withdraw' });
    const rollout = await start([gone, ...others], { rehearsal: true, release: { ext: { ext: { color: 'red' } } } });
    expect(await ended(rollout)).toMatchObject({ kind: 'rehearsed', counts: { unfit: 1, fit: 2 } });
    const page = await stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/merchants?state=fit`);
    expect(page.body).toMatchObject({ items: others.map((appid) => ({ appid, extHash: expect.any(String) })) });
    for (const appid of [gone, ...others]) expect(await sent(appid)).toEqual([]);
  });

  it('submits and releases in its windows, and not while it is paused', async () => {
    const appids = await accounts(2);
    const inHours = (hours: number) => new Date(Date.now() + (8 + hours) * 3_600_000).toISOString().slice(11, 16);
    const shut = { from: inHours(3), to: inHours(4) };
    const rollout = await start(appids, {
      waves: [{ rest: true }],
      release: { submitWindow: shut, releaseWindow: shut },
    });
    const allWait = async (what: string) => {
      for (const appid of appids) {
        const release = { ...rollout, url: `/v1/code-releases/code-release:${appid}` };
        await processes.until(release, ({ waitingFor }) => waitingFor?.what.includes(what) === true);
      }
    };
    const count = async (path: string) => {
      const sent = await Promise.all(appids.map((appid) => stack.effects(appid)));
      return sent.flat().filter((each) => each === path).length;
    };
    await allWait(`is submitted opens at ${shut.from}`);
    await processes.act(rollout, 'pause');
    await allWait('it is submitted after `resume`');
    await processes.act(rollout, 'windows', { submitWindow: null });
    expect(await count('/wxa/submit_audit')).toBe(0);
    await processes.act(rollout, 'resume');
    await allWait(`goes online opens at ${shut.from}`);
    expect(await count('/wxa/submit_audit')).toBe(2);
    await processes.act(rollout, 'pause');
    await allWait('it goes online after `resume`');
    await processes.act(rollout, 'windows', { releaseWindow: null });
    expect(await count('/wxa/release')).toBe(0);
    await processes.act(rollout, 'resume');
    expect(await ended(rollout)).toMatchObject({ kind: 'rolled-out', counts: { live: 2 } });
    expect(await count('/wxa/submit_audit')).toBe(2);
  });

  it('says what stops its submissions while only their scope halts, and goes on once it is over', async () => {
    const [live = '', ...fresh] = await accounts(3);
    await ended(await start([live], { release: { userVersion: '0.9.0' } }));
    await stack.simulate('bars', { scope: 'first' });
    const rollout = await start([live, ...fresh], { waves: [{ rest: true }], timings: { forecast: 300 } });
    const stopped = await processes.until(rollout, ({ waitingFor }) => waitingFor?.what.includes('stopped') === true);
    expect(stopped).toMatchObject({ attention: 'ops', waitingFor: { who: 'ops' } });
    expect(stopped.waitingFor?.what).toMatch(/^.*never released are stopped since .*86009.*actions\/resume/);
    const groups = async () => (await stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/groups`)).body;
    expect(await groups()).toMatchObject({ forecast: { waiting: 2, stops: [{ scope: 'first', needsOps: true }] } });
    await processes.until(rollout, noted('1 live'));
    expect(await Promise.all([live, ...fresh].map(submissions))).toEqual([2, 0, 0]);
    await stack.simulate('bars', { scope: 'first', barred: false });
    await stack.api('admin', 'POST', '/v1/audit-quota/actions/resume', {});
    expect(await ended(rollout)).toMatchObject({ kind: 'rolled-out', counts: { live: 3 } });
    expect(await Promise.all([live, ...fresh].map(submissions))).toEqual([2, 1, 1]);
    expect(await groups()).not.toHaveProperty('forecast');
  });

  it('says so where WeChat refuses the IP, gives out no slots meanwhile, and goes on without a restart', async () => {
    const appids = await accounts(3);
    const calls = async (path = '') =>
      z
        .array(z.object({ calls: z.number() }))
        .parse(await stack.simulate(`calls${path}`))
        .reduce((sum, { calls: made }) => sum + made, 0);
    const probes = () => calls('?path=/cgi-bin/openapi/quota/get');
    const [before, probed] = [await calls(), await probes()];
    await stack.simulate('allow-list', { ips: ['203.0.113.9'] });
    try {
      const rollout = await start(appids, { waves: [{ rest: true }] });
      const refused = ({ waitingFor }: Shown) => waitingFor?.what.includes('白名单IP') === true;
      expect(await processes.until(rollout, refused)).toMatchObject({ attention: 'ops', waitingFor: { who: 'ops' } });
      const groups = async () => (await stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/groups`)).body;
      expect(await groups()).toMatchObject({ hostRefused: expect.stringContaining('61004') });
      expect(await stack.workerReady()).toMatchObject({ status: 503, text: expect.stringContaining('白名单IP') });
      // Who is refused tries again at once: with slots it would be refused thousands of times until it is let in.
      await expect.poll(probes, { timeout: 60_000 }).toBeGreaterThan(probed);
      expect((await calls()) - before).toBeLessThan(100);
      expect(await Promise.all(appids.map(sent))).toEqual([[], [], []]);
      await stack.simulate('allow-list', {});
      expect(await processes.outcome(rollout, 90_000)).toMatchObject({ kind: 'rolled-out', counts: { live: 3 } });
      expect(await stack.workerReady()).toMatchObject({ status: 200 });
      expect(await groups()).not.toHaveProperty('hostRefused');
      expect(await Promise.all(appids.map(submissions))).toEqual([1, 1, 1]);
    } finally {
      await stack.simulate('allow-list', {});
    }
  }, 200_000);

  it('begins nobody while it is paused, and goes on at another pace', async () => {
    const appids = await accounts(4);
    const rollout = await start(appids, { pace: { window: 1 }, waves: [{ merchants: 1 }, { rest: true }] });
    expect(await processes.act(rollout, 'pause')).toMatchObject({ status: 202 });
    const paused = await processes.until(rollout, ({ waitingFor }) => waitingFor?.what.startsWith('Paused') === true);
    expect(paused.attention).toBe('ops');
    for (const appid of appids.slice(2)) expect(await stack.effects(appid)).not.toContain('/wxa/commit');
    await processes.act(rollout, 'pace', { window: 3 });
    await processes.act(rollout, 'resume');
    expect(await ended(rollout)).toMatchObject({ kind: 'rolled-out', counts: { live: 4 } });
  });

  it('runs beside another over the same merchants: who is busy there comes again at its end', async () => {
    const [busy = '', other = ''] = await accounts(2);
    await processes.people('auditor', 'ignore', 0, busy);
    const first = await start([busy, other], { waves: [{ rest: true }], release: { userVersion: '0.9.0' } });
    await processes.until(first, noted('1 live'));
    const second = await start([busy, other], { gate: { decided: 0.5 } });
    await processes.until(second, noted('1 busy'));
    await processes.until(second, noted('1 live'));
    await processes.people('auditor', 'pass', 0, busy);
    expect(await ended(first)).toMatchObject({ kind: 'rolled-out', counts: { live: 2 } });
    expect(await processes.outcome(second, 90_000)).toMatchObject({ kind: 'rolled-out', counts: { live: 2 } });
    for (const appid of [busy, other]) {
      const { body } = await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`);
      expect(body).toMatchObject({ ledger: [{ userVersion: '0.9.0' }, { userVersion: '1.0.0' }] });
      expect(await submissions(appid)).toBe(2);
    }
  });

  it('rolls a whole wave back to what each ran before', async () => {
    const appids = await accounts(3);
    await ended(await start(appids, { release: { userVersion: '0.9.0' } }));
    const rollout = await start(appids, { timings: { watch: 60_000 } });
    await processes.until(
      rollout,
      ({ waitingFor }) => waitingFor?.what.startsWith('Everyone is live') === true,
      90_000,
    );
    await processes.act(rollout, 'rollBack', { wave: 1 });
    await processes.until(rollout, noted('2 rolled-back'));
    expect(await processes.act(rollout, 'finish')).toMatchObject({ status: 202 });
    expect(await ended(rollout)).toMatchObject({ kind: 'rolled-out', counts: { live: 1, 'rolled-back': 2 } });
  });

  it('leaves alone who runs this very version already, unless it is asked to release again', async () => {
    const [first = '', other = ''] = await accounts(2);
    await ended(await start([first]));
    const rehearsal = { target: { kind: 'query', query: `AppId = '${first}' AND Version = '1.0.0'` }, rehearsal: true };
    // Until visibility has it.
    const seen = async () => (await ended(await start([], rehearsal))).counts;
    await expect.poll(seen, { timeout: 60_000 }).toEqual({ 'already-live': 1 });
    const rollout = await start([first, other]);
    expect(await ended(rollout)).toMatchObject({ kind: 'rolled-out', counts: { live: 1, 'already-live': 1 } });
    expect(await submissions(first)).toBe(1);
    expect(await ended(await start([first], { again: true }))).toMatchObject({ counts: { live: 1 } });
    expect(await submissions(first)).toBe(2);
  });

  it('tells the truth of a merchant that withdraws its authorization in the middle', async () => {
    const [gone = '', other = ''] = await accounts(2);
    await processes.people('auditor', 'ignore', 0, gone);
    const rollout = await start([gone, other], { waves: [{ rest: true }] });
    await processes.until(rollout, noted('1 live'));
    await stack.simulate('authorizations', { appid: gone, does: 'withdraw' });
    const open = () => stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/merchants?state=under-way`);
    await expect
      .poll(async () => (await open()).body, { timeout: 30_000 })
      .toMatchObject({ items: [{ appid: gone, attention: 'merchant' }] });
    await processes.act(rollout, 'abort', { undo: false });
    expect(await ended(rollout)).toMatchObject({ kind: 'aborted', counts: { live: 1, cancelled: 1 } });
  });

  it('tells the truth of a template that is deleted in the middle', async () => {
    const [first = '', second = ''] = await accounts(2);
    await processes.people('auditor', 'ignore', 0, first);
    const templateId = await newTemplate();
    const rollout = await start([first, second], {
      waves: [{ merchants: 1 }, { rest: true }],
      release: { templateId },
    });
    await expect.poll(() => submissions(first), { timeout: 30_000 }).toBe(1);
    await stack.simulate('templates/removals', { templateId });
    await processes.people('auditor', 'pass', 0, first);
    await processes.until(rollout, noted('1 wait for a person'));
    expect(await sent(second)).toEqual([]);
    await processes.act(rollout, 'cancel');
    expect(await ended(rollout)).toMatchObject({ kind: 'cancelled', counts: { live: 1, cancelled: 1 } });
  });
});
