import { expect, expectTypeOf, it } from 'vitest';
import { codeManagementRelease } from '../../simulator/handlers/code-management-release.ts';
import { handlers } from '../../simulator/handlers/index.ts';
import { templateManagement } from '../../simulator/handlers/template-management.ts';
import type { SimulatorSlots, Slots } from '../../simulator/slots.ts';
import { allEndpoints } from '../../wechat/client.ts';
import type * as codeSection from '../../wechat/endpoints/code-management-release.ts';
import type * as templateSection from '../../wechat/endpoints/template-management.ts';

it('has a handler for each declared call and for nothing else', () => {
  expect(Object.keys(handlers).toSorted()).toEqual(Object.keys(allEndpoints).toSorted());
  expectTypeOf(handlers).toExtend<SimulatorSlots>();
});

it('answers a mere sample only where no process depends on the answer, and says why', () => {
  const reasons = Object.entries(handlers).flatMap(([call, handler]) =>
    'notSimulated' in handler ? [[call, handler.notSimulated]] : [],
  );
  const dictionary = 'a dictionary, in excerpts';
  const income = 'no process reads income';
  expect(Object.fromEntries(reasons)).toEqual({
    getAdposDetail: income,
    getAdposGenenral: income,
    getAgencyAdsDetail: income,
    getAgencyAdsStat: income,
    getAgencySettlement: income,
    getAgencyTmplIdList: 'templates of ads are made in the console',
    getBlackList: 'no process bars advertisers',
    getSettlement: income,
    queryIcpCertificateTypes: dictionary,
    queryIcpDistrictCode: dictionary,
    queryIcpNrlxTypes: dictionary,
    queryIcpServiceContentTypes: dictionary,
    queryIcpSubjectTypes: dictionary,
    reuseMchidFastNormalizeBetaWeappCreatetask: 'its actions are not documented any more',
    reuseMchidFastNormalizeBetaWeappQuery: 'its actions are not documented any more',
    secwxaapiAuthidentitytree: dictionary,
    setBlackList: 'no process bars advertisers',
  });
});

it('does not compile without a handler for a declared call', () => {
  const { release: _forgotten, ...others } = codeManagementRelease;
  // @ts-expect-error: `release` is declared and has no handler.
  expectTypeOf(others).toExtend<Slots<typeof codeSection>>();
});

it('does not compile with a handler for a call nobody declared', () => {
  const invented = {
    ...templateManagement,
    // @ts-expect-error: `deleteEverything` is not declared.
    deleteEverything: () => ({}),
  } satisfies Slots<typeof templateSection>;
  expect(invented).toBeDefined();
});

it('does not compile where an answer does not fit its declaration', () => {
  const wrong = {
    ...templateManagement,
    // @ts-expect-error: an item lacks most of its fields.
    getTemplateList: () => ({ template_list: [{ template_id: 1 }] }),
  } satisfies Slots<typeof templateSection>;
  expect(wrong).toBeDefined();
});
