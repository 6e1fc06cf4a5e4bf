import { expect, it } from 'vitest';
import { chinaDay, chinaMonth, chinaYear, within } from '../../simulator/china-time.ts';
import { createClock } from '../../simulator/clock.ts';

it('rings in the order in which alarms are due, and not those called off by an earlier one', () => {
  const clock = createClock();
  const rung: string[] = [];
  const at = (ms: number, run: () => void) => clock.at(clock.now() + ms, run);
  const callOff = at(2000, () => rung.push('called off'));
  at(3000, () => rung.push('later'));
  at(1000, () => {
    rung.push('earlier');
    callOff();
  });
  clock.advance(5000);
  expect(rung).toEqual(['earlier', 'later']);
  clock.stop();
});

it('runs faster without a leap, and never back', () => {
  let wall = 1_000_000;
  const clock = createClock(() => wall);
  clock.setSpeed(60);
  expect(clock.now()).toBe(1_000_000);
  wall += 1000;
  expect(clock.now()).toBe(1_060_000);
  clock.setSpeed(1);
  wall += 1000;
  expect(clock.now()).toBe(1_061_000);
  clock.stop();
});

it('begins days, months and years at midnight in China', () => {
  const before = Date.parse('2026-12-31T15:59:59.999Z');
  const midnight = Date.parse('2026-12-31T16:00:00Z');
  expect([chinaDay, chinaMonth, chinaYear].map((of) => of(before))).toEqual(['2026-12-31', '2026-12', '2026']);
  expect([chinaDay, chinaMonth, chinaYear].map((of) => of(midnight))).toEqual(['2027-01-01', '2027-01', '2027']);
  expect(within(chinaMonth, [before, midnight], midnight)).toEqual([midnight]);
});
