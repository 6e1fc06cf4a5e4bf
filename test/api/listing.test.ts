import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pageIn, problemOf } from './answers.ts';
import { errandsOn, newPlace } from './errands.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ worker: true });
});
afterAll(() => stage.close());

const { start, deliver } = errandsOn(() => stage);

describe('listing processes', () => {
  const items = async (query: string) => pageIn(await stage.call('GET', `/v1/errands?${query}`)).items;
  const lists = (query: string, expected: unknown) =>
    vi.waitFor(async () => expect(await items(query)).toEqual(expected), { timeout: 10_000, interval: 100 });

  it('filters by stage, attention, appid, merchant and whether it is open', async () => {
    const merchantId = randomUUID();
    const place = newPlace();
    const { id, runId, url } = await start({ place, merchantId });
    const line = {
      id,
      runId,
      url,
      open: true,
      status: 'running',
      stage: 'visit',
      attention: 'merchant',
      appid: `wx${place}`,
      merchantId,
      startedAt: expect.any(String),
    };
    await lists(`merchantId=${merchantId}`, [line]);
    await lists(`appid=wx${place}&stage=visit&attention=merchant&open=true`, [line]);
    for (const query of ['stage=walk', 'attention=ops', 'open=false', "appid=wx' OR AppId != 'x"]) {
      expect(await items(`merchantId=${merchantId}&${query}`)).toEqual([]);
    }
    await deliver(url);
    const closed = {
      open: false,
      status: 'completed',
      stage: 'delivered',
      attention: 'none',
      closedAt: expect.any(String),
    };
    await lists(`merchantId=${merchantId}&open=false`, [{ ...line, ...closed }]);
  });

  it('pages by cursor, newest first', async () => {
    const merchantId = randomUUID();
    const started: string[] = [];
    for (let count = 0; count < 5; count += 1) started.unshift((await start({ merchantId })).runId);
    await vi.waitFor(async () => expect(await items(`merchantId=${merchantId}`)).toHaveLength(5), { timeout: 10_000 });
    const sizes: number[] = [];
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const query = `merchantId=${merchantId}&limit=2${cursor && `&cursor=${cursor}`}`;
      const page = pageIn(await stage.call('GET', `/v1/errands?${query}`));
      sizes.push(page.items.length);
      seen.push(...page.items.map(({ runId }) => runId));
      cursor = page.next;
    }
    expect(seen).toEqual(started);
    expect(sizes.slice(0, 3)).toEqual([2, 2, 1]);
  });

  it('names what is wrong with a filter, a limit and a cursor', async () => {
    const query = 'appId=wx1&limit=0&attention=everybody&open=yes';
    const { errors } = problemOf(await stage.call('GET', `/v1/errands?${query}`), 400);
    expect(errors?.map(({ field }) => field).sort()).toEqual(['appId', 'attention', 'limit', 'open']);
  });

  it('takes no cursor of another list', async () => {
    const merchantId = randomUUID();
    await start({ merchantId });
    await start({ merchantId });
    const page = () => stage.call('GET', `/v1/errands?merchantId=${merchantId}&limit=1`);
    await vi.waitFor(async () => expect(pageIn(await page()).next).toBeDefined(), { timeout: 10_000 });
    const { next } = pageIn(await page());
    for (const query of [`cursor=${next}`, 'cursor=bm90aGluZw']) {
      const { errors } = problemOf(await stage.call('GET', `/v1/errands?${query}`), 400);
      expect(errors).toMatchObject([{ field: 'cursor' }]);
    }
  });
});
