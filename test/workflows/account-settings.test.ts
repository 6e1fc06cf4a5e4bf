import { describe, expect, it } from 'vitest';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { settingsChanged, settingsOf, tooMuchKept } from '../../workflows/account-settings.ts';
import { shownOfAuthorizer } from '../../workflows/authorizer-details.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { declared, newFleet } from '../../workflows/fleet-state.ts';

const at = '2026-11-24T00:00:00.000Z';
const request = { by: 'ops', why: 'autumn' };
const state = newAuthorizer('wx1');

describe('the settings of an account', () => {
  it('are replaced by what is given whole, and keep the rest', () => {
    const first = settingsChanged(state, { tags: ['b', 'a'], variables: { shop: 1 }, request }, at);
    expect(settingsOf(first)).toEqual({ tags: ['a', 'b'], variables: { shop: 1 }, ext: {} });
    const second = settingsChanged(first, { variables: { city: '杭州' }, ext: { pages: ['a'] }, request }, at);
    expect(settingsOf(second)).toEqual({ tags: ['a', 'b'], variables: { city: '杭州' }, ext: { pages: ['a'] } });
    expect(second.events).toEqual([
      { at, event: 'tags, variables changed', note: 'by ops: autumn' },
      { at, event: 'variables, ext changed', note: 'by ops: autumn' },
    ]);
  });

  it('gain and lose single tags and variables', () => {
    const before = settingsChanged(state, { tags: ['a', 'b'], variables: { shop: 1, city: 'x' }, request }, at);
    const change = {
      addTags: ['c', 'b'],
      removeTags: ['a', 'z'],
      setVariables: { shop: 2 },
      removeVariables: ['city'],
    };
    expect(settingsOf(settingsChanged(before, { ...change, request }, at))).toEqual({
      tags: ['b', 'c'],
      variables: { shop: 2 },
      ext: {},
    });
  });

  it('that stay as they are leave no trace, and a keyed request is taken once', () => {
    const keyed = { ...request, idempotency: { key: 'k', body: 'b' } };
    const once = settingsChanged(state, { addTags: ['a'], request: keyed }, at);
    const later = settingsChanged(once, { tags: [], request }, at);
    expect(settingsChanged(later, { addTags: ['a'], request: keyed }, at)).toBe(later);
    expect(settingsChanged(later, { tags: [], request }, at)).toBe(later);
  });

  it('are refused where there would be too many', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);
    const full = settingsChanged(state, { tags: many(20), request }, at);
    expect(tooMuchKept(full, { addTags: ['t19'] })).toBeUndefined();
    expect(tooMuchKept(full, { addTags: ['x'] })).toContain('20');
    expect(tooMuchKept(full, { addTags: ['x'], removeTags: ['t0'] })).toBeUndefined();
    expect(tooMuchKept(state, { variables: Object.fromEntries(many(101).map((name) => [name, 1])) })).toContain('100');
    expect(tooMuchKept(state, { setVariables: { long: 'x'.repeat(9_000) } })).toContain('8192');
  });

  it('show their tags to visibility', () => {
    const tagsOf = (tags: readonly string[]) =>
      shownOfAuthorizer({ ...state, tags }).attributes.find(({ key }) => key === searchAttributes.Tags)?.value;
    expect(tagsOf(['a', 'b'])).toEqual(['a', 'b']);
    expect(tagsOf([])).toBeNull();
  });
});

describe('what is declared for all merchants', () => {
  it('is replaced part by part, once by a keyed request, and keeps who did', () => {
    const first = declared(newFleet, { ext: { pages: ['a'] }, request }, at);
    const keyed = { ...request, idempotency: { key: 'k', body: 'b' } };
    const second = declared(first, { variables: { api: 'x' }, request: keyed }, at);
    expect(second).toMatchObject({ ext: { pages: ['a'] }, variables: { api: 'x' } });
    expect(second.changes.map(({ what }) => what)).toEqual(['ext', 'variables']);
    expect(declared(second, { variables: {}, request: keyed }, at)).toBe(second);
  });
});
