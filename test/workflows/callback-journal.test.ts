import { describe, expect, it } from 'vitest';
import type { CallbackLine } from '../../messages/callback-journal.ts';
import { emptyJournal, shownOfJournal, wanted, written } from '../../workflows/callback-journal-state.ts';

const line = (name: string, more: Partial<CallbackLine> = {}): CallbackLine => ({
  ...{ at: '2026-05-01T00:00:00.000Z', channel: 'component', outcome: 'delivered', to: ['component'] },
  name,
  ...more,
});
const journalOf = (...lines: CallbackLine[]) => written(emptyJournal, { lines, lost: 0 });

describe('the journal of callbacks', () => {
  it('numbers lines in their order and shows the newest first', () => {
    const journal = written(journalOf(line('a'), line('b')), { lines: [line('c')], lost: 0 });
    expect(wanted(journal, { limit: 10 }).map(({ name, number }) => [name, number])).toEqual([
      ['c', 3],
      ['b', 2],
      ['a', 1],
    ]);
  });

  it('finds by account, name and outcome', () => {
    const ignored = line('VIEW', { channel: 'authorizer', appid: 'wx1', outcome: 'ignored', to: [] });
    const journal = journalOf(line('authorized', { appid: 'wx1' }), line('authorized', { appid: 'wx2' }), ignored);
    const numbers = (filter: object) => wanted(journal, { limit: 10, ...filter }).map(({ number }) => number);
    expect(numbers({ appid: 'wx1' })).toEqual([3, 1]);
    expect(numbers({ name: 'authorized' })).toEqual([2, 1]);
    expect(numbers({ appid: 'wx1', outcome: 'delivered' })).toEqual([1]);
    expect(numbers({ appid: 'wx3' })).toEqual([]);
  });

  it('is read page by page', () => {
    const journal = journalOf(line('a'), line('b'), line('c'));
    expect(wanted(journal, { limit: 2 }).map(({ number }) => number)).toEqual([3, 2]);
    expect(wanted(journal, { limit: 2, below: 2 }).map(({ number }) => number)).toEqual([1]);
  });

  it('keeps the last 1,500 and goes on counting, also what was lost', () => {
    const many = Array.from({ length: 1_501 }, (_, index) => line(`event ${index}`));
    const journal = written(journalOf(...many), { lines: [line('last')], lost: 5 });
    expect(journal.lines).toHaveLength(1_500);
    expect(journal.lines[0]).toMatchObject({ name: 'last', number: 1_502 });
    expect(journal).toMatchObject({ count: 1_502, lost: 5 });
    expect(shownOfJournal(journal).details).toContain('5 more were not written down');
  });

  it('does not let what is ignored push out the rest', () => {
    const chatter = Array.from({ length: 3_000 }, () => line('VIEW', { outcome: 'ignored', to: [] }));
    const journal = written(journalOf(line('authorized')), { lines: chatter, lost: 0 });
    expect(journal.lines).toHaveLength(501);
    expect(wanted(journal, { limit: 10, name: 'authorized' })).toMatchObject([{ number: 1 }]);
    expect(wanted(journal, { limit: 1 })).toMatchObject([{ name: 'VIEW', number: 3_001 }]);
  });
});
