import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemOf } from './answers.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
beforeAll(async () => {
  api = await openWholeApi(false);
});
afterAll(() => api.close());

const fieldsOf = async (method: string, path: string, body: object) =>
  problemOf(await api.call(method, path, { as: 'operator', body }), 400).errors;

describe('the start of a template promotion', () => {
  it.each<[string, object]>([
    ['draftId', {}],
    ['draftId', { draftId: -1 }],
    ['note', { draftId: 1, note: ' ' }],
    ['ext', { draftId: 1, ext: 'x' }],
    ['pages', { draftId: 1, pages: [] }],
    ['templateType', { draftId: 1, templateType: 2 }],
    ['timings.retireFor', { draftId: 1, timings: { retireFor: 0 } }],
  ])('is refused a wrong %s with the name of the field', async (field, body) => {
    expect(await fieldsOf('POST', '/v1/template-promotions', body)).toEqual([expect.objectContaining({ field })]);
  });

  it('of a standard template is refused: first what its ext.json must not hold, then with what WeChat says of them', async () => {
    const standard = { draftId: 1, templateType: 1 };
    const foreign = { ...standard, ext: { ext: {}, window: {}, tabBar: {}, pages: ['pages/index'] } };
    expect(await fieldsOf('POST', '/v1/template-promotions', foreign)).toEqual([
      expect.objectContaining({ field: 'ext.tabBar', expected: expect.stringContaining('9402203') }),
      expect.objectContaining({ field: 'ext.pages' }),
    ]);
    expect(await fieldsOf('POST', '/v1/template-promotions', { ...standard, ext: { window: {} } })).toEqual([
      expect.objectContaining({ field: 'templateType', detail: expect.stringContaining('交易组件') }),
    ]);
  });

  it('is one thing for a draft', async () => {
    const start = () => api.call('POST', '/v1/template-promotions', { as: 'operator', body: { draftId: 5 } });
    expect(await start()).toMatchObject({ status: 202, body: { id: 'template-promotion:5' } });
    expect((await start()).status).toBe(409);
  });
});

describe('what is said of templates', () => {
  it.each<[string, string, string, object]>([
    ['PUT', '/v1/templates/first', 'templateId', {}],
    ['PUT', '/v1/templates/4', 'colour', { colour: 'red' }],
    ['PUT', '/v1/templates/4', 'pages.0', { pages: [''] }],
    ['PUT', '/v1/templates/4', 'ext.tabBar.list.0.pagePath', { ext: { tabBar: { list: [{ text: '首页' }] } } }],
    ['POST', '/v1/template-promotions', 'ext.pages', { draftId: 1, ext: { pages: [] } }],
    ['PUT', '/v1/default-template', 'templateId', {}],
    ['PUT', '/v1/template-promotion-rules', 'rules.0.sourceAppid', { rules: [{ sourceAppid: 'a b' }] }],
    [
      'PUT',
      '/v1/template-promotion-rules',
      'rules',
      { rules: [{ sourceAppid: 'wxa' }, { sourceAppid: 'wxa', makeDefault: true }] },
    ],
  ])('%s %s is refused a wrong %s', async (method, path, field, body) => {
    expect(await fieldsOf(method, path, body)).toEqual([expect.objectContaining({ field })]);
  });

  it('is for operators, and for viewers to read', async () => {
    expect((await api.call('PUT', '/v1/templates/4', { as: 'viewer', body: {} })).status).toBe(403);
    expect(await api.call('GET', '/v1/template-promotion-rules', { as: 'viewer' })).toMatchObject({
      status: 200,
      body: { rules: [] },
    });
  });
});

describe('the removal of a template', () => {
  it.each<[string, object]>([
    ['templateId', {}],
    ['evenIfUntold', { templateId: 1, evenIfUntold: 'yes' }],
    ['timings.retireFor', { templateId: 1, timings: { retireFor: 0 } }],
  ])('is refused a wrong %s with the name of the field', async (field, body) => {
    const { errors } = problemOf(await api.call('POST', '/v1/template-removals', { as: 'approver', body }), 400);
    expect(errors).toEqual([expect.objectContaining({ field })]);
  });

  it('is for approvers, and the only way: the call itself is not offered', async () => {
    const asOperator = { as: 'operator', body: { templateId: 1 } };
    expect((await api.call('POST', '/v1/template-removals', asOperator)).status).toBe(403);
    const raw = await api.call('POST', '/v1/calls/deleteTemplate', { as: 'admin', body: { template_id: 1 } });
    expect(problemOf(raw, 409)).toMatchObject({
      type: '/problems/process-owns',
      detail: expect.stringContaining('/v1/template-removals'),
    });
  });
});
