import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { pageSubjects } from '../../api/pages/link.ts';
import { arrange, wordOf } from '../../api/pages/merchant-view.ts';
import type { PageView } from '../../api/pages/view.ts';
import { processes } from '../../api/processes/index.ts';
import { keysRotated } from '../../messages/key-rotation.ts';
import { longestPageLife } from '../../messages/page-links.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { freePort } from '../../scripts/ports.ts';
import { problemOf } from './answers.ts';
import { errandsOn, newPlace } from './errands.ts';
import { openStage, type Stage } from './stage.ts';

const view = (state: PageView['state'], change: Partial<PageView> = {}): PageView => ({
  ...{ heading: 'H', title: 'T', text: '', state, ended: state === 'done', subject: [], times: [] },
  ...change,
});
const task = (until?: string) =>
  view('waiting', {
    task: { href: 'https://x.example', button: '', who: '', prepare: [], ...(until ? { until } : {}) },
  });
const matter = (id: string, shown: PageView, closedAt?: number) => ({
  ...{ id, view: shown, startedAt: 1 },
  ...(closedAt ? { closedAt } : {}),
});
const idsOf = (matters: readonly { readonly id: string }[]) => matters.map(({ id }) => id);

describe("the order of a merchant's matters", () => {
  const soon = matter('soon', task('2026-07-01T00:00:00.000Z'));
  const late = matter('late', task('2026-07-02T00:00:00.000Z'));
  const someday = matter('someday', task());
  const working = matter('working', view('working'));
  const done = [matter('done', view('done'), 5), matter('done later', view('done'), 9)];

  it('puts the task with the least time left on top, what goes by itself and what has ended below', () => {
    const page = arrange([working, ...done, someday, late, soon], { merchant: true });
    expect(page.top).toBe(soon.view);
    expect(idsOf(page.tasks)).toEqual(['late', 'someday']);
    expect(idsOf(page.underWay)).toEqual(['working']);
    expect(idsOf(page.ended)).toEqual(['done later', 'done']);
  });

  it('puts the matter of the link on top where nothing is to be done, and else says so', () => {
    expect(arrange([working, ...done], { own: working, merchant: true })).toMatchObject({
      top: working.view,
      underWay: [],
    });
    const idle = arrange([working], { merchant: true });
    expect([idle.top.state, idsOf(idle.underWay)]).toEqual(['idle', ['working']]);
  });

  it('points to the task of another matter where that one asks for what it waits for, and does not ask twice', () => {
    const whole = { ...matter('whole', task()), by: 'soon' };
    const page = arrange([whole, soon], { own: whole, merchant: true });
    expect(page).toMatchObject({ top: soon.view, tasks: [], underWay: [{ view: { state: 'elsewhere' } }] });
    expect(page.underWay[0]?.view).not.toHaveProperty('task');
    const gone = matter('soon', view('done'));
    expect(arrange([whole, gone], { own: whole, merchant: true }).top).toBe(whole.view);
  });

  it('is still only where one matter without a merchant has ended', () => {
    const [ended] = done;
    expect(ended && arrange([ended], { own: ended, merchant: false }).still).toBe(true);
    expect(ended && arrange([ended], { own: ended, merchant: true }).still).toBe(false);
    expect(arrange([working], { own: working, merchant: false }).still).toBe(false);
  });

  it('has a word that changes with what is shown', () => {
    const words = [[soon], [late], [working], []].map((matters) => wordOf(arrange(matters, { merchant: true })));
    expect(new Set(words).size).toBe(4);
  });
});

it('no page lives longer than a revocation of its links', () => {
  for (const { page } of processes) expect(page?.life ?? 0).toBeLessThanOrEqual(longestPageLife);
});

