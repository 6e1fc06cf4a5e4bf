import { describe, expect, it } from 'vitest';
import type { Finding, PreflightAsked } from '../../messages/release-preflight.ts';
import { judge } from '../../preflight/judge.ts';
import type { JudgedFacts } from '../../preflight/verdict.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';

const now = Date.parse('2026-11-24T00:00:00.000Z');
const told = <T>(value: T) => ({ value });
const refused: WeChatFailure = {
  ...{ endpoint: 'GET /wxa', kind: 'refused', class: 'merchant', effect: 'none', errcode: 48001 },
  ...{ hint: 'No right.', hintZh: '没有权限' },
};
const untold = { refused };
const noDomains = {
  ...{ requestdomain: [], wsrequestdomain: [], uploaddomain: [], downloaddomain: [], udpdomain: [], tcpdomain: [] },
};
const account = { ...newAuthorizer('wx1'), authorization: 'granted', permissionSets: [18] } as const;
const online = { release_time: 1_700_000_000, release_version: '1.0.0', release_desc: 'd' };
const basics = {
  appid: 'wx1',
  realname_status: 1,
  nickname: '茶铺',
  signature_info: { signature: '好茶' },
  head_image_info: { head_image_url: 'https://example.com/a.png' },
};
const template = { create_time: 1, user_version: 't7', user_desc: 'd', template_id: 7, template_type: 0 };
const audit = { auditid: 9, status: 0, user_version: '1.0.0', user_desc: 'd' };
const place = { api_name: 'wx.getLocation', status: 5 };

const tool = { first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 };
const forum = { first_class: '社交', second_class: '社区/论坛', first_id: 3, second_id: 4 };

/** Facts of an account on which nothing is wrong, for a second release of template 7. */
const sound: JudgedFacts = {
  now,
  account,
  basics: told(basics),
  categories: told([tool]),
  audit: told(audit),
  versions: told({ release_info: online }),
  domains: told({ third_domain: { ...noDomains, requestdomain: ['https://api.example.com'] } }),
  interfaces: told([place]),
  gray: told(undefined),
  filing: told(6),
  service: told(1),
  templates: told([{ ...template, category_list: [] }]),
  plugins: told([]),
  problems: [],
};
const asked: PreflightAsked = { appid: 'wx1', templateId: 7, userVersion: '2.0.0' };

const found = (check: string, facts: Partial<JudgedFacts> = {}, wish: Partial<PreflightAsked> = {}): Finding => {
  const finding = judge({ ...sound, ...facts }, { ...asked, ...wish }).find((one) => one.check === check);
  if (!finding) throw new Error(`There is no check ${check}.`);
  return finding;
};

type Line = readonly [
  check: string,
  level: Finding['level'],
  facts: Partial<JudgedFacts>,
  hint: RegExp,
  who?: Finding['who'],
  wish?: Partial<PreflightAsked>,
];

