import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOf, routeOf } from '../../api/processes/conversion-plan.ts';
import { createIds } from '../../credentials/ids.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { problemOf } from './answers.ts';
import { idKey } from './secrets.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
beforeAll(async () => {
  api = await openWholeApi(false);
});
afterAll(() => api.close());

const path = '/v1/trial-conversions';
const enterprise = { kind: 'enterprise', name: '示例', code: '91110108551385082Q', componentPhone: '13800000000' };
const lender = { kind: 'official-account', account: 'gh_0123456789ab' };
const person = { kind: 'personal-upgraded', componentPhone: '13800000000' };
const post = (body: object) => api.call('POST', path, { body: { appid: 'wx_trial', ...body } });

describe('the start of the conversion of a trial', () => {
  it.each([
    ['appid', { appid: 'wx trial' }],
    ['route.kind', { route: { kind: 'merchant-number' } }],
    ['route.name', { route: { ...enterprise, name: ' ' } }],
    ['route.code', { route: { ...enterprise, code: '9111010855138508' } }],
    ['route.code', { route: { ...enterprise, code: '911101085513850820' } }],
    ['route.componentPhone', { route: { ...enterprise, componentPhone: '12' } }],
    ['route.account', { route: { ...lender, account: '公众号' } }],
    ['route.sameAdmin', { route: { ...lender, sameAdmin: 1 } }],
    ['route.componentPhone', { route: { ...person, componentPhone: 'none' } }],
    ['name.name', { name: { name: '店', license: { mediaId: 'm' } } }],
    ['name.license', { name: { name: '烤鸡小店' } }],
    ['timings.reminders.0', { timings: { reminders: [0] } }],
    ['timings.trial', { timings: { trial: -1 } }],
  ])('is refused a wrong %s with the name of the field', async (field, wrong) => {
    const { errors } = problemOf(await post({ route: enterprise, ...wrong }), 400);
    expect(errors).toEqual([expect.objectContaining({ field })]);
  });

  it.each([[enterprise], [lender], [person], [undefined]])('takes %o, of an account that is known', async (route) => {
    problemOf(await post(route ? { route } : {}), 404);
  });
});

describe('the action `convert`', () => {
  it('has the conversion found by its enterprise, as the start has', () => {
    const ids = createIds(idKey);
    const route = { ...enterprise, kind: 'enterprise' as const };
    const pointer = externalIds.enterprise(ids.hmac('enterprise-code', enterprise.code));
    expect(routeOf(route, ids)).toEqual({ ...route, pointer });
    expect(planOf({ route }, { url: 'https://weft.example', ids })).toMatchObject({ route: { pointer } });
  });

  it('is refused a wrong route with the name of the field', async () => {
    const id = workflowIds.trialConversion('wx_open');
    const route = { ...enterprise, code: '911101085513850820' };
    const answer = await api.call('POST', `${path}/${id}/actions/convert`, { body: { route } });
    expect(problemOf(answer, 400).errors).toEqual([expect.objectContaining({ field: 'route.code' })]);
  });
});
