import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filingApplication } from '../journeys/merchant-files.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
beforeAll(async () => {
  api = await openWholeApi(false);
});
afterAll(() => api.close());

const material = `sha256:${'0'.repeat(64)}`;
type Application = ReturnType<typeof filingApplication>;

const start = (change: (application: Application) => object) =>
  api.call('POST', '/v1/icp-filings', {
    body: { appid: 'wx1', application: change(filingApplication(material, material)) },
  });
const inPrincipal = (wrong: object) => (application: Application) => ({
  ...application,
  icp_subject: {
    ...application.icp_subject,
    principal_info: { ...application.icp_subject.principal_info, ...wrong },
  },
});
const principal = 'application.icp_subject.principal_info';

describe('the start of a filing', () => {
  it.each<[string, (application: Application) => object, string]>([
    ['a phone that is none', inPrincipal({ mobile: '010-1234567' }), `${principal}.mobile`],
    ['an address that is no email', inPrincipal({ email: 'zhangsan' }), `${principal}.email`],
    [
      'a certificate that has ended',
      inPrincipal({ certificate_validity_date_end: '20200101' }),
      `${principal}.certificate_validity_date_end`,
    ],
    [
      'an identity card without its other side',
      inPrincipal({ certificate_photo_back: undefined }),
      `${principal}.certificate_photo_back`,
    ],
    [
      'a media id in place of a material',
      inPrincipal({ certificate_photo_front: 'media-id' }),
      `${principal}.certificate_photo_front`,
    ],
    ['a field that WeChat does not know', inPrincipal({ nickname: 'z' }), `${principal}.nickname`],
    [
      'an introduction of a few words',
      ({ icp_applets, ...rest }) => ({
        ...rest,
        icp_applets: { ...icp_applets, base_info: { ...icp_applets.base_info, comment: '太短' } },
      }),
      'application.icp_applets.base_info.comment',
    ],
    [
      'a code that its last character belies',
      ({ icp_subject, ...rest }) => ({
        ...rest,
        icp_subject: {
          ...icp_subject,
          organize_info: { ...icp_subject.organize_info, certificate_number: '91110105MA01ABCD27' },
        },
      }),
      'application.icp_subject.organize_info.certificate_number',
    ],
    [
      'more files than WeChat takes',
      (application) => ({ ...application, icp_materials: { commitment_letter: [material, material] } }),
      'application.icp_materials.commitment_letter',
    ],
  ])('refuses %s by the field', async (_, change, field) => {
    const answer = await start(change);
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/invalid-input', errors: [{ field }] } });
  });

  it('is for accounts that have authorized the platform', async () => {
    expect((await start((application) => application)).status).toBe(404);
  });
});
