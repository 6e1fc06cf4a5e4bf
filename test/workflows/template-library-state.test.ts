import { describe, expect, it } from 'vitest';
import type { TemplateLibraryState } from '../../messages/template-library.ts';
import {
  defaultChosen,
  described,
  draftTaken,
  newTemplateLibrary,
  promoted,
  removed,
  retired,
  tooMuchSaid,
  unretired,
} from '../../workflows/template-library-state.ts';

const promotedAt = '2026-11-23T08:00:00.000Z';
const withOne = (more: Partial<TemplateLibraryState> = {}) => ({
  ...promoted(newTemplateLibrary, { templateId: 4, note: 'first', promotedAt, makeDefault: false }),
  ...more,
});

describe('what is said of templates', () => {
  it('replaces what was said before, and keeps when a template was promoted', () => {
    const state = described(withOne(), { templateId: 4, ext: { ext: { a: 1 } }, keep: true });
    expect(state.templates[4]).toEqual({ ext: { ext: { a: 1 } }, keep: true, promotedAt });
  });

  it('is forgotten by an empty description, but not that it was promoted here', () => {
    expect(described(withOne(), { templateId: 4 }).templates[4]).toEqual({ promotedAt });
    const foreign = described(newTemplateLibrary, { templateId: 7, note: 'not ours' });
    expect(described(foreign, { templateId: 7 }).templates).toEqual({});
  });

  it('is refused where all templates together say more than a state may hold', () => {
    const half = { ext: { ext: { text: 'x'.repeat(250_000) } } };
    const state = described(newTemplateLibrary, { templateId: 1, ...half });
    expect(tooMuchSaid(state, { templateId: 1, ...half })).toBeUndefined();
    expect(tooMuchSaid(state, { templateId: 2, ...half })).toContain('shorten');
  });

  it('stays where a later promotion of the same template says nothing', () => {
    const again = promoted(withOne(), { templateId: 4, makeDefault: true });
    expect(again).toMatchObject({ templates: { 4: { note: 'first', promotedAt } }, defaultTemplate: 4 });
  });

  it('is not lost where a promotion says too much: the template is known all the same', () => {
    const ext = { ext: { text: 'x'.repeat(500_000) } };
    expect(promoted(newTemplateLibrary, { templateId: 4, ext, promotedAt, makeDefault: false }).templates).toEqual({
      4: { promotedAt },
    });
  });
});

describe('a template about to be removed', () => {
  it('is marked until it is gone or kept', () => {
    const state = retired(withOne(), 4);
    expect(state.retiring).toEqual([4]);
    expect(unretired(state, 4).retiring).toEqual([]);
    expect(removed(state, 4)).toMatchObject({ retiring: [], templates: {} });
  });

  it('is never the default, nor one that is to be kept', () => {
    expect(retired(defaultChosen(withOne(), 4), 4).retiring).toEqual([]);
    expect(retired(described(withOne(), { templateId: 4, keep: true }), 4).retiring).toEqual([]);
    expect(retired(defaultChosen(defaultChosen(withOne(), 4), null), 4).retiring).toEqual([4]);
  });
});

describe('the rules of promotion', () => {
  it('remember the last draft of each development mini program', () => {
    const draft = (sourceAppid: string, draftId: number) => ({ sourceAppid, draftId, createdAt: draftId });
    const state = [draft('wxa', 1), draft('wxb', 2), draft('wxa', 3)].reduce(draftTaken, newTemplateLibrary);
    expect(state.promotedDrafts).toEqual([draft('wxb', 2), draft('wxa', 3)]);
  });
});
