import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filingApplication, verificationApplication } from '../journeys/merchant-files.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
beforeAll(async () => {
  api = await openWholeApi(false);
});
afterAll(() => api.close());

const material = `sha256:${'0'.repeat(64)}`;
const start = (said: object = {}, more: object = {}) => {
  const auth_data = verificationApplication(material, said);
  const application = filingApplication(material, material, { auth_data, ...more });
  return api.call('POST', '/v1/verification-with-filings', { body: { appid: 'wx1', application } });
};

describe('the start of a verification with filing', () => {
  it.each<[string, object, object, string]>([
    ['a kind of customer that WeChat does not take here', { customer_type: 12 }, {}, 'auth_data.customer_type'],
    ['a verification without its licence', { qualification: undefined }, {}, 'auth_data.qualification'],
    [
      'more files of the filing than WeChat takes',
      {},
      { icp_materials: { commitment_letter: [material, material] } },
      'icp_materials.commitment_letter',
    ],
    ['a filing without a subject', {}, { icp_subject: undefined }, 'icp_subject'],
  ])('refuses %s by the field', async (_, said, more, field) => {
    expect(await start(said, more)).toMatchObject({
      status: 400,
      body: { type: '/problems/invalid-input', errors: [{ field: `application.${field}` }] },
    });
  });

  it('is for accounts that have authorized the platform', async () => {
    expect((await start()).status).toBe(404);
  });
});