const lines: readonly Line[] = [
  ['authorization', 'fail', { account: { ...account, authorization: 'withdrawn' } }, /is withdrawn/, 'merchant'],
  ['authorization', 'fail', { account: { ...account, permissionSets: [30] } }, /permission set 18/, 'merchant'],
  ['service', 'warn', { service: told(0) }, /suspended/, 'ops'],
  ['service', 'pass', { service: told(0), versions: told({}) }, /runs/],
  ['template', 'fail', { templates: told([]) }, /no template 7 \(85014\)/, 'provider'],
  [
    'template',
    'fail',
    { templates: told([{ ...template, template_type: 1, category_list: [] }]) },
    /标准模板/,
    'provider',
  ],
  ['staged release', 'fail', { gray: told({ status: 1, gray_percentage: 30 }) }, /runs at 30 %/, 'ops'],
  ['staged release', 'fail', { gray: told({ status: 2, gray_percentage: 5 }) }, /runs at 5 %/, 'ops'],
  ['staged release', 'pass', { gray: told({ status: 3, gray_percentage: 100 }) }, /No staged release/],
  ['staged release', 'fail', { versions: told({}) }, /85079/, 'ops', { gray: true }],
  ['approved version', 'warn', { audit: told({ ...audit, status: 2 }) }, /Audit 9 is open/],
  ['approved version', 'warn', { audit: told({ ...audit, status: 4 }) }, /Audit 9 is open/],
  ['approved version', 'warn', { audit: told({ ...audit, user_version: '1.5.0' }) }, /1\.5\.0 .* not online/, 'ops'],
  ['approved version', 'pass', { audit: told({ ...audit, status: 1, user_version: '1.5.0' }) }, /No approved/],
  ['approved version', 'pass', { audit: told(undefined) }, /No approved/],
  ['version', 'warn', {}, /1\.0\.0 is online already/, undefined, { userVersion: '1.0.0' }],
  [
    'privacy interfaces',
    'fail',
    { interfaces: told([{ ...place, status: 1 }]) },
    /getLocation .*85312/,
    'provider',
    {
      ext: { requiredPrivateInfos: ['getLocation'] },
    },
  ],
  ['privacy interfaces', 'pass', {}, /may use/, undefined, { ext: { requiredPrivateInfos: ['getLocation'] } }],
  ['real name', 'fail', { basics: told({ ...basics, realname_status: 2 }) }, /is under way/, 'merchant'],
  ['real name', 'fail', { basics: told({ ...basics, realname_status: 3 }) }, /has failed/, 'merchant'],
  [
    'basic information',
    'fail',
    { basics: told({ appid: 'wx1' }) },
    /no name, avatar, introduction \(86002\)/,
    'merchant',
  ],
  ['basic information', 'fail', { basics: told({ ...basics, nickname: '茶铺的试用小程序' }) }, /86020/, 'merchant'],
  ['categories', 'fail', { categories: told([]) }, /no approved category/, 'merchant'],
  ['categories', 'fail', {}, /85008\): 3\/4/, 'merchant', { categories: [{ first_id: 3, second_id: 4 }] }],
  ['categories', 'pass', {}, /1 approved/, undefined, { categories: [{ first_id: 1, second_id: 2 }] }],
  ["users' content", 'fail', { audit: told(undefined), categories: told([forum]) }, /社区\/论坛 .*85094/, 'provider'],
  ["users' content", 'pass', { categories: told([forum]) }, /need not/],
  [
    "users' content",
    'pass',
    { audit: told(undefined), categories: told([forum]) },
    /need not/,
    undefined,
    { ugc: true },
  ],
  [
    "users' content",
    'pass',
    { audit: told(undefined), categories: told([forum, tool]) },
    /need not/,
    undefined,
    { categories: [{ first_id: 1, second_id: 2 }] },
  ],
  [
    'withdrawals',
    'warn',
    { account: { ...account, undos: { day: '2026-11-24', today: 5, month: 6 } } },
    /5 of 5 .* 6 of 10 .*could not be withdrawn/,
  ],
  [
    'withdrawals',
    'pass',
    { account: { ...account, undos: { day: '2026-11-23', today: 5, month: 6 } } },
    /0 of 5 .* 6 of/,
  ],
  [
    'domains',
    'warn',
    { domains: told({ mp_domain: { ...noDomains, requestdomain: ['https://own.cn'] } }) },
    /drops .*own\.cn/,
    'ops',
  ],
  ['domains', 'warn', { domains: told({}) }, /No server domain/, 'ops'],
  ['ICP filing', 'warn', { filing: told(1) }, /Not filed/, 'merchant'],
];

