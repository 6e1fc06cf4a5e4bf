import { describe, expect, it, vi } from 'vitest';
import { watchRush } from '../../api/callbacks/rush.ts';

/** An inbox into which callbacks come when told. */
const arriving = () => {
  const listeners: (() => void)[] = [];
  const arrive = (count: number) => {
    for (let each = 0; each < count; each += 1) for (const listener of listeners) listener();
  };
  return { inbox: { onCommit: (listener: () => void) => void listeners.push(listener) }, arrive };
};

describe('a rush', () => {
  it('is where many callbacks come and no time is left, and ends with them', async () => {
    const { inbox, arrive } = arriving();
    const rushed = watchRush(inbox, { window: 20, perSecond: 200, busy: 0 });
    expect(rushed()).toBe(false);
    const look = () => {
      arrive(1_000);
      return rushed();
    };
    await vi.waitFor(() => expect(look()).toBe(true), { interval: 5 });
    await vi.waitFor(() => expect(rushed()).toBe(false), { interval: 5 });
  });

  it('is none where time is left', async () => {
    const { inbox, arrive } = arriving();
    const rushed = watchRush(inbox, { window: 20, perSecond: 200, busy: 1.1 });
    const ends = performance.now() + 100;
    while (performance.now() < ends) {
      arrive(1_000);
      expect(rushed()).toBe(false);
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
});
