import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOpenid } from '../simulator/merchants.ts';
import { problemOf } from './answers.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
beforeAll(async () => {
  api = await openWholeApi(false);
});
afterAll(() => api.close());

const path = '/v1/trial-registrations';
/** A file that nobody uploaded. */
const unknown = `sha256:${'0'.repeat(64)}`;
const good = () => ({ name: '小麦烤鸡', openid: newOpenid() });
const post = (body: object) => api.call('POST', path, { body });

describe('the start of a trial registration', () => {
  it.each([
    ['name', { name: '鸡' }],
    ['name', { name: '鸡'.repeat(31) }],
    ['name', { name: '烤鸡小程序' }],
    ['openid', { openid: 'o-short' }],
    ['timings.window', { timings: { window: 0 } }],
    [
      'conversion.name.license.material',
      { conversion: { name: { name: '烤鸡小店', license: { material: unknown } } } },
    ],
  ])('is refused a wrong %s with the name of the field', async (field, wrong) => {
    const { errors } = problemOf(await post({ ...good(), ...wrong }), 400);
    expect(errors).toEqual([expect.objectContaining({ field })]);
  });

  it('takes a name that fits either way of counting, and answers its pages', async () => {
    const answer = await post({ ...good(), name: '小店' });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ id: expect.stringMatching(/^trial-registration:[0-9a-f]{32}$/) });
    expect(answer.body).toMatchObject({ links: [{ rel: 'merchant-page' }, { rel: 'plugin' }] });
  });

  it('is one thing for a user and a name', async () => {
    const body = good();
    await post(body);
    expect((await post(body)).status).toBe(409);
    expect((await post({ ...body, name: '另一家店' })).status).toBe(202);
  });

  it('has nothing for the plugin yet', async () => {
    const { id } = (await post(good())).body as { id: string };
    const answer = await api.call('GET', `${path}/${id}/plugin`, { as: 'service' });
    expect(problemOf(answer, 409)).toMatchObject({ type: '/problems/not-now' });
    expect((await api.call('GET', `${path}/${id}/plugin`, { as: 'viewer' })).status).toBe(403);
  });
});
