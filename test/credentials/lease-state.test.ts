import { describe, expect, it } from 'vitest';
import { holdersToWake, holderTold, leaseClaimed, leaseGivenBack } from '../../workflows/lease-state.ts';

const claim = (workflowId: string, runId = 'run') => ({ workflowId, runId });
const first = claim('first');
const second = claim('second');
const third = claim('third');
const queue = [first, second, third].reduce((leases, next) => leaseClaimed(leases, 'code', next), {});

describe('a lease', () => {
  it('goes to the first who asks, in order to the others', () => {
    expect(queue).toEqual({ code: { holder: first, waiting: [second, third], untold: ['granted'] } });
    expect(leaseGivenBack(queue, 'code', first)).toEqual({
      code: { holder: second, waiting: [third], untold: ['granted'] },
    });
  });

  it('is free again once the last holder gave it back', () => {
    expect(leaseGivenBack(leaseClaimed({}, 'name', first), 'name', first)).toEqual({});
  });

  it('is told again to a holder who asks again; who waits keeps the place', () => {
    const told = holderTold(queue, 'code', first, 'granted');
    expect(leaseClaimed(told, 'code', first)).toEqual(queue);
    expect(leaseClaimed(queue, 'code', second)).toBe(queue);
  });

  it('lets a claim leave the queue', () => {
    expect(leaseGivenBack(queue, 'code', second).code?.waiting).toEqual([third]);
  });

  it('is not given back by another run of its holder, nor by a stranger', () => {
    expect(leaseGivenBack(queue, 'code', claim('first', 'another run'))).toEqual(queue);
    expect(leaseGivenBack({}, 'code', first)).toEqual({});
  });

  it('forgets what it told the holder, and nothing about the next one', () => {
    const woken = holdersToWake(queue);
    expect(woken.code?.untold).toEqual(['granted', 'authorization-changed']);
    expect(holderTold(woken, 'code', first, 'granted').code?.untold).toEqual(['authorization-changed']);
    expect(holderTold(woken, 'code', second, 'granted')).toBe(woken);
  });

  it('leaves the other leases alone', () => {
    expect(leaseClaimed(queue, 'name', third)).toEqual({
      ...queue,
      name: { holder: third, waiting: [], untold: ['granted'] },
    });
  });
});
