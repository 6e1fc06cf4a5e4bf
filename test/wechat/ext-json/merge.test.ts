import { describe, expect, it } from 'vitest';
import { extKeys } from '../../../wechat/ext-json/keys.ts';
import { mergeExt } from '../../../wechat/ext-json/merge.ts';

describe('the layers of an ext.json', () => {
  it('override the members of window, tabBar and networkTimeout (同级覆盖)', () => {
    const below = { window: { a: 1, b: { c: 1 } }, networkTimeout: { request: 1, downloadFile: 2 } };
    expect(mergeExt([below, { window: { b: { d: 2 } }, networkTimeout: { request: 3 } }])).toEqual({
      window: { a: 1, b: { d: 2 } },
      networkTimeout: { request: 3, downloadFile: 2 },
    });
    expect(mergeExt([{ tabBar: { color: '#000', list: [1, 2] } }, { tabBar: { list: [3] } }])).toEqual({
      tabBar: { color: '#000', list: [3] },
    });
  });

  it('override the members of each page in extPages', () => {
    expect(
      mergeExt([{ extPages: { a: { title: 'A', style: 1 } } }, { extPages: { a: { title: 'B' }, b: { title: 'C' } } }]),
    ).toEqual({ extPages: { a: { title: 'B', style: 1 }, b: { title: 'C' } } });
  });

  it('put pages, packages, plugins and interfaces whole in the place of the former (整体替换)', () => {
    const replaced = Object.entries(extKeys).filter(([, { merge, layers }]) => (layers ?? merge) === 'replace');
    expect(replaced.map(([name]) => name)).toEqual(
      expect.arrayContaining(['pages', 'subPackages', 'plugins', 'requiredPrivateInfos', 'functionPages']),
    );
    for (const [name] of replaced)
      expect(mergeExt([{ [name]: { a: 1 } }, { [name]: { b: 2 } }])[name]).toEqual({ b: 2 });
  });

  it('add to each other in ext, which WeChat replaces whole', () => {
    expect(extKeys.ext?.merge).toBe('replace');
    expect(mergeExt([{ ext: { api: 'https://a', theme: {} } }, { ext: { shop: 7, theme: { color: 1 } } }])).toEqual({
      ext: { api: 'https://a', theme: { color: 1 }, shop: 7 },
    });
  });

  it('are told by one name where WeChat has two spellings', () => {
    expect(mergeExt([{ subPackages: [1] }, { subpackages: [2], navigateToMiniProgaramAppIdList: ['wx1'] }])).toEqual({
      subPackages: [2],
      navigateToMiniProgramAppIdList: ['wx1'],
    });
  });

  it('keep what is no documented key, and names of the language itself', () => {
    expect(mergeExt([{ debug: { a: 1 }, constructor: 1 }, { debug: { b: 1 } }])).toEqual({
      debug: { b: 1 },
      constructor: 1,
    });
  });
});
