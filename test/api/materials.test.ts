import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holderGoesOn } from '../../api/materials/holder.ts';
import { png } from '../materials/pictures.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
beforeAll(async () => {
  api = await openWholeApi(false);
});
afterAll(() => api.close());

const upload = async (bytes: Buffer | undefined, query = 'purpose=verification', key = 'operator') => {
  const response = await fetch(`${api.url}/v1/materials?${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
    ...(bytes ? { body: new Uint8Array(bytes) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const wrongField = { field: expect.any(String), expected: expect.any(String), detail: expect.any(String) };

describe('uploading a material', () => {
  it('answers what stands for it, the same for the same file', async () => {
    const first = await upload(png(3_000));
    expect(first).toEqual({
      status: 201,
      body: { material: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), type: 'png', size: 3_000 },
    });
    expect(await upload(png(3_000), 'purpose=filing')).toEqual(first);
  });

  it.each([
    ['an empty body', undefined, 'purpose=filing', '(body)'],
    ['another type of file', Buffer.from('%PDF-1.7 and so on'), 'purpose=filing', '(body)'],
    ['a video where WeChat takes pictures', Buffer.from('\0\0\0\x18ftypmp42 and so on'), undefined, '(body)'],
    ['a picture that is too large', png(2 * 1024 * 1024 + 1), 'purpose=verification', '(body)'],
    ['a picture that is too large for a setup', png(2 * 1024 * 1024 + 1), 'purpose=setup', '(body)'],
    ['no purpose', png(100), '', 'purpose'],
    ['an unknown purpose', png(100), 'purpose=passport', 'purpose'],
  ])('refuses %s by the field', async (_, bytes, query, field) => {
    const { status, body } = await upload(bytes, query);
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: '/problems/invalid-input', errors: [{ ...wrongField, field }] });
  });

  it('answers who sends far too much, and does not hang up', async () => {
    const { status, body } = await upload(png(30 * 1024 * 1024), 'purpose=filing');
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ field: '(body)', expected: expect.stringContaining('10 MB') }] });
  });

  it('is for operators', async () => {
    expect((await upload(png(100), undefined, 'viewer')).status).toBe(403);
    expect((await api.call('POST', '/v1/materials', { as: null })).status).toBe(401);
  });
});

it('tells a holder that goes on from one that was terminated and one that nobody knows', async () => {
  const goesOn = holderGoesOn(api.temporal);
  const holder = await api.temporal.workflow.start('icpFiling', { workflowId: 'icp-filing:wx1', taskQueue: 'nobody' });
  expect(await goesOn(holder.workflowId)).toBe(true);
  await holder.terminate();
  expect(await goesOn(holder.workflowId)).toBe(false);
  expect(await goesOn('icp-filing:wx2')).toBeUndefined();
});
