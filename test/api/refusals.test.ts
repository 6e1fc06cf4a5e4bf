import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/ports.ts';
import { acceptedOf, problemOf } from './answers.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
const log: string[] = [];
beforeAll(async () => {
  stage = await openStage({ log: { write: (line) => log.push(line) }, limit: 1_500 });
});
afterAll(() => stage.close());

const post = (options: Parameters<Stage['call']>[2]) => stage.call('POST', '/v1/errands', options);

describe('the caller', () => {
  it.each([
    ['no key', undefined],
    ['an unknown key', 'Bearer stranger'],
    ['another scheme', 'Basic b3BlcmF0b3I6'],
    ['an empty key', 'Bearer '],
  ])('with %s gets 401 and is told how to send one', async (_, authorization) => {
    const answer = await post({ as: null, headers: authorization ? { authorization } : {} });
    expect(problemOf(answer, 401)).toMatchObject({ type: '/problems/unauthenticated' });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it.each([
    ['viewer', 'POST', '/v1/errands', 'operator'],
    ['operator', 'POST', '/v1/errands/x/actions/deliver', 'approver'],
    ['service', 'GET', '/v1/errands', 'viewer'],
  ])('with role %s may not %s %s, and is told the role it needs', async (has, method, path, needs) => {
    expect(problemOf(await stage.call(method, path, { as: has }), 403)).toMatchObject({
      type: '/problems/forbidden',
      needs,
      has,
    });
  });

  it('with a higher role may do what a lower one may', async () => {
    acceptedOf(await post({ as: 'admin', body: { place: 'the-admins-place' } }));
  });
});

describe('the input', () => {
  it('is refused with the field and what is expected for each mistake', async () => {
    const { errors } = problemOf(
      await post({ body: { place: 'The Moon', mishap: 'rains', patience: '5', plaec: 1 } }),
      400,
    );
    expect(errors).toEqual([
      { field: 'place', expected: 'a place in small letters', detail: 'a place in small letters' },
      {
        field: 'mishap',
        expected: '"breaks" or "refused" or "forgets"',
        detail: expect.stringContaining('expected one of'),
      },
      { field: 'patience', expected: 'number', detail: expect.stringContaining('received string') },
      { field: 'plaec', expected: 'no such field', detail: expect.any(String) },
    ]);
  });

  it.each([
    ['missing', undefined, 'place', 'string'],
    ['not JSON', '{"place":', '(body)', 'JSON'],
    ['not an object', '[]', '(body)', 'object'],
    ['null', 'null', '(body)', 'object'],
  ])('that is %s is refused', async (_, body, field, expected) => {
    expect(problemOf(await post({ body }), 400).errors).toMatchObject([{ field, expected }]);
  });

  it('with an empty reason is refused, so that nobody believes to have given one', async () => {
    const { errors } = problemOf(await post({ body: { place: 'here', why: ' ' } }), 400);
    expect(errors).toMatchObject([{ field: 'why' }]);
  });

  it('with an empty Idempotency-Key is refused, so that nobody believes to be protected', async () => {
    const answer = await post({ body: { place: 'p-keyless' }, headers: { 'idempotency-key': ' ' } });
    expect(problemOf(answer, 400).errors).toMatchObject([{ field: 'Idempotency-Key (header)' }]);
  });

  it('whose path is not percent-encoded UTF-8 is refused', async () => {
    const { errors } = problemOf(await stage.call('GET', '/v1/errands/%E0%A4%A'), 400);
    expect(errors).toMatchObject([{ field: '(path)', expected: 'percent-encoded UTF-8' }]);
  });

  it('that nests deeper than anything is refused', async () => {
    const body = `{"place":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    expect(problemOf(await post({ body }), 400).errors).toMatchObject([{ expected: 'at most 64 levels' }]);
  });

  it('whose gzip is broken is refused', async () => {
    const answer = await post({ body: 'no gzip', headers: { 'content-encoding': 'gzip' } });
    expect(problemOf(answer, 400).errors).toMatchObject([{ field: '(body)', expected: 'a whole gzip stream' }]);
  });

  it('of another content type is refused', async () => {
    const answer = await post({ body: 'place=here', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(problemOf(answer, 415).detail).toContain('application/x-www-form-urlencoded');
  });

  it('that is too large is refused', async () => {
    problemOf(await post({ body: { place: 'x'.repeat(300_000) } }), 413);
  });

  it('with a run id that is none is refused', async () => {
    const { errors } = problemOf(await stage.call('GET', '/v1/errands/x/runs/y'), 400);
    expect(errors).toMatchObject([{ field: 'runId', expected: 'a run id, which is a UUID' }]);
  });
});

describe('the path', () => {
  it('that leads nowhere is a problem too', async () => {
    expect(problemOf(await stage.call('GET', '/v1/nothing'), 404).type).toBe('/problems/not-found');
  });

  it('with another method is 405 with those it takes', async () => {
    const answer = await stage.call('DELETE', '/v1/errands');
    problemOf(answer, 405);
    expect(answer.headers.get('allow')).toBe('POST, GET');
  });
});

describe('Temporal', () => {
  it('without a worker: a start is taken, reading says so, and an action is 503 with Retry-After', async () => {
    const { id, runId, url } = acceptedOf(await post({ body: { place: 'far-away' } }));
    const read = await stage.call('GET', url);
    const nothing = { steps: [], links: [] };
    expect(read.body).toEqual({ id, runId, live: false, stage: 'starting', attention: 'none', ...nothing });
    const answer = await stage.call('POST', `${url}/actions/cancel`);
    expect(problemOf(answer, 503).type).toBe('/problems/no-worker');
    expect(answer.headers.get('retry-after')).toBe('5');
  });

  it('out of reach: 503 with Retry-After within the limit, and pages that try again', async () => {
    const alone = await openStage({ address: `127.0.0.1:${await freePort('127.0.0.1')}`, limit: 1_500 });
    const page = fetch(alone.pages.href('errand:x', 60_000));
    const answers = await Promise.all([
      alone.call('POST', '/v1/errands', { body: { place: 'here' } }),
      alone.call('GET', '/v1/errands'),
      alone.call('GET', '/v1/errands/x'),
    ]);
    for (const answer of answers) {
      expect(problemOf(answer, 503).type).toBe('/problems/temporal-unreachable');
      expect(answer.headers.get('retry-after')).toBe('5');
    }
    expect((await page).status).toBe(503);
    expect(await (await page).text()).toContain('本页会自动重试');
    await alone.close();
  });
});

describe('the access log', () => {
  it('holds who asked for what, without queries and the tokens of pages', async () => {
    const href = stage.pages.href('errand:x', 60_000);
    await fetch(`${href}/state`);
    await stage.call('GET', '/v1/errands?merchantId=secret-merchant');
    const lines = log.map((line): unknown => JSON.parse(line));
    expect(lines).toContainEqual(expect.objectContaining({ method: 'GET', path: '/m/…/state', status: 410 }));
    expect(lines).toContainEqual(expect.objectContaining({ path: '/v1/errands', status: 200, caller: 'the-operator' }));
    expect(log.join()).not.toContain(new URL(href).pathname.slice(3, 30));
    expect(log.join()).not.toContain('secret-merchant');
  });
});
