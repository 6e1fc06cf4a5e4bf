import { describe, expect, it } from 'vitest';
import { renderExt } from '../../ext/render.ts';
import type { ExtSources } from '../../ext/sources.ts';
import type { AuthorizerState } from '../../messages/authorizer.ts';
import { released, rolledBack } from '../../workflows/account-record.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';

const account: AuthorizerState = {
  ...newAuthorizer('wx1'),
  merchantId: 'm-1',
  account: { nickName: '茶铺' },
  variables: { shop: 7 },
  ext: { window: { navigationBarTitleText: '{{nickName}}' } },
};
const sources = (state = account): ExtSources => ({
  fleet: async () => ({
    ext: { ext: { shop: '{{shop}}', who: '{{merchantId}}' } },
    variables: { shop: 0 },
    changes: [],
  }),
  template: async (templateId) =>
    templateId === 1 ? { pages: ['a', 'b'], ext: { networkTimeout: { request: 1 } } } : undefined,
  account: async () => state,
});
const release = { auditid: 1, userVersion: '1.0', templateId: 1, at: '2026-11-24T00:00:00.000Z', workflowId: 'x' };

describe('rendering the ext.json of an account', () => {
  it('puts together what is declared for the template, the fleet, the merchant and the release', async () => {
    const wish = {
      appid: 'wx1',
      templateId: 1,
      ext: { pages: ['a', 'c'], ext: { sale: '{{sale}}' } },
      variables: { sale: true },
    };
    expect(await renderExt(sources())(wish)).toEqual({
      ext: {
        extAppid: 'wx1',
        networkTimeout: { request: 1 },
        ext: { shop: 7, who: 'm-1', sale: true },
        window: { navigationBarTitleText: '茶铺' },
        pages: ['a', 'c'],
      },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      problems: [expect.objectContaining({ path: 'pages.1', layer: 'release', errcode: 85045 })],
      difference: { kind: 'nothing-online' },
    });
  });

  it('tells what a standard template does not take, where WeChat lists it as one', async () => {
    const problemsOf = async (templateId: number) =>
      (await renderExt({ ...sources(), isStandard: async (id) => id === 1 })({ appid: 'wx1', templateId })).problems;
    expect(await problemsOf(1)).toEqual([
      expect.objectContaining({ path: 'networkTimeout', level: 'fail', errcode: 9402203 }),
    ]);
    expect(await problemsOf(2)).toEqual([]);
  });

  it('tells what it changes of the version online, as far as that is known', async () => {
    const wish = { appid: 'wx1', templateId: 2 };
    const { ext, hash } = await renderExt(sources())(wish);
    const online = { userVersion: '1.0', templateId: 1, at: release.at };
    const differenceAfter = async (state: AuthorizerState) => (await renderExt(sources(state))(wish)).difference;

    const withExt = released(account, { ...release, extHash: hash, ext });
    expect(await differenceAfter(withExt)).toEqual({ kind: 'same', online: { ...online, hash } });
    expect(await differenceAfter({ ...withExt, variables: { shop: 8 } })).toEqual({
      kind: 'different',
      online: { ...online, hash },
      changes: [{ path: 'ext.shop', before: 7, after: 8 }],
    });

    const byHash = released(withExt, { ...release, auditid: 2, extHash: 'other' });
    expect(await differenceAfter(byHash)).toEqual({ kind: 'different', online: { ...online, hash: 'other' } });
    expect(await differenceAfter(released(withExt, { ...release, auditid: 2 }))).toEqual({ kind: 'unknown', online });
  });

  it('tells after a rollback what it changes of the version that is online again', async () => {
    const wish = { appid: 'wx1', templateId: 2 };
    const put = (state: AuthorizerState, number: number, shop: number) =>
      released(state, {
        ...{ ...release, auditid: number, userVersion: `${number}.0` },
        ...{ extHash: `hash-${number}`, ext: { ext: { shop } } },
      });
    const back = (state: AuthorizerState, number: number) =>
      rolledBack(state, {
        ...{ at: release.at, workflowId: 'x', userVersion: `${number}.0` },
        ...{ appVersion: number, from: '9.0' },
      });
    const changesAfter = async (state: AuthorizerState) => {
      const { difference } = await renderExt(sources(state))(wish);
      return 'changes' in difference ? difference.changes?.find(({ path }) => path === 'ext.shop')?.before : undefined;
    };
    const third = put(put(put(account, 1, 1), 2, 2), 3, 3);
    expect(await changesAfter(back(third, 1))).toBe(1);
    expect(await changesAfter(back(back(third, 1), 3))).toBe(3);
    // What somebody else had released is not known, and WeChat goes back five versions.
    expect(await changesAfter(back(third, 8))).toBeUndefined();
    const seventh = [4, 5, 6, 7].reduce((state, number) => put(state, number, number), third);
    expect(await changesAfter(back(seventh, 2))).toBe(2);
    expect(await changesAfter(back(seventh, 1))).toBeUndefined();
    const large = { ext: 'x'.repeat(40_000) };
    const after = released(released(third, { ...release, auditid: 8, extHash: 'large', ext: large }), {
      ...{ ...release, auditid: 9, extHash: 'next', ext: large },
    });
    expect(JSON.stringify(after.formerExts).length).toBeLessThan(65_536);
  });
});
