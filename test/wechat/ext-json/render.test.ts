import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../wechat/ext-json/difference.ts';
import { type ExtParts, layerFindings, makeExt } from '../../../wechat/ext-json/render.ts';
import type { ExtJson, TemplateFacts } from '../../../wechat/ext-json/types.ts';

const made = (release: ExtJson, parts: Partial<ExtParts> = {}) =>
  makeExt({ appid: 'wx1', layers: { release }, variables: [], ...parts });
const problems = (release: ExtJson, template?: TemplateFacts) =>
  made(release, template ? { template } : {}).problems.map(({ path, level, errcode }) => [path, level, errcode]);
const pages = ['pages/index', 'pages/list', 'shop/goods'];

describe('an ext.json that is made', () => {
  it('is merged over four layers, with variables of the release before the merchant before the fleet', () => {
    const { ext, problems } = made(
      { window: { title: '{{title}}' } },
      {
        layers: {
          template: { window: { color: '#fff', title: 'template' } },
          fleet: { ext: { api: 'https://api', shop: '{{shop}}', city: '{{city}}' } },
          merchant: { ext: { vip: true } },
          release: { window: { title: '{{title}}' } },
        },
        variables: [{ title: '秋' }, { title: 'merchant', shop: 7 }, { shop: 0, city: '杭州', title: 'fleet' }],
      },
    );
    expect(problems).toEqual([]);
    expect(ext).toEqual({
      extAppid: 'wx1',
      window: { color: '#fff', title: '秋' },
      ext: { api: 'https://api', shop: 7, city: '杭州', vip: true },
    });
  });

  it('has one hash whatever the order of its members, and another where a list is in another order', () => {
    expect(made({ window: { a: 1, b: 2 } }).hash).toBe(made({ window: { b: 2, a: 1 } }).hash);
    expect(made({ pages: ['a', 'b'] }).hash).not.toBe(made({ pages: ['b', 'a'] }).hash);
  });

  it('says from which layer a problem is', () => {
    const layers = { fleet: { ext: { shop: '{{shop}}' } }, merchant: { ext: { other: 1 } }, release: { pages: [] } };
    expect(made({}, { layers }).problems.map(({ path, layer }) => [path, layer])).toEqual([
      ['ext.shop', 'fleet'],
      ['pages', 'release'],
    ]);
  });

  it.each<[string, ExtJson, readonly unknown[]]>([
    ['another account', { extAppid: 'wx2' }, ['extAppid', 'fail', 85013]],
    ['no pages', { pages: [] }, ['pages', 'fail', 85047]],
    ['a page that the template lacks', { pages: ['pages/index', 'pages/new'] }, ['pages.1', 'fail', 85045]],
    ['settings of such a page', { extPages: { 'pages/new': {} } }, ['extPages.pages/new', 'fail', 85045]],
    [
      'a page of a package',
      { subPackages: [{ root: 'shop/', pages: ['goods', 'x'] }] },
      ['subPackages.0.pages.1', 'fail', 85045],
    ],
    [
      'a tab without page',
      { tabBar: { list: [{ text: 'x' }, { pagePath: 'pages/index' }] } },
      ['tabBar.list.0.pagePath', 'fail', 85046],
    ],
    [
      'a tab of such a page',
      { tabBar: { list: [{ pagePath: 'x' }, { pagePath: 'pages/index' }] } },
      ['tabBar.list.0.pagePath', 'fail', 85045],
    ],
    ['a wrong interface', { requiredPrivateInfos: ['wx.getLocation'] }, ['requiredPrivateInfos.0', 'fail', 85310]],
    [
      'interfaces that exclude each other',
      { requiredPrivateInfos: ['getLocation', 'getFuzzyLocation'] },
      ['requiredPrivateInfos.1', 'fail', 85311],
    ],
    ['a form that is wrong', { window: [] }, ['window', 'fail', 85013]],
    ['a form that is wrong within', { networkTimeout: { request: 'soon' } }, ['networkTimeout.request', 'fail', 85013]],
    [
      'a tab whose page is left out',
      { pages: ['pages/list'], tabBar: { list: [{ pagePath: 'pages/index' }, { pagePath: 'pages/list' }] } },
      ['tabBar.list.0.pagePath', 'warn', undefined],
    ],
    ['one tab', { tabBar: { list: [{ pagePath: 'pages/index' }] } }, ['tabBar.list', 'warn', undefined]],
    ['a key of nobody', { shopId: 7 }, ['shopId', 'warn', undefined]],
    ['a key of the tools', { directCommit: true }, ['directCommit', 'warn', undefined]],
  ])('has its problem at the path: %s', (_, ext, expected) => {
    expect(problems(ext, { pages })).toEqual([expected]);
  });

  it('is fine with pages of the template, also below a package, and with unknown pages where nobody knows the template', () => {
    const ext = {
      pages: ['pages/index'],
      extPages: { 'shop/goods': {} },
      subPackages: [{ root: 'shop', pages: ['goods'] }],
    };
    expect(problems(ext, { pages })).toEqual([]);
    expect(problems({ pages: ['anything'] })).toEqual([]);
  });

  it('of a standard template holds extAppid, ext and window', () => {
    const ext = { extAppid: 'wx1', ext: {}, window: {}, pages: ['a'], extEnable: true };
    expect(problems(ext, { standard: true })).toEqual([
      ['pages', 'fail', 9402203],
      ['extEnable', 'fail', 9402203],
    ]);
  });

  it('is too long where a long variable is used often', () => {
    const ext = { ext: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, '{{long}}'])) };
    expect(made(ext, { variables: [{ long: 'x'.repeat(200) }] }).problems).toEqual([
      expect.objectContaining({ path: '', level: 'fail' }),
    ]);
  });
});

describe('a layer by itself', () => {
  it('may leave to variables what has another form than a text', () => {
    const layer = {
      pages: '{{pages}}',
      requiredPrivateInfos: ['{{how}}'],
      tabBar: { list: '{{tabs}}' },
      ext: '{{all}}',
    };
    expect(layerFindings(layer)).toEqual([]);
  });

  it('is refused for what no other layer and no variable mends', () => {
    const layer = { tabBar: { list: [{ text: '{{x}}' }, '{{tab}}'] }, ext: { long: 'x'.repeat(17_000) } };
    expect(layerFindings(layer).map(({ at }) => at.join('.'))).toEqual(['tabBar.list.0.pagePath', '']);
  });
});

describe('the difference of two', () => {
  it('is told value by value', () => {
    const before = { ext: { a: 1, gone: true }, pages: ['a', 'b'], tabBar: { list: [{ text: 'x' }, { text: 'y' }] } };
    const after = { ext: { a: 2, new: null }, pages: ['a'], tabBar: { list: [{ text: 'x' }, { text: 'z' }] } };
    expect(changesOf(before, after)).toEqual([
      { path: 'ext.a', before: 1, after: 2 },
      { path: 'ext.gone', before: true },
      { path: 'ext.new', after: null },
      { path: 'pages', before: ['a', 'b'], after: ['a'] },
      { path: 'tabBar.list.1.text', before: 'y', after: 'z' },
    ]);
    expect(changesOf(before, { ...before, ext: { gone: true, a: 1 } })).toEqual([]);
  });
});
