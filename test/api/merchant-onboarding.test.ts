import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filingApplication } from '../journeys/merchant-files.ts';
import { problemOf } from './answers.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
beforeAll(async () => {
  api = await openWholeApi(false);
});
afterAll(() => api.close());

const enterprise = { kind: 'enterprise', name: '示例企业', code: '91110105MA01ABCD26', componentPhone: '13800000000' };
const release = { templateId: 1, userVersion: '1.0.0', userDesc: '首次上线' };
const material = `sha256:${'0'.repeat(64)}`;

describe('the declaration of an onboarding', () => {
  it.each<[string, object]>([
    ['account', {}],
    ['account.kind', { account: { kind: 'gift' } }],
    ['account.appid', { account: { kind: 'existing' } }],
    ['account.code', { account: { ...enterprise, code: '123' } }],
    ['account.componentPhone', { account: { ...enterprise, componentPhone: 'x' } }],
    ['account.merchantId', { account: { ...enterprise, merchantId: 'm-2' } }],
    ['account.expiresIn', { account: { kind: 'link', expiresIn: 1 } }],
    ['account.name', { account: { kind: 'trial', name: '微信', openid: 'o'.repeat(28) } }],
    ['conversion.code', { account: enterprise, conversion: { ...enterprise, code: '1' } }],
    ['setup.signature', { account: enterprise, setup: { signature: '短' } }],
    ['setup', { account: enterprise, setup: {} }],
    ['setup.avatar.media.material', { account: enterprise, setup: { avatar: { media: { material } } } }],
    [
      'setup.openAccount.sameAs',
      { account: { kind: 'existing', appid: 'wx1' }, setup: { openAccount: { sameAs: 'wx1' } } },
    ],
    ['setup.openAccount.sameAs', { account: enterprise, setup: { openAccount: { sameAs: 'wxunknown' } } }],
    ['release.templateId', { account: enterprise, release: { ...release, templateId: -1 } }],
    ['release.release', { account: enterprise, release: { ...release, release: 'manual' } }],
    ['release.variables.1st', { account: enterprise, release: { ...release, variables: { '1st': 1 } } }],
    ['settings', { account: enterprise, settings: {} }],
    ['settings.tags.0', { account: enterprise, settings: { tags: ['a b'] } }],
    ['settings.ext.pages', { account: enterprise, settings: { ext: { pages: [] } } }],
    [
      'settings.variables',
      {
        account: enterprise,
        settings: { variables: Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`v${n}`, 'x'.repeat(1_900)])) },
      },
    ],
    ['filing.icp_subject', { account: enterprise, filing: {} }],
    [
      'filing.icp_applets.base_info.comment',
      {
        account: enterprise,
        filing: filingApplication(material, material, {
          icp_applets: { base_info: { service_content_types: [1], nrlx_details: [{ type: 24 }], comment: '太短' } },
        }),
      },
    ],
    ['timings.release.auditPoll', { account: enterprise, timings: { release: { auditPoll: 0 } } }],
    ['logo', { account: enterprise, logo: 'x' }],
  ])('is refused with the field %s before anything starts', async (field, declared) => {
    const answer = await api.call('POST', '/v1/merchant-onboardings', { body: { merchantId: 'm-1', ...declared } });
    expect(problemOf(answer, 400).errors).toContainEqual(expect.objectContaining({ field }));
  });
});
