import { describe, expect, it } from 'vitest';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { settlementOf, untilNextDay } from '../../workflows/settlement.ts';

const failure = (change: Partial<WeChatFailure>): WeChatFailure => ({
  endpoint: '/wxa/commit',
  kind: 'refused',
  class: 'bug',
  effect: 'none',
  hint: 'A hint.',
  hintZh: '提示',
  ...change,
});
const noonInShanghai = Date.UTC(2026, 10, 23, 4);

describe('settling a failure', () => {
  it.each([
    ['merchant', 'merchant'],
    ['provider', 'provider'],
    ['stop', 'ops'],
    ['bug', 'ops'],
    ['undeclared', 'ops'],
    ['rejected', 'ops'],
  ] as const)('of class %s parks until %s act', (errorClass, who) => {
    const settlement = settlementOf(failure({ class: errorClass }), noonInShanghai);
    const whatZh = who === 'merchant' ? { whatZh: '提示' } : {};
    expect(settlement).toEqual({ waitingFor: { what: '/wxa/commit: A hint.', who, ...whatZh } });
  });

  it('of class quota waits by itself until the next day in UTC+8', () => {
    const settlement = settlementOf(failure({ class: 'quota' }), noonInShanghai);
    expect(settlement.waitingFor.who).toBe('wechat');
    expect(settlement.pause).toBe(12 * 3_600_000 + 60_000);
  });

  it.each(['transient', 'slow-down', 'stale-token'] as const)(
    'of class %s tells ops and comes back by itself',
    (errorClass) => {
      const settlement = settlementOf(failure({ class: errorClass }), noonInShanghai);
      expect(settlement).toMatchObject({ waitingFor: { who: 'ops' }, pause: 600_000 });
    },
  );

  it('names errcode and rid, so that WeChat can be asked about it', () => {
    const { waitingFor } = settlementOf(failure({ errcode: 85014, rid: '69faf79c-1-2' }), noonInShanghai);
    expect(waitingFor.what).toBe('/wxa/commit: A hint. (85014, rid 69faf79c-1-2)');
  });
});

describe("WeChat's day", () => {
  it('ends at 00:00 in UTC+8, and a minute later we are sure', () => {
    expect(untilNextDay(Date.UTC(2026, 10, 23, 15, 59))).toBe(120_000);
    expect(untilNextDay(Date.UTC(2026, 10, 23, 16, 0))).toBe(24 * 3_600_000 + 60_000);
  });
});
