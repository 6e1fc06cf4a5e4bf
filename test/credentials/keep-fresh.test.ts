import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepFresh } from '../../credentials/keep-fresh.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('renews at once, every 5 s until it worked, every minute from then on, and not once it is stopped', async () => {
  let away = true;
  const renew = vi.fn(() => (away ? Promise.reject(new Error('no ticket yet')) : Promise.resolve()));
  const stop = keepFresh(renew);
  expect(renew).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(renew).toHaveBeenCalledTimes(2);
  away = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(renew).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(renew).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(renew).toHaveBeenCalledTimes(4);
  await stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(renew).toHaveBeenCalledTimes(4);
});

it('does not come back after a stop in the middle of a renewal', async () => {
  let end = () => {};
  const renew = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  const stopping = keepFresh(renew)();
  end();
  await stopping;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(renew).toHaveBeenCalledTimes(1);
});
