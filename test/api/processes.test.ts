import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { acceptedOf, problemOf } from './answers.ts';
import { errandsOn, newPlace } from './errands.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ worker: true });
});
afterAll(() => stage.close());

const { start, deliver, finish } = errandsOn(() => stage);

describe('starting a process', () => {
  it('answers 202 with id, run id and where to look', async () => {
    const { id, runId, url, temporalUrl } = await start();
    expect(id).toMatch(/^errand:[0-9a-f]{32}$/);
    expect(url).toBe(`${stage.url}/v1/errands/${id}/runs/${runId}`);
    const { namespace } = stage.temporal.options;
    expect(temporalUrl).toBe(`http://temporal.example/namespaces/${namespace}/workflows/${id}/${runId}/history`);
  });

  it('carries who and why into the workflow, and summary and search attributes into Temporal', async () => {
    const place = newPlace();
    const { id, url } = await start({ place, merchantId: 'm-1', why: 'a customer asked' });
    const description = await stage.temporal.workflow.getHandle(id).describe();
    expect(await description.staticSummary()).toBe(`Errand to ${place}`);
    const { AppId, MerchantId, ExternalIds } = searchAttributes;
    expect(description.typedSearchAttributes.get(AppId)).toBe(`wx${place}`);
    expect(description.typedSearchAttributes.get(MerchantId)).toBe('m-1');
    expect(description.typedSearchAttributes.get(ExternalIds)).toEqual([`place:${place}`]);
    await stage.shows(url, { stage: 'visit' });
    await deliver(url);
    await stage.shows(url, {
      outcome: { kind: 'delivered', asked: { by: 'the-admin', why: 'a customer asked' } },
    });
  });

  it('takes the reason from the header `Why` too, in UTF-8', async () => {
    const headers = { why: Buffer.from('客户要求').toString('latin1') };
    const { url } = await start({}, headers);
    await stage.shows(url, { stage: 'visit' });
    await deliver(url);
    await stage.shows(url, { outcome: { asked: { by: 'the-admin', why: '客户要求' } } });
  });

  it('of what runs already is a conflict that names the run and its page', async () => {
    const place = newPlace();
    const { id, runId, url } = await start({ place });
    const problem = problemOf(await stage.call('POST', '/v1/errands', { body: { place } }), 409);
    const href = expect.stringMatching(new RegExp(`^${stage.url}/m/`));
    const links = [expect.objectContaining({ rel: 'merchant-page', href })];
    expect(problem).toMatchObject({ type: '/problems/already-running', id, runId, url, links });
    expect(problem.detail).toContain(runId);
  });

  it('is possible again once the first has ended', async () => {
    const place = newPlace();
    const first = await start({ place });
    await finish(first.url);
    const second = await start({ place });
    expect(second.id).toBe(first.id);
    expect(second.runId).not.toBe(first.runId);
  });

  it('reads the body once, so that its schema may make a number of a text', async () => {
    const until = '2100-01-01T00:00:00.000Z';
    const { url } = await start({ until });
    await stage.shows(url, { stage: 'visit', waitingFor: { until } });
  });

  it('passes on what the declaration refuses', async () => {
    const problem = problemOf(await stage.call('POST', '/v1/errands', { body: { place: 'nowhere' } }), 404);
    expect(problem.detail).toBe('There is no such place; go somewhere else.');
  });
});

