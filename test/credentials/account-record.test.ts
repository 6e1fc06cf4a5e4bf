import { describe, expect, it } from 'vitest';
import type { PrivacyGuide, Submissions } from '../../messages/authorizer.ts';
import {
  authorizerViewOf,
  eventRecorded,
  privacyGuideDeclared,
  released,
  submissionNoted,
  verified,
} from '../../workflows/account-record.ts';
import { shownOfAuthorizer } from '../../workflows/authorizer-details.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';

const state = newAuthorizer('wx1');
const audit = (createTime: number) => ({
  event: 'weappAuditSuccess' as const,
  key: `audit ${createTime}`,
  createTime,
  payload: { ToUserName: 'gh_1', FromUserName: 'o1', CreateTime: createTime },
});
const release = (auditid: number) => ({
  at: '2026-07-01T00:00:00Z',
  userVersion: `1.0.${auditid}`,
  templateId: 1,
  auditid,
  workflowId: 'code-release:wx1',
});
const guide = (text: string): PrivacyGuide => ({ settings: { UserInfo: text }, owner: { notice_method: '弹窗' } });

describe("an account's record", () => {
  it('keeps each event once, the last 50 of them, and counts all', () => {
    const once = eventRecorded(state, audit(1));
    expect(once.events).toEqual([{ at: '1970-01-01T00:00:01.000Z', event: 'weappAuditSuccess' }]);
    expect(eventRecorded(once, audit(1))).toBe(once);
    const many = Array.from({ length: 60 }, (_, index) => audit(index)).reduce(eventRecorded, state);
    expect(many.events).toHaveLength(50);
    expect(many.events.at(-1)?.at).toBe('1970-01-01T00:00:59.000Z');
    expect(many.eventCount).toBe(60);
  });

  it('knows of the yearly review until the account is verified again', () => {
    const told = {
      event: 'notify3rdWxaWxverify' as const,
      ...{ key: 'review', createTime: 1, appid: 'wx1' },
      payload: { AppId: 'wx0', CreateTime: 1, appid: 'wx1', expired: 1_700_000_000, message: '请尽快完成年审' },
    };
    const due = eventRecorded(state, told);
    expect(due.yearlyReview).toEqual({ endsAt: '2023-11-14T22:13:20.000Z', message: '请尽快完成年审' });
    expect(shownOfAuthorizer(due).details).toContain('年审');
    expect(verified(due)).not.toHaveProperty('yearlyReview');
    const moved = (apply_status: number) => ({
      event: 'notify3rdWxaAuth' as const,
      ...{ key: `passed ${apply_status}`, createTime: 2, appid: 'wx1' },
      payload: { AppId: 'wx0', CreateTime: 2, appid: 'wx1', taskid: 't', task_status: 12, apply_status },
    });
    expect(eventRecorded(due, moved(2)).yearlyReview).toBeDefined();
    expect(eventRecorded(due, moved(4)).yearlyReview).toBeUndefined();
  });

  it('knows what runs at WeChat, also from events that met no process, until that is over', () => {
    const noted = (what: keyof Submissions, id: string, open: boolean) => (now: typeof state) =>
      submissionNoted(now, { what, id, open });
    const running = noted('verificationWithFiling', 'p', true)(noted('verification', 't', true)(state));
    expect(authorizerViewOf(running).submissions).toEqual({ verification: 't', verificationWithFiling: 'p' });
    expect(noted('verification', 'another', false)(running)).toBe(running);
    expect(verified(running).submissions).toEqual({ verificationWithFiling: 'p' });
    expect(noted('verificationWithFiling', 'p', false)(verified(running))).not.toHaveProperty('submissions');
    const pushed = (taskid: string, apply_status: number) => ({
      event: 'notify3rdWxaAuth' as const,
      ...{ key: `${taskid} ${apply_status}`, createTime: 2, appid: 'wx1' },
      payload: { AppId: 'wx0', CreateTime: 2, appid: 'wx1', taskid, task_status: 12, apply_status },
    });
    const heard = eventRecorded(state, pushed('lost', 2));
    expect(heard.submissions).toEqual({ verification: 'lost' });
    expect(eventRecorded(heard, pushed('older', 2)).submissions).toEqual({ verification: 'lost' });
    expect(eventRecorded(heard, pushed('lost', 5)).submissions).toBeUndefined();
    const filing = (procedure_status: number) => ({
      event: 'notify3rdWxaAuthAndIcp' as const,
      ...{ key: `p ${procedure_status}`, createTime: 2, appid: 'wx1' },
      payload: { AppId: 'wx0', CreateTime: 2, appid: 'wx1', procedure_id: 'p', procedure_status },
    });
    expect(eventRecorded(state, filing(17)).submissions).toEqual({ verificationWithFiling: 'p' });
    expect(eventRecorded(eventRecorded(state, filing(17)), filing(26)).submissions).toBeUndefined();
  });

  it('keeps the last 20 releases, each once', () => {
    const many = Array.from({ length: 25 }, (_, index) => release(index)).reduce(released, state);
    expect(many.ledger.map(({ auditid }) => auditid)).toEqual(Array.from({ length: 20 }, (_, index) => index + 5));
    expect(released(many, release(24))).toBe(many);
  });

  it("takes the merchant's privacy guide, a keyed request once", () => {
    const declared = privacyGuideDeclared(state, guide('first'), { key: 'k', body: 'b' });
    expect(declared).toMatchObject({ privacyGuide: guide('first'), answered: { k: 'b' } });
    expect(privacyGuideDeclared(declared, guide('again'), { key: 'k', body: 'b' })).toBe(declared);
    expect(privacyGuideDeclared(declared, guide('second'), undefined).privacyGuide).toEqual(guide('second'));
  });

  it('shows no credential and nothing of the inner workings', () => {
    const sealed = { keyId: 'k', owner: 'o', fingerprint: 'f', ciphertext: 'c' };
    const shown = authorizerViewOf({
      ...state,
      accessToken: { token: sealed, expiresAt: 0 },
      refreshToken: sealed,
      doubt: { createTime: 1, refreshToken: sealed },
    });
    expect(JSON.stringify(shown)).not.toContain('ciphertext');
    expect(Object.keys(shown).sort()).toEqual([
      'accessTokenExpiresAt',
      'account',
      'appid',
      'authorization',
      'authorizationTime',
      'eventCount',
      'events',
      'leases',
      'ledger',
      'origin',
      'permissionSets',
    ]);
  });
});