describe("a merchant's page", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ worker: true });
  });
  afterAll(() => stage.close());
  const errands = errandsOn(() => stage);

  const newMerchant = () => `m-${randomUUID()}`;
  const link = z.object({ href: z.string(), expiresAt: z.string() });
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    stage.call('POST', path, { body, headers });
  const linkTo = async (body: object) => link.parse((await post('/v1/page-links', body)).body).href;
  const revoke = (body: object, headers?: Record<string, string>) =>
    post('/v1/page-link-revocations', { ...body, why: 'wrong phone' }, headers);
  const begin = async (body: object = {}) => {
    const place = newPlace();
    const started = await errands.start({ place, ...body });
    await stage.shows(started.url, { stage: 'visit' });
    return { ...started, place };
  };
  /** The page, once it shows all this: visibility is a moment behind. */
  const shows = async (href: string, ...texts: string[]) => {
    let html = '';
    await vi.waitFor(
      async () => {
        html = await (await fetch(href)).text();
        for (const text of texts) expect(html).toContain(text);
      },
      { timeout: 15_000, interval: 200 },
    );
    return html;
  };

  it('says that there is nothing to do, and looks again by itself', async () => {
    const html = await shows(await linkTo({ merchantId: newMerchant() }), '暂无待办');
    expect(html).toContain('<script');
    expect(html).not.toContain('class="button"');
  });

  it('shows the most urgent task on top, the others below it, and what has ended', async () => {
    const merchantId = newMerchant();
    const later = await begin({ merchantId, patience: 600 });
    const sooner = await begin({ merchantId, patience: 5 });
    const ended = await begin({ merchantId });
    await errands.finish(ended.url);
    const foreign = await begin({ merchantId: newMerchant() });
    const html = await shows(
      await linkTo({ merchantId }),
      ...['其他待办（1）', '最近结束', '注册成功'],
      ...[sooner, later, ended].map(({ place }) => place),
    );
    const places = [sooner, later, ended].map(({ place }) => html.indexOf(place));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(html.match(/<svg/g)).toHaveLength(2);
    expect(html).not.toContain(foreign.place);
  });

  it("is what a process's link opens, and that process is on it at once", async () => {
    const merchantId = newMerchant();
    const first = await begin({ merchantId, patience: 5 });
    const second = await begin({ merchantId, patience: 600 });
    await shows(await linkTo({ process: second.id }), first.place, second.place, '其他待办（1）');
    const alone = await begin();
    const html = await shows(await linkTo({ process: alone.id }), alone.place);
    expect(html).not.toContain('其他待办');
  });

  it('has what is under way for the accounts that are the merchant’s, though it was started without a merchant id', async () => {
    const merchantId = newMerchant();
    const { id, place } = await begin();
    const appid = `wx${place}`;
    await stage.temporal.workflow.start('authorizer', {
      workflowId: workflowIds.authorizer(appid),
      taskQueue: 'nobody',
      typedSearchAttributes: [{ key: searchAttributes.MerchantId, value: merchantId }],
    });
    await shows(await linkTo({ merchantId }), place);
    const ofProcess = await linkTo({ process: id });
    await revoke({ merchantId });
    expect((await fetch(ofProcess)).status).toBe(410);
  });

  it('is dead at once when its links are revoked, and those of its processes with it; a new link works', async () => {
    const merchantId = newMerchant();
    const { id, place } = await begin({ merchantId });
    const [page, ofProcess] = [await linkTo({ merchantId }), stage.pages.href(id, 60_000)];
    await shows(page, place);
    expect((await revoke({ merchantId })).status).toBe(201);
    for (const href of [page, ofProcess]) {
      const dead = await fetch(href);
      expect([dead.status, (await dead.text()).includes('链接已停用')]).toEqual([410, true]);
      expect(await (await fetch(`${href}/state`)).json()).toEqual({ shown: 'revoked' });
    }
    await shows(await linkTo({ merchantId }), place);
    expect((await revoke({ merchantId })).status).toBe(201);
    expect((await fetch(page)).status).toBe(410);
  });

  it("of one process is revoked by itself, and the merchant's own stays", async () => {
    const merchantId = newMerchant();
    const { id, place } = await begin({ merchantId });
    const [page, ofProcess] = [await linkTo({ merchantId }), await linkTo({ process: id })];
    await revoke({ process: id });
    expect((await fetch(ofProcess)).status).toBe(410);
    await shows(page, place);
  });

  it('has one link for one key, and one revocation, which a repetition does not make again', async () => {
    const merchantId = newMerchant();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await post('/v1/page-links', { merchantId }, headers);
    expect(await post('/v1/page-links', { merchantId }, headers)).toMatchObject({ body: first.body });
    problemOf(await post('/v1/page-links', { merchantId, expiresIn: 90_000 }, headers), 422);

    const key = { 'idempotency-key': randomUUID() };
    const revoked = await revoke({ merchantId }, key);
    const after = await linkTo({ merchantId });
    expect(await revoke({ merchantId }, key)).toMatchObject({ status: 201, body: revoked.body });
    expect((await fetch(after)).status).toBe(200);
  });

  it('stays dead where its revocation moves to another encryption key, and ends once the links would have', async () => {
    const merchantId = newMerchant();
    const page = await linkTo({ merchantId });
    await revoke({ merchantId });
    const revocation = stage.temporal.workflow.getHandle(workflowIds.pageRevocation(pageSubjects.merchant(merchantId)));
    const { runId, memo } = await revocation.describe();
    await revocation.signal(keysRotated);
    await vi.waitFor(async () => expect((await revocation.describe()).runId).not.toBe(runId), { timeout: 10_000 });
    expect((await revocation.describe()).memo).toEqual(memo);
    expect((await fetch(page)).status).toBe(410);

    const short = await stage.temporal.workflow.start('pageRevocation', {
      workflowId: workflowIds.pageRevocation(newMerchant()),
      taskQueue: taskQueues.main,
      args: [{ until: Date.now() + 10, request: { by: 'test' } }],
    });
    await expect(short.result()).resolves.toBeUndefined();
  });

  it('is linked by operators, for a merchant or a process that has a page', async () => {
    problemOf(await stage.call('POST', '/v1/page-links', { as: 'viewer', body: { merchantId: 'm' } }), 403);
    problemOf(await stage.call('POST', '/v1/page-link-revocations', { as: 'viewer', body: { merchantId: 'm' } }), 403);
    problemOf(await post('/v1/page-links', { process: 'errand:nobody' }), 404);
    const fields = async (body: object) => problemOf(await post('/v1/page-links', body), 400).errors?.[0]?.field;
    expect(await fields({})).toBe('merchantId');
    expect(await fields({ merchantId: 'm', process: 'errand:x' })).toBe('merchantId');
    expect(await fields({ merchantId: 'm', expiresIn: longestPageLife + 1 })).toBe('expiresIn');
    expect(await fields({ merchantId: '张三' })).toBe('merchantId');
  });
});

it("a merchant's page asks to wait while Temporal is away", async () => {
  const stage = await openStage({ address: `127.0.0.1:${await freePort('127.0.0.1')}` });
  const response = await fetch(stage.pages.href(pageSubjects.merchant('m'), 60_000));
  const html = await response.text();
  expect([response.status, html.includes('您的办理不受影响')]).toEqual([503, true]);
  expect(html).toContain('location.reload()');
  await stage.close();
}, 30_000);
