import { describe, expect, it } from 'vitest';
import { usedAt } from '../../workflows/month-count.ts';
import {
  changeSpent,
  covers,
  fileKept,
  filesOf,
  gatherFor,
  needed,
  newPlatformDomains,
  settled,
  standingOf,
  withList,
} from '../../workflows/platform-domains-state.ts';

const now = Date.parse('2026-11-23T08:00:00Z');
const wanting = (...server: string[]) => needed(newPlatformDomains, { server });

describe('the lists of the platform', () => {
  it('gather what is needed, each host once', () => {
    const state = needed(wanting('a.example', 'b.example'), { server: ['b.example', 'c.example'] });
    expect(state.lists.server.wanted).toEqual(['a.example', 'b.example', 'c.example']);
    expect(state.lists.business.wanted).toEqual([]);
  });

  it('refuse of what was tried what WeChat left out, and keep what came meanwhile', () => {
    const { server } = wanting('a.example', 'b.example', 'later.example').lists;
    const after = settled('server', server, ['a.example'], ['a.example', 'b.example'], 'left out');
    expect(after).toMatchObject({ wanted: ['later.example'], refused: { 'b.example': 'left out' } });
  });

  it('forget the oldest of very many refused hosts', () => {
    const { server } = newPlatformDomains.lists;
    const refusing = (count: number, from: number) => (list: typeof server) => {
      const hosts = Array.from({ length: count }, (_, index) => `h${from + index}.example`);
      return settled('server', { ...list, wanted: hosts }, [], hosts, 'no');
    };
    const { refused } = refusing(2, 0)(refusing(999, 1)(refusing(2, 0)(server)));
    expect(Object.keys(refused)).toHaveLength(1_000);
    expect(Object.keys(refusing(1, 5_000)({ ...server, refused }).refused)).not.toContain('h2.example');
    expect(Object.keys(refused).slice(-2)).toEqual(['h0.example', 'h1.example']);
  });

  it('try a refused host again once it is asked for again', () => {
    const refused = withList(wanting('a.example'), 'server', (list) =>
      settled('server', list, [], ['a.example'], 'no'),
    );
    expect(standingOf(refused, { server: ['a.example'] }, now)).toMatchObject({
      pending: [],
      refused: { 'a.example': 'no' },
    });
    const again = needed(refused, { server: ['a.example'] });
    expect(standingOf(again, { server: ['a.example'] }, now)).toMatchObject({ pending: ['a.example'], refused: {} });
  });

  it('are tried now by whoever asks again, whatever was wrong before', () => {
    const troubled = withList(wanting('a.example'), 'server', (list) => ({ ...list, trouble: 'barred' }));
    expect(standingOf(troubled, { server: ['a.example'] }, now).trouble).toBe('barred');
    expect(standingOf(needed(troubled, { server: ['a.example'] }), { server: ['a.example'] }, now)).toEqual(
      standingOf(wanting('a.example'), { server: ['a.example'] }, now),
    );
  });

  it('let accounts use hosts below a business domain, and of servers the very host', () => {
    expect(covers('business', ['shop.example'], 'm.shop.example')).toBe(true);
    expect(covers('business', ['shop.example'], 'myshop.example')).toBe(false);
    expect(covers('server', ['shop.example'], 'm.shop.example')).toBe(false);
  });

  it("count a month's changes by China's months", () => {
    const spent = changeSpent(changeSpent(newPlatformDomains.lists.server, now), now);
    expect(usedAt(spent.changes, now)).toBe(2);
    expect(usedAt(spent.changes, Date.parse('2026-11-30T15:59:00Z'))).toBe(2);
    expect(usedAt(spent.changes, Date.parse('2026-11-30T16:00:00Z'))).toBe(0);
  });

  it('gather longer and longer once half of the changes are used', () => {
    expect(gatherFor(5, 50, 50)).toBe(5);
    expect(gatherFor(5, 25, 50)).toBe(5);
    expect(gatherFor(5, 24, 50)).toBe(20);
    expect(gatherFor(5_000, 1, 50)).toBe(5_000 * 512);
  });

  it('keep the newest confirm file of a name', () => {
    const state = fileKept(fileKept(newPlatformDomains, { name: 'a.txt', content: '1' }), {
      name: 'a.txt',
      content: '2',
    });
    expect(filesOf(state)).toEqual([{ name: 'a.txt', content: '2' }]);
  });
});
