import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../inspection/compare.ts';
import type { AccountFacts } from '../../inspection/facts.ts';
import { inspectionOf, newDrift } from '../../inspection/inspect.ts';
import type { AuthorizerState, LeaseName } from '../../messages/authorizer.ts';
import type { DeclaredParts, Drift, DriftKind } from '../../messages/inspection.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';

const at = '2026-11-24T03:00:00Z';
const owner = { contact_email: 'a@b.example', notice_method: '公告' };
const line = {
  at: '2026-11-01T03:00:00Z',
  userVersion: '1.0.0',
  templateId: 3,
  auditid: 7,
  workflowId: 'code-release:wx',
};
const account = (known: Partial<AuthorizerState> = {}) => ({ ...newAuthorizer('wx'), ledger: [line], ...known });
const declared: DeclaredParts = {
  serverDomains: { way: 'direct', requestdomain: ['https://a.example', 'https://b.example'] },
  businessDomains: { way: 'direct', domains: ['https://m.example'] },
  prefetchDomains: ['cdn.example'],
  privacyInterfaces: [{ name: 'wx.getLocation', content: '配送' }],
};
const privacyGuide = { settings: { UserInfo: '登录' }, owner };
const guide = (text: string, by = owner) => ({
  ...{ privacy_list: ['UserInfo'], setting_list: [{ privacy_key: 'UserInfo', privacy_text: text }], owner_setting: by },
});
const good: AccountFacts = {
  online: { userVersion: '1.0.0', at: line.at },
  serverDomains: { requestdomain: ['https://b.example', 'https://a.example', 'https://more.example'] },
  businessDomains: ['https://m.example', 'https://more.example'],
  prefetchDomains: ['cdn.example'],
  privacyInterfaces: ['wx.getLocation'],
  trialGuide: guide('登录'),
  onlineGuide: guide('旧'),
  permissionSets: [18, 17],
  refused: [],
};
const required = { permissionSets: [17, 18] };
const kindsOf = (known: Partial<AuthorizerState>, facts: AccountFacts) =>
  differencesOf(account(known), facts, required).map(({ kind, lacks }) => [kind, lacks]);
const whole = { declared, privacyGuide };

describe('what differs from what is declared', () => {
  it('is nothing where all of it is there, whatever else the account has', () => {
    expect(kindsOf(whole, good)).toEqual([]);
  });

  it.each<[string, Partial<AccountFacts>, DriftKind, string[]]>([
    ['another version', { online: { userVersion: '0.9.0', at } }, 'version', ['1.0.0']],
    ['no version', { online: { nothing: true } }, 'version', ['1.0.0']],
    [
      'a server domain',
      { serverDomains: { requestdomain: ['https://a.example'] } },
      'serverDomains',
      ['requestdomain https://b.example'],
    ],
    ['a business domain', { businessDomains: [] }, 'businessDomains', ['https://m.example']],
    ['a domain to look up ahead', { prefetchDomains: ['x.example'] }, 'prefetchDomains', ['cdn.example']],
    ['a privacy interface', { privacyInterfaces: [] }, 'privacyInterfaces', ['wx.getLocation']],
    ['the words of the guide', { trialGuide: guide('别的') }, 'privacyGuide', ['UserInfo']],
    [
      'who answers for the online guide',
      { onlineGuide: guide('旧', { ...owner, contact_email: 'x@y.example' }) },
      'privacyGuide',
      ['owner'],
    ],
    ['a permission set', { permissionSets: [18] }, 'permissionSets', ['17']],
  ])('is %s', (_, found, kind, lacks) => {
    expect(kindsOf(whole, { ...good, ...found })).toEqual([[kind, lacks]]);
  });

  it('is nothing where nothing is declared, or nothing could be read', () => {
    expect(differencesOf(account(), { ...good, serverDomains: {} }, {})).toEqual([]);
    expect(kindsOf(whole, { refused: [] })).toEqual([]);
    expect(kindsOf({ ledger: [] }, good)).toEqual([]);
  });

  it('is a version of an account that was registered here and never released to', () => {
    expect(kindsOf({ ledger: [], origin: 'registered' }, good)).toEqual([['version', []]]);
  });

  it('is no word of the guide for what the code does not use, and nobody to answer for a guide that is empty', () => {
    const more = { ...privacyGuide, settings: { UserInfo: '登录', Location: '配送' } };
    expect(kindsOf({ privacyGuide: more }, good)).toEqual([]);
    const { owner_setting: _, ...nobody } = guide('登录');
    const empty = { privacy_list: [], setting_list: [] };
    expect(kindsOf({ privacyGuide: more }, { ...good, trialGuide: empty, onlineGuide: empty })).toEqual([]);
    expect(kindsOf({ privacyGuide }, { ...good, trialGuide: nobody })).toEqual([['privacyGuide', ['owner']]]);
    const used = { ...good, trialGuide: { ...guide('登录'), privacy_list: ['UserInfo', 'Location'] } };
    expect(kindsOf({ privacyGuide: more }, used)).toEqual([['privacyGuide', ['Location']]]);
  });

  it('names so many values and no more', () => {
    const many = Array.from({ length: 60 }, (_, index) => `h${index}.example`);
    const [drift] = differencesOf(
      account({ declared: { prefetchDomains: many } }),
      { ...good, prefetchDomains: [] },
      {},
    );
    expect(drift).toMatchObject({ what: expect.stringContaining('60 of 60'), lacks: { length: 20 } });
  });
});

describe('what is kept of a look', () => {
  const former: Drift = { kind: 'serverDomains', what: 'x', lacks: ['a'], found: [], since: '2026-11-20T03:00:00Z' };
  const look = (facts: AccountFacts, busy: readonly LeaseName[] = []) =>
    inspectionOf(account({ ...whole, inspection: { at: former.since, drift: [former] } }), facts, {
      required: {},
      at,
      busy: new Set(busy),
    });
  const refusal: WeChatFailure = {
    ...{ endpoint: '/wxa/x', kind: 'refused', class: 'bug', effect: 'none', errcode: 1, hint: 'no', hintZh: '不' },
  };
  const kinds = ({ drift }: { drift: readonly Drift[] }) => drift.map(({ kind }) => kind);

  it('is what differs now, under audit and staged', () => {
    const audit = { auditid: 9, state: 'approved', userVersion: '1.1.0' } as const;
    expect(look({ ...good, audit, gray: 20 })).toEqual({ at, online: good.online, audit, gray: 20, drift: [] });
  });

  it('is no judgement on what a process is at work on', () => {
    const facts = { ...good, online: { userVersion: '2.0.0', at }, prefetchDomains: [] };
    expect(kinds(look(facts))).toEqual(['version', 'prefetchDomains']);
    expect(kinds(look(facts, ['code']))).toEqual(['prefetchDomains']);
    expect(kinds(look(facts, ['name']))).toEqual(['serverDomains', 'version']);
  });

  it('leaves as it was what WeChat does not let us read, and says so', () => {
    const { serverDomains: _, ...rest } = good;
    expect(look({ ...rest, refused: [refusal] })).toMatchObject({ problem: '/wxa/x: 1 no', drift: [former] });
  });

  it('is news once, and again where it differs otherwise', () => {
    const again = { ...former, since: at, found: ['b'] };
    expect(newDrift([again], [former])).toEqual([]);
    expect(newDrift([{ ...again, lacks: ['a', 'c'] }], [former])).toHaveLength(1);
    expect(newDrift([{ ...again, kind: 'version' }], [{ ...former, kind: 'version' }])).toHaveLength(1);
    expect(newDrift([again])).toHaveLength(1);
  });
});
