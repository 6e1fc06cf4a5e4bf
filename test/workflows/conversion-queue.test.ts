import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retry } from '../../messages/actions.ts';
import { type ConversionQueueInput, conversionLimits, turnRequested } from '../../messages/conversion-queue.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import {
  counted,
  dequeued,
  emptyQueue,
  expectedAt,
  nextTurnAt,
  queued,
} from '../../workflows/conversion-queue-state.ts';
import { type ConversionStage, startConversionStage } from './conversion-stage.ts';

const claim = (workflowId: string) => ({ workflowId, runId: 'r' });
const noon = Date.parse('2026-11-23T12:00:00+08:00');
const givenAt = (...times: number[]) => times.reduce(counted, emptyQueue);

describe('the queue of conversions', () => {
  it('keeps the order in which they asked, each once', () => {
    const state = ['a', 'b', 'a'].map(claim).reduce(queued, emptyQueue);
    expect(state.waiting).toEqual([claim('a'), claim('b')]);
    expect(dequeued(state, claim('a')).waiting).toEqual([claim('b')]);
  });

  it('gives 5 turns at once, and the next when the first of them is long enough ago', () => {
    expect(nextTurnAt(givenAt(noon, noon, noon, noon), conversionLimits, noon)).toBe(noon);
    const five = givenAt(noon, noon + 1, noon + 2, noon + 3, noon + 4);
    expect(nextTurnAt(five, conversionLimits, noon + 5)).toBe(noon + conversionLimits.interval);
  });

  it('gives 100 turns between two midnights in China', () => {
    const hundred = givenAt(...Array.from({ length: 100 }, () => noon));
    const tomorrow = nextTurnAt(hundred, conversionLimits, noon + 3_600_000);
    expect(new Date(tomorrow).toISOString()).toBe('2026-11-23T16:01:00.000Z');
    expect(nextTurnAt(hundred, conversionLimits, tomorrow)).toBeLessThanOrEqual(tomorrow);
  });

  it('tells who waits when their turn will come, over the limits of a minute and of a day', () => {
    const limits = { atOnce: 2, interval: 60_000, perDay: 5 };
    const waiting = ['a', 'b', 'c', 'd', 'e'].map(claim).reduce(queued, givenAt(noon, noon));
    const turns = ['a', 'b', 'c', 'd', 'e'].map((id) => expectedAt(waiting, limits, claim(id), noon) - noon);
    const tomorrow = 12 * 3_600_000 + 60_000;
    expect(turns).toEqual([60_000, 60_000, 120_000, tomorrow, tomorrow]);
    expect(expectedAt(waiting, limits, claim('nobody'), noon)).toBe(noon);
  });

  it('forgets turns that no limit looks at any more', () => {
    expect(counted(givenAt(noon), noon + 3 * 24 * 3_600_000).given).toHaveLength(1);
  });
});

describe('the entity of the queue', () => {
  let stage: ConversionStage;
  beforeAll(async () => {
    stage = await startConversionStage();
  });
  afterAll(() => stage.stop());

  const queue = () => stage.temporal.workflow.getHandle(workflowIds.conversionQueue());
  const start = async (input: ConversionQueueInput) => {
    await stage.startQueue(input);
    return (await queue().describe()).runId;
  };
  const route = { kind: 'enterprise', name: '示例', code: '91440300MA5FAKE001', componentPhone: '1' } as const;
  const begin = () => stage.convert({ appid: `wx_${randomUUID()}`, route });
  const beginMany = (count: number) => Promise.all(Array.from({ length: count }, begin));

  it('lets so many ask WeChat at once', async () => {
    await start({ limits: { atOnce: 2, interval: 3_600_000, perDay: 100 } });
    const first = await beginMany(2);
    await expect.poll(() => stage.asked.length, { timeout: 20_000 }).toBe(2);
    const waiting = await begin();
    const turn = { what: expect.stringContaining('turn'), who: 'wechat', until: expect.any(String) };
    await stage.shows(waiting.workflowId, { waitingFor: turn });
    expect(stage.asked).toHaveLength(2);
    await Promise.all([...first, waiting, queue()].map((workflow) => workflow.terminate()));
  });

  it('serves everybody in the end, over its continuing as new, and spends no turn on who has gone', async () => {
    const before = stage.asked.length;
    const firstRun = await start({ limits: { atOnce: 2, interval: 500, perDay: 5 }, historyLimit: 20 });
    await queue().signal(turnRequested, { claim: { workflowId: 'gone', runId: randomUUID() } });
    const all = await beginMany(5);
    await expect.poll(() => stage.asked.length - before, { timeout: 30_000 }).toBe(5);
    expect((await queue().describe()).runId).not.toBe(firstRun);
    await Promise.all([...all, queue()].map((workflow) => workflow.terminate()));
  });

  it('is waited for where it is not there, and ops are told', async () => {
    const before = stage.asked.length;
    const conversion = await begin();
    const told = { attention: 'ops', waitingFor: { what: expect.stringContaining('queue') } };
    await stage.shows(conversion.workflowId, told);
    await start({ limits: { atOnce: 2, interval: 500, perDay: 5 } });
    await conversion.executeUpdate(retry, { args: [{ by: 'test' }] });
    await expect.poll(() => stage.asked.length - before, { timeout: 20_000 }).toBe(1);
    await Promise.all([conversion, queue()].map((workflow) => workflow.terminate()));
  });
});
