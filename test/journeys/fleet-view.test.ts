import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesOf } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

describe('the fleet', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterAll(() => stack.stop());

  const fleet = async (query: string) => (await stack.api('viewer', 'GET', `/v1/fleet${query}`)).body;
  const inspect = async (body: object = {}) =>
    processes.outcome(await processes.start('/v1/fleet-inspections', { perMinute: 600, ...body }));

  it('shows what somebody changed with another tool, until it is mended', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'pass', 0, appid);
    const wanted = { serverDomains: { way: 'direct', requestdomain: ['https://api.shop.example'] } };
    expect(await processes.outcome(await processes.setUp(appid, wanted))).toMatchObject({ kind: 'complete' });
    await processes.outcome(await processes.release(appid, {}));
    expect(await inspect({ appids: [appid] })).toMatchObject({ kind: 'inspected', sums: { inspected: 1, drifted: 0 } });

    await stack.elsewhere(appid, '/wxa/modify_domain_directly', {
      action: 'delete',
      requestdomain: ['https://api.shop.example'],
    });
    expect(await inspect()).toMatchObject({ sums: { drifted: 1, newlyDrifted: 1, drift: { serverDomains: 1 } } });
    const shown = () => fleet('?drifted=any');
    await expect.poll(shown, { timeout: 30_000, interval: 1_000 }).toMatchObject({
      summary: { drifted: 1, drift: { serverDomains: 1 } },
      lastInspection: { id: 'fleet-inspection' },
      items: [
        { appid, userVersion: '1.0.0', templateId: 1, online: { userVersion: '1.0.0' }, drift: ['serverDomains'] },
      ],
    });
    expect(await inspect()).toMatchObject({ sums: { drifted: 1, newlyDrifted: 0 } });
    const mend = { request: 'POST /v1/account-setups', body: { appid, ...wanted } };
    expect(await fleet(`/${appid}`)).toMatchObject({
      declared: wanted,
      drift: [{ lacks: ['requestdomain https://api.shop.example'], mend: [mend] }],
    });

    expect(await processes.outcome(await processes.setUp(appid, wanted))).toMatchObject({
      parts: { serverDomains: { kind: 'changed' } },
    });
    await expect
      .poll(shown, { timeout: 30_000, interval: 1_000 })
      .toMatchObject({ summary: { drifted: 0 }, items: [] });
    expect(await inspect()).toMatchObject({ sums: { drifted: 0 } });
  });
});
