import { describe, expect, it } from 'vitest';
import type { Sealed } from '../../messages/sealed.ts';
import { componentViewOf, newComponent, ticketArrived, tokenFetched } from '../../workflows/component-state.ts';

const sealed = (fingerprint: string): Sealed => ({ keyId: 'k', owner: 'o', fingerprint, ciphertext: '' });
const ticket = (createTime: number, key = `ticket ${createTime}`) => ({
  event: 'componentVerifyTicket' as const,
  key,
  createTime,
  payload: { AppId: 'component', CreateTime: createTime, ComponentVerifyTicket: sealed(key) },
});
const first = ticketArrived(newComponent, ticket(100), 5_000);

describe('a ticket', () => {
  it('is kept with the times it was made and arrived', () => {
    expect(first).toMatchObject({ ticket: { fingerprint: 'ticket 100' }, ticketCreateTime: 100, ticketAt: 5_000 });
  });

  it('takes the place of an older one only', () => {
    expect(ticketArrived(first, ticket(101), 6_000).ticket?.fingerprint).toBe('ticket 101');
    expect(ticketArrived(first, ticket(99), 6_000)).toEqual({ ...first, seen: ['ticket 100', 'ticket 99'] });
    expect(ticketArrived(first, ticket(100, 'again'), 6_000).ticket?.fingerprint).toBe('ticket 100');
  });

  it('that comes twice changes nothing the second time', () => {
    expect(ticketArrived(first, ticket(100), 6_000)).toBe(first);
  });

  it('ends the trouble about missing tickets', () => {
    const silent = { ...first, ticketTrouble: 'No ticket.' };
    expect(componentViewOf(silent)).toMatchObject({ attention: 'ops', note: 'No ticket.' });
    expect(componentViewOf(ticketArrived(silent, ticket(101), 6_000)).attention).toBe('none');
  });

  it('is remembered for a bounded time', () => {
    const many = Array.from({ length: 300 }, (_, index) => ticket(101 + index));
    expect(many.reduce((state, next) => ticketArrived(state, next, 0), first).seen).toHaveLength(200);
  });
});

describe('a token', () => {
  it('ends the trouble of fetching it, and shows only its end', () => {
    const fetched = tokenFetched({ ...first, tokenTrouble: 'Refused.' }, { token: sealed('token'), expiresAt: 7_000 });
    expect(componentViewOf(fetched)).toEqual({
      ticketAt: '1970-01-01T00:00:05.000Z',
      tokenExpiresAt: '1970-01-01T00:00:07.000Z',
      attention: 'none',
    });
  });
});