describe('the judgement before a release', () => {
  it('passes every check where nothing is wrong, each with a sentence', () => {
    const findings = judge(sound, asked);
    expect(findings.filter(({ level, hint }) => level !== 'pass' || !hint.endsWith('.'))).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual(expect.arrayContaining(lines.map(([check]) => check)));
  });

  const cases = lines.map(([check, level, facts, hint, who, wish]) => ({ check, level, facts, hint, who, wish }));
  it.each(cases)('of $check is $level: $hint', ({ check, level, facts, hint, who, wish }) => {
    const finding = found(check, facts, wish);
    expect(finding).toMatchObject({ level, hint: expect.stringMatching(hint) });
    expect(finding.who).toBe(who);
  });

  it('stops nothing for what WeChat does not tell, and says what it said', () => {
    const facts = { basics: untold, categories: untold, audit: untold, versions: untold, domains: untold };
    const more = { interfaces: untold, gray: untold, filing: untold, service: untold, templates: untold };
    const findings = judge({ ...sound, ...facts, ...more, plugins: untold }, { ...asked, ext: { plugins: withMap } });
    expect(findings.filter(({ level }) => level === 'fail')).toEqual([]);
    const told = findings.filter(({ hint }) => hint.includes('No right. (48001)')).map(({ check }) => check);
    expect(told).toHaveLength(findings.length - ['authorization', 'ext.json', 'withdrawals'].length);
  });

  it('leads a merchant to what is not granted: the whole authorization, or a set', () => {
    const withdrawn = found('authorization', { account: { ...account, authorization: 'lost' } });
    expect(withdrawn).toMatchObject({ hintZh: expect.any(String), lacks: { appid: 'wx1', oneOf: [] } });
    const partial = found('authorization', { account: { ...account, permissionSets: [] } });
    expect(partial).toMatchObject({ hintZh: expect.any(String), lacks: { appid: 'wx1', oneOf: [18] } });
  });

  it('asks of code that tools uploaded neither for a template nor for an ext.json, but for a version of its own', () => {
    const problem = { path: 'pages', level: 'fail', problem: 'Wrong.', advice: 'Mend it.' } as const;
    const wish = { appid: 'wx1', userVersion: '1.0.0' };
    const findings = judge({ ...sound, templates: told([]), problems: [problem] }, wish);
    const levels = new Map(findings.map(({ check, level }) => [check, level]));
    expect([levels.get('template'), levels.get('ext.json'), levels.get('version')]).toEqual(['pass', 'pass', 'fail']);
  });

  const problemAt = (level: 'fail' | 'warn') => ({
    path: 'pages.1',
    level,
    problem: 'No page.',
    advice: 'Take it out.',
  });
  it('names what is wrong with the ext.json by its path, and fails only for what WeChat refuses', () => {
    const warned = { level: 'warn', who: 'provider', hint: 'pages.1: No page. Take it out.' };
    expect(found('ext.json', { problems: [problemAt('warn')] })).toMatchObject(warned);
    expect(found('ext.json', { problems: [problemAt('warn'), problemAt('fail')] })).toMatchObject({ level: 'fail' });
  });

  const withMap = { map: { version: '1.1.0', provider: 'wxplugin' } };
  it.each([
    ['pass', [{ appid: 'wxplugin', status: 2 }], /the 1 plugins/],
    ['fail', [], /80082\): wxplugin was not applied for/],
    ['fail', [{ appid: 'wxplugin', status: 1 }], /wxplugin .*waits for its developer/],
    ['fail', [{ appid: 'wxplugin', status: 3 }], /wxplugin .*refused/],
    ['fail', [{ appid: 'wxplugin', status: 4 }], /wxplugin .*no answer/],
  ] as const)('of the plugins that an ext.json names is %s', (level, held, hint) => {
    const finding = found('plugins', { plugins: told([...held]) }, { ext: { plugins: withMap } });
    expect(finding).toMatchObject({ level, hint: expect.stringMatching(hint) });
  });

  it('says before which step each would be in the way', () => {
    const before = new Map(judge(sound, asked).map((one) => [one.check, one.before]));
    expect(['template', 'categories', 'ICP filing'].map((check) => before.get(check))).toEqual([
      'commit',
      'submit',
      'release',
    ]);
  });
});
