import { describe, expect, it } from 'vitest';
import type { AuthorizerState } from '../../messages/authorizer.ts';
import type { Drift, DriftKind } from '../../messages/inspection.ts';
import { declarationKept, inspected, inspectionOf } from '../../workflows/account-inspection.ts';
import { released, rolledBack } from '../../workflows/account-record.ts';
import { declarationOf } from '../../workflows/account-setup/declaration.ts';
import { shownOfAuthorizer } from '../../workflows/authorizer-details.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';

const at = '2026-11-24T03:00:00Z';
const drift = (kind: DriftKind, more: Partial<Drift> = {}): Drift => ({
  ...{ kind, what: kind, lacks: [], found: [], since: at },
  ...more,
});
const state = (...drifts: Drift[]): AuthorizerState =>
  inspected(newAuthorizer('wx'), { at, online: { userVersion: '0.9', at }, gray: 10, drift: drifts });
const kinds = (now: AuthorizerState) => inspectionOf(now)?.drift.map(({ kind }) => kind);

describe("an account's entity", () => {
  it('keeps since when something differs, and forgets what differs no longer', () => {
    const later = inspected(state(drift('version'), drift('serverDomains')), {
      at: '2026-11-25T03:00:00Z',
      drift: [drift('version', { since: '2026-11-25T03:00:00Z' })],
    });
    expect(later.inspection?.drift).toEqual([drift('version')]);
    expect(inspected(later, { at, drift: [] })).toBe(later);
  });

  it('keeps what a setup declared last, and what that found or made so differs no longer', () => {
    const before = state(drift('serverDomains'), drift('prefetchDomains'));
    const first = declarationKept(before, { parts: { prefetchDomains: ['a.example'] }, holds: [] });
    const after = declarationKept(first, {
      parts: { prefetchDomains: ['b.example'], serverDomains: { way: 'direct' } },
      holds: ['serverDomains'],
    });
    expect(after.declared).toEqual({ prefetchDomains: ['b.example'], serverDomains: { way: 'direct' } });
    expect(kinds(after)).toEqual(['prefetchDomains']);
  });

  it('believes its own releases and rollbacks', () => {
    const before = state(drift('version'), drift('serverDomains'));
    const release = { at, userVersion: '1.0.0', auditid: 1, workflowId: 'w' };
    const after = released(before, release);
    expect(after.inspection).toMatchObject({ online: { userVersion: '1.0.0' }, drift: [drift('serverDomains')] });
    expect(after.inspection).not.toHaveProperty('gray');
    expect(kinds(rolledBack(before, { ...release, appVersion: 1, from: '2' }))).toEqual(['serverDomains']);
  });

  it('counts a permission set as missing until it is granted', () => {
    const before = state(drift('permissionSets', { lacks: ['17', '18'] }));
    expect(kinds({ ...before, permissionSets: [17] })).toEqual(['permissionSets']);
    expect(kinds({ ...before, permissionSets: [17, 18] })).toEqual([]);
  });

  it('shows in lists and in Temporal what differs', () => {
    const shown = shownOfAuthorizer(state(drift('version')));
    expect(shown.details).toContain(`Drift since ${at}: version`);
    expect(shown.attributes).toContainEqual(expect.objectContaining({ value: ['template:unknown', 'drift:version'] }));
    expect(shown.memo).toEqual({ fleet: { inspection: { at, online: { userVersion: '0.9', at }, gray: 10 } } });
    expect(shownOfAuthorizer(newAuthorizer('wx'))).not.toHaveProperty('memo');
  });
});

describe('what is kept of a setup', () => {
  const wanted = { prefetchDomains: ['a.example'], serverDomains: { way: 'direct' }, signature: 'x' } as const;
  const part = (kind: 'changed' | 'unchanged' | 'skipped' | 'refused') => ({ kind, note: '' });

  it('is what came to a result, also a refusal, but nothing that WeChat forbids', () => {
    expect(declarationOf(wanted, { prefetchDomains: part('refused'), serverDomains: part('changed') })).toEqual({
      parts: { prefetchDomains: ['a.example'], serverDomains: { way: 'direct' } },
      holds: ['serverDomains'],
    });
    expect(declarationOf(wanted, { prefetchDomains: part('skipped'), signature: part('changed') })).toBeUndefined();
  });

  it('of a privacy guide, which has its own place, is that it holds', () => {
    const privacyGuide = { settings: {}, owner: { notice_method: '公告' } };
    expect(declarationOf({ privacyGuide }, { privacyGuide: part('unchanged') })).toEqual({
      parts: {},
      holds: ['privacyGuide'],
    });
  });
});
