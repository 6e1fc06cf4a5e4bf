import { expect, it } from 'vitest';
import { canary, makePlan, type PlanOptions, victims } from '../../chaos/plan.ts';

const options: PlanOptions = {
  seed: 7,
  merchants: 100,
  kills: 10,
  perMille: { rejected: 20, stuck: 10, leaves: 5 },
  audit: { from: 2_000, to: 120_000 },
};

it('is the same for the same seed, and another for another', () => {
  expect(makePlan(options)).toEqual(makePlan(options));
  expect(makePlan({ ...options, seed: 8 })).not.toEqual(makePlan(options));
});

it('has every fate that was asked for, and a calm canary', () => {
  const { merchants } = makePlan(options);
  const often = (fate: string) => merchants.filter((one) => one.fate === fate).length;
  expect(merchants).toHaveLength(100);
  expect([often('rejected'), often('stuck'), often('leaves'), often('delayed')]).toEqual([2, 1, 1, 0]);
  expect(merchants.slice(0, canary).every(({ fate }) => fate === 'passes')).toBe(true);
  expect(merchants.every(({ auditMs }) => auditMs >= 2_000 && auditMs <= 120_000)).toBe(true);
});

it('kills each at least its third of the times, one moment after another', () => {
  const { kills } = makePlan(options);
  expect(kills).toHaveLength(10);
  for (const victim of victims) expect(kills.filter((one) => one.victim === victim).length).toBeGreaterThanOrEqual(3);
  const moments = kills.map(({ atShare }) => atShare);
  expect(moments).toEqual(moments.toSorted((a, b) => a - b));
});
