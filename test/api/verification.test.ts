import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verificationApplication } from '../journeys/merchant-files.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
beforeAll(async () => {
  api = await openWholeApi(false);
});
afterAll(() => api.close());

const material = `sha256:${'0'.repeat(64)}`;
const start = (more: object = {}) =>
  api.call('POST', '/v1/verifications', {
    body: { appid: 'wx1', application: verificationApplication(material, more) },
  });
const vat = { enterprise_phone: '010', id: '1', enterprise_address: 'a', bank_name: 'b', bank_account: 'c' };

describe('the start of a verification', () => {
  it.each<[string, object, string]>([
    ['an enterprise without its licence', { qualification: undefined }, 'qualification'],
    ['a media id in place of a material', { qualification: 'media-id' }, 'qualification'],
    ['a package without its service', { service_appid: undefined }, 'service_appid'],
    ['a name that is too long', { account_name: '很'.repeat(16) }, 'account_name'],
    ['an address that is no email', { contact_info: { name: '张三', email: 'z' } }, 'contact_info.email'],
    ['a phone that is none', { third_party_phone: 'phone' }, 'third_party_phone'],
    ['a way to pay that there is not', { pay_type: 3 }, 'pay_type'],
    ['an identity without its proof', { customer_type: 15, auth_identification: '律师' }, 'auth_ident_material'],
    ['an electronic invoice for nobody', { invoice_info: { invoice_type: 2 } }, 'invoice_info.invoice_title'],
    ['a VAT invoice without its data', { invoice_info: { invoice_type: 3, invoice_title: 'a' } }, 'invoice_info.vat'],
    ['a VAT invoice without its title', { invoice_info: { invoice_type: 3, vat } }, 'invoice_info.invoice_title'],
    ['a field that WeChat does not know', { nickname: 'z' }, 'nickname'],
    ['more files than WeChat takes', { qualification_other: Array(11).fill(material) }, 'qualification_other'],
  ])('refuses %s by the field', async (_, more, field) => {
    const answer = await start(more);
    expect(answer).toMatchObject({
      status: 400,
      body: { type: '/problems/invalid-input', errors: [{ field: `application.${field}` }] },
    });
  });

  it('is for accounts that have authorized the platform', async () => {
    expect((await start()).status).toBe(404);
  });
});