describe('reading a process', () => {
  it('asks the open process, by id and by run', async () => {
    const { id, runId, url } = await start();
    await stage.shows(url, { stage: 'visit' });
    const byRun = (await stage.call('GET', url)).body;
    expect(byRun).toEqual({
      id,
      runId,
      live: true,
      stage: 'visit',
      attention: 'merchant',
      waitingFor: { what: 'Somebody opens', who: 'merchant', until: expect.any(String) },
      steps: [
        { name: 'walk', state: 'done', at: expect.any(String) },
        { name: 'visit', state: 'running', at: expect.any(String) },
        { name: 'return', state: 'pending' },
      ],
      links: [{ rel: 'map', title: 'The way there', href: 'https://maps.example/there?ticket=1' }],
    });
    expect((await stage.call('GET', `/v1/errands/${id}`, { as: 'viewer' })).body).toEqual(byRun);
  });

  it('answers the result of a closed one, each run its own', async () => {
    const place = newPlace();
    const first = await start({ place });
    await stage.shows(first.url, { stage: 'visit' });
    await deliver(first.url);
    await stage.shows(first.url, { live: true, attention: 'none', outcome: { kind: 'delivered', parcel: 'a book' } });
    const second = await start({ place });
    await stage.shows(`/v1/errands/${first.id}`, { runId: second.runId, stage: 'visit' });
    await stage.shows(first.url, { runId: first.runId, stage: 'delivered' });
  });

  it('stays with the first run of one that continues as new', async () => {
    const key = { 'idempotency-key': newPlace() };
    const body = { place: newPlace(), mishap: 'forgets' };
    const { id, runId, url } = await start(body, key);
    await stage.shows(url, { id, runId, live: true, stage: 'visit' });
    await stage.shows(`/v1/errands/${id}`, { id, runId, live: true, stage: 'visit' });
    expect(await start(body, key)).toMatchObject({ runId });
    await finish(url);
    await stage.shows(`/v1/errands?appid=wx${body.place}`, { items: [{ id, status: 'completed' }] });
  });

  it('says honestly that one was terminated, and why', async () => {
    const { id, url } = await start();
    await stage.temporal.workflow.getHandle(id).terminate('the office burned down');
    await stage.shows(url, {
      live: false,
      attention: 'none',
      outcome: { kind: 'terminated', note: 'the office burned down' },
    });
  });

  it('says honestly that one failed, and asks ops to look', async () => {
    const { url } = await start({ mishap: 'breaks' });
    await stage.shows(url, { live: false, attention: 'ops', outcome: { kind: 'failed', note: 'The bicycle broke.' } });
  });

  it('does not find an id that is unknown, or of another type', async () => {
    await stage.temporal.workflow.start('idempotentRequest', { workflowId: 'another-type', taskQueue: 'nobody' });
    for (const path of ['/v1/errands/nothing', '/v1/errands/another-type', `/v1/errands/x/runs/${randomUUID()}`]) {
      const answer = await stage.call('GET', path);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({
        type: '/problems/not-found',
        detail: expect.stringContaining('/v1/errands'),
      });
    }
  });
});

describe('acting on a process', () => {
  it('answers 202 as soon as the process has taken it, by id and by run', async () => {
    const { id, runId, url, temporalUrl } = await start();
    await stage.shows(url, { stage: 'visit' });
    const knocked = acceptedOf(await stage.call('POST', `/v1/errands/${id}/actions/knock`));
    expect(knocked).toEqual({ id, runId, url, temporalUrl });
    acceptedOf(await stage.call('POST', `${url}/actions/cancel`, { body: { why: 'it rains' } }));
    await stage.shows(url, { outcome: { kind: 'cancelled', by: 'the-operator', why: 'it rains' } });
  });

  it('says why the process can not take it now', async () => {
    const { url } = await start();
    await stage.shows(url, { stage: 'visit' });
    await stage.call('POST', `${url}/actions/knock`);
    const problem = problemOf(await stage.call('POST', `${url}/actions/knock`), 409);
    expect(problem).toMatchObject({ type: '/problems/not-now', detail: 'The door is open already.' });
  });

  it('checks the body of an action that takes more than a reason', async () => {
    const { url } = await start();
    const { errors } = problemOf(await stage.call('POST', `${url}/actions/deliver`, { as: 'approver', body: {} }), 400);
    expect(errors).toEqual([{ field: 'parcel', expected: 'string', detail: 'It is missing.' }]);
  });

  it('is a conflict once the process has ended', async () => {
    const { url } = await start({ mishap: 'refused' });
    await stage.shows(url, { outcome: { kind: 'refused' } });
    const problem = problemOf(await stage.call('POST', `${url}/actions/cancel`), 409);
    expect(problem.type).toBe('/problems/process-closed');
  });
});

describe('watching a process', () => {
  it('sends the whole progress at once, at each change and at the end', async () => {
    const { url } = await start();
    await stage.shows(url, { stage: 'visit' });
    const stream = await fetch(`${url}/progress`, { headers: { authorization: 'Bearer viewer' } });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const readUntil = async (part: string) => {
      while (!text.includes(part)) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) throw new Error(`The stream ended without ${part}.`);
        text += chunk.value;
      }
    };
    await readUntil('"stage":"visit"');
    await deliver(url);
    await readUntil('"kind":"delivered"');
    expect((await reader?.read())?.done).toBe(true);
    expect(text.match(/^event: progress$/gm)?.length).toBeGreaterThanOrEqual(2);
  });
});
