import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedOf, problemOf } from './answers.ts';
import { closedPlaces } from './errand-process.ts';
import { errandsOn, newPlace } from './errands.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ worker: true });
});
afterAll(() => stage.close());

const { finish } = errandsOn(() => stage);
const post = (path: string, key: string | undefined, body?: unknown, as = 'operator') =>
  stage.call('POST', path, { as, body, headers: key === undefined ? {} : { 'idempotency-key': key } });
const startErrand = (key: string | undefined, body: object, as?: string) => post('/v1/errands', key, body, as);
const runsOf = async (id: string) => {
  const runs: string[] = [];
  for await (const { runId } of stage.temporal.workflow.list({ query: `WorkflowId = '${id}'` })) runs.push(runId);
  return runs;
};

describe('a start with an Idempotency-Key', () => {
  it('repeated gives the same answer: at once, after the end, and after another run of the same thing', async () => {
    const key = randomUUID();
    const place = newPlace();
    const first = await startErrand(key, { place, patience: 5 });
    const { id, runId, url } = acceptedOf(first);
    const repeat = async () => {
      const again = await startErrand(key, { patience: 5, place });
      expect(again.status).toBe(first.status);
      expect(again.text).toBe(first.text);
    };
    await repeat();
    await finish(url);
    await repeat();
    const other = acceptedOf(await startErrand(undefined, { place }));
    expect(other).toMatchObject({ id });
    expect(other.runId).not.toBe(runId);
    await repeat();
    await finish(other.url);
    await repeat();
  });

  it('and another body is refused, also after the end', async () => {
    const key = randomUUID();
    const place = newPlace();
    const { url } = acceptedOf(await startErrand(key, { place }));
    const refused = async (body: object) =>
      expect(problemOf(await startErrand(key, body), 422).type).toBe('/problems/idempotency-conflict');
    await refused({ place: newPlace() });
    await refused({ place, patience: 7 });
    await refused({ place, why: 'another reason' });
    await finish(url);
    await refused({ place, patience: 7 });
  });

  it('sent many times at once starts one run, and all get its answer', async () => {
    const key = randomUUID();
    const body = { place: newPlace() };
    const answers = await Promise.all(Array.from({ length: 12 }, () => startErrand(key, body)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const [first] = answers;
    const { id, runId } = acceptedOf(first ?? (await startErrand(key, body)));
    expect(await runsOf(id)).toEqual([runId]);
  });

  it('that got no further than its key, starts at its repetition', async () => {
    const key = randomUUID();
    const place = newPlace();
    closedPlaces.add(place);
    problemOf(await startErrand(key, { place }), 404);
    closedPlaces.delete(place);
    const mine = await startErrand(key, { place });
    acceptedOf(mine);
    expect((await startErrand(key, { place })).text).toBe(mine.text);
  });

  it('that met a conflict starts at its repetition once the other has ended: a refusal is not kept', async () => {
    const key = randomUUID();
    const place = newPlace();
    const other = acceptedOf(await startErrand(undefined, { place }));
    problemOf(await startErrand(key, { place }), 409);
    problemOf(await startErrand(key, { place }), 409);
    await finish(other.url);
    const mine = await startErrand(key, { place });
    expect(acceptedOf(mine).runId).not.toBe(other.runId);
    expect((await startErrand(key, { place })).text).toBe(mine.text);
  });

  it('is the key of one API key: another caller may use the same words', async () => {
    const key = randomUUID();
    acceptedOf(await startErrand(key, { place: newPlace() }, 'operator'));
    acceptedOf(await startErrand(key, { place: newPlace() }, 'admin'));
  });
});

describe('an action with an Idempotency-Key', () => {
  it('repeated is taken once and answered alike, also after the end', async () => {
    const { url } = acceptedOf(await startErrand(undefined, { place: newPlace() }));
    await stage.shows(url, { stage: 'visit' });
    const key = randomUUID();
    const first = await post(`${url}/actions/knock`, key, { why: 'nobody opens' });
    acceptedOf(first);
    const repeat = async () => {
      const again = await post(`${url}/actions/knock`, key, { why: 'nobody opens' });
      expect([again.status, again.text]).toEqual([first.status, first.text]);
    };
    await repeat();
    await stage.shows(url, { steps: [{}, { name: 'visit', note: 'knocked 1 times' }, {}] });
    await finish(url);
    await repeat();
  });

  it('and another body, or another route, is refused', async () => {
    const { url, id } = acceptedOf(await startErrand(undefined, { place: newPlace() }));
    await stage.shows(url, { stage: 'visit' });
    const key = randomUUID();
    acceptedOf(await post(`${url}/actions/knock`, key));
    problemOf(await post(`${url}/actions/knock`, key, { why: 'again' }), 422);
    problemOf(await post(`${url}/actions/cancel`, key), 422);
    problemOf(await post(`/v1/errands/${id}/actions/knock`, key), 422);
    problemOf(await startErrand(key, { place: newPlace() }), 422);
    await stage.shows(url, { stage: 'visit' });
  });

  it('stays with the run it was for when it is repeated after another has begun', async () => {
    const place = newPlace();
    const { id, url } = acceptedOf(await startErrand(undefined, { place }));
    await stage.shows(url, { stage: 'visit' });
    const key = randomUUID();
    const first = await post(`/v1/errands/${id}/actions/cancel`, key);
    await stage.shows(url, { outcome: { kind: 'cancelled' } });
    const other = acceptedOf(await startErrand(undefined, { place }));
    await stage.shows(other.url, { stage: 'visit' });
    const again = await post(`/v1/errands/${id}/actions/cancel`, key);
    expect([again.status, again.text]).toEqual([202, first.text]);
    // A cancelled one would be gone before it could take this.
    acceptedOf(await post(`${other.url}/actions/knock`, undefined));
    await stage.shows(other.url, { stage: 'visit', live: true });
  });

  it('that was never taken is a conflict after the end', async () => {
    const { url } = acceptedOf(await startErrand(undefined, { place: newPlace() }));
    await finish(url);
    problemOf(await post(`${url}/actions/knock`, randomUUID()), 409);
  });
});
