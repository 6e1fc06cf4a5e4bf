import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Shown } from './following.ts';
import { noted, rolloutsOn } from './rollouts.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

// What is stopped is stopped for all: one after the other.
describe('a rollout that is stopped', () => {
  let stack: JourneyStack;
  let rollouts: Awaited<ReturnType<typeof rolloutsOn>>;
  beforeAll(async () => {
    stack = await startJourneyStack();
    rollouts = await rolloutsOn(stack);
  });
  afterAll(() => stack.stop());

  it('says what stops its submissions while only their scope halts, and goes on once it is over', async () => {
    const [live = '', ...fresh] = await rollouts.accounts(3);
    await rollouts.ended(await rollouts.start([live], { release: { userVersion: '0.9.0' } }));
    await stack.simulate('bars', { scope: 'first' });
    try {
      const rollout = await rollouts.start([live, ...fresh], { waves: [{ rest: true }], timings: { forecast: 300 } });
      const stopped = await rollouts.processes.until(
        rollout,
        ({ waitingFor }) => waitingFor?.what.includes('stopped') === true,
      );
      expect(stopped).toMatchObject({ attention: 'ops', waitingFor: { who: 'ops' } });
      expect(stopped.waitingFor?.what).toMatch(/^.*never released are stopped since .*86009.*actions\/resume/);
      const groups = async () => (await stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/groups`)).body;
      // One refused submission stops the scope; the other account may ask for its slot later.
      await expect
        .poll(groups, { timeout: 45_000 })
        .toMatchObject({ forecast: { waiting: 2, stops: [{ scope: 'first', needsOps: true }] } });
      await rollouts.processes.until(rollout, noted('1 live'));
      expect(await Promise.all([live, ...fresh].map(rollouts.submissions))).toEqual([2, 0, 0]);
      await stack.simulate('bars', { scope: 'first', barred: false });
      await stack.api('admin', 'POST', '/v1/audit-quota/actions/resume', {});
      expect(await rollouts.ended(rollout)).toMatchObject({ kind: 'rolled-out', counts: { live: 3 } });
      expect(await Promise.all([live, ...fresh].map(rollouts.submissions))).toEqual([2, 1, 1]);
      expect(await groups()).not.toHaveProperty('forecast');
    } finally {
      // Whatever failed here says nothing about the next scenario.
      await stack.simulate('bars', { scope: 'first', barred: false });
      await stack.api('admin', 'POST', '/v1/audit-quota/actions/resume', {});
    }
  });

  it('says so where WeChat refuses the IP, gives out no slots meanwhile, and goes on without a restart', async () => {
    const appids = await rollouts.accounts(3);
    const calls = async (path = '') =>
      z
        .array(z.object({ calls: z.number() }))
        .parse(await stack.simulate(`calls${path}`))
        .reduce((sum, { calls: made }) => sum + made, 0);
    const probes = () => calls('?path=/cgi-bin/openapi/quota/get');
    const [before, probed] = [await calls(), await probes()];
    await stack.simulate('allow-list', { ips: ['203.0.113.9'] });
    try {
      const rollout = await rollouts.start(appids, { waves: [{ rest: true }] });
      const refused = ({ waitingFor }: Shown) => waitingFor?.what.includes('白名单IP') === true;
      expect(await rollouts.processes.until(rollout, refused)).toMatchObject({
        attention: 'ops',
        waitingFor: { who: 'ops' },
      });
      const groups = async () => (await stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/groups`)).body;
      expect(await groups()).toMatchObject({ hostRefused: expect.stringContaining('61004') });
      expect(await stack.workerReady()).toMatchObject({ status: 503, text: expect.stringContaining('白名单IP') });
      // Who is refused tries again at once: with slots it would be refused thousands of times until it is let in.
      await expect.poll(probes, { timeout: 60_000 }).toBeGreaterThan(probed);
      expect((await calls()) - before).toBeLessThan(100);
      expect(await Promise.all(appids.map(rollouts.sent))).toEqual([[], [], []]);
      await stack.simulate('allow-list', {});
      expect(await rollouts.processes.outcome(rollout, 90_000)).toMatchObject({
        kind: 'rolled-out',
        counts: { live: 3 },
      });
      expect(await stack.workerReady()).toMatchObject({ status: 200 });
      expect(await groups()).not.toHaveProperty('hostRefused');
      expect(await Promise.all(appids.map(rollouts.submissions))).toEqual([1, 1, 1]);
    } finally {
      await stack.simulate('allow-list', {});
    }
  }, 200_000);
});
