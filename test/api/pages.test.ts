import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageContent, preparationsOf } from '../../api/pages/content.ts';
import { enterpriseRegistrationPage } from '../../api/pages/enterprise-registration.ts';
import { icpFilingPage } from '../../api/pages/icp-filing.ts';
import { createPageLinks } from '../../api/pages/link.ts';
import { trialConversionPage } from '../../api/pages/trial-conversion.ts';
import { verificationWithFilingPage } from '../../api/pages/verification-with-filing.ts';
import { viewOf } from '../../api/pages/view.ts';
import type { Progress } from '../../messages/progress.ts';
import { errandsOn, newPlace } from './errands.ts';
import { openStage, type Stage } from './stage.ts';

const key = randomBytes(32);
const tokenOf = (href: string) => href.slice(href.lastIndexOf('/') + 1);

describe('a page link', () => {
  const links = createPageLinks(key, 'https://weft.example', () => 1_000_000);
  const href = links.href('enterprise-registration:abc', 60_000);

  it('opens its workflow until it expires', () => {
    expect(href).toMatch(/^https:\/\/weft\.example\/m\/[\w.-]+$/);
    expect(links.open(tokenOf(href))).toEqual({
      ...{ kind: 'valid', workflowId: 'enterprise-registration:abc', issuedAt: 1_000_000 },
    });
    const later = createPageLinks(key, 'https://weft.example', () => 1_061_000);
    expect(later.open(tokenOf(href))).toEqual({ kind: 'expired' });
  });

  it('stands on a page as if made when the link of the page was, and ends when it did', () => {
    const task = links.href('authorization-link:m:x', 60_000, '/authorize/h5');
    const shown = links.asOf(1_030_000, task);
    expect(shown).toMatch(/^https:\/\/weft\.example\/authorize\/h5\//);
    expect(links.open(tokenOf(shown))).toMatchObject({ workflowId: 'authorization-link:m:x', issuedAt: 1_030_000 });
    expect(links.asOf(1_030_000, task)).toBe(shown);
    const after = createPageLinks(key, 'https://weft.example', () => 1_060_000);
    expect(after.open(tokenOf(shown))).toEqual({ kind: 'expired' });
    for (const [issuedAt, href] of [
      [900_000, task],
      [1_030_000, 'https://mp.weixin.qq.com/x?task=1'],
      [1_030_000, `${task}x`],
    ] as const) {
      expect(links.asOf(issuedAt, href)).toBe(href);
    }
  });

  it('is forged wherever a character of it is changed, or the key is another', () => {
    const token = tokenOf(href);
    for (let index = 0; index < token.length; index += 1) {
      const other = token[index] === 'A' ? 'B' : 'A';
      expect(links.open(token.slice(0, index) + other + token.slice(index + 1))).toEqual({ kind: 'forged' });
    }
    for (const wrong of ['', 'x', `${token}.`, `${token}A`]) expect(links.open(wrong)).toEqual({ kind: 'forged' });
    const others = createPageLinks(randomBytes(32), 'https://weft.example', () => 1_000_000);
    expect(others.open(token)).toEqual({ kind: 'forged' });
  });
});

describe('what a page shows', () => {
  const link = { rel: 'authorize-url', title: 'For the legal person', href: 'https://mp.weixin.qq.com/x?task=1' };
  const progress = (change: Partial<Progress>, state: Progress['steps'][number]['state'] = 'running'): Progress => ({
    stage: 'face-verification',
    attention: 'none',
    steps: [{ name: 'face-verification', state }],
    links: [link],
    ...change,
  });
  const stateOf = (shown: Progress) => viewOf(enterpriseRegistrationPage, shown, []).state;
  const outcome = (kind: string) => stateOf(progress({ outcome: { kind } }, 'done'));

  it('follows the step in which the merchant acts', () => {
    expect(stateOf(progress({ links: [] }, 'pending'))).toBe('preparing');
    expect(stateOf(progress({}))).toBe('waiting');
    expect(stateOf(progress({}, 'done'))).toBe('working');
    expect(stateOf(progress({ links: [] }, 'failed'))).toBe('interrupted');
    // A task runs at WeChat, but nobody has its link.
    expect(stateOf(progress({ links: [] }))).toBe('stalled');
    // Nothing but what Temporal describes.
    expect(stateOf({ stage: 'unknown', attention: 'none', steps: [], links: [] })).toBe('stalled');
  });

  it('keeps the task while ops have a look at something: the link still works', () => {
    const waitingFor = {
      what: 'The IP is not on the allow-list.',
      who: 'ops',
      until: '2026-07-01T00:00:00.000Z',
    } as const;
    const { task, state } = viewOf(enterpriseRegistrationPage, progress({ attention: 'ops', waitingFor }), []);
    expect(state).toBe('waiting');
    expect(task).toMatchObject({ href: link.href });
    expect(task).not.toHaveProperty('until');
  });

  it('has words for every end', () => {
    const ends = ['registered', 'expired', 'refused', 'rejected', 'cancelled', 'terminated', 'failed'];
    expect(ends.map(outcome)).toEqual(['done', 'expired', 'refused', 'rejected', 'cancelled', 'failed', 'failed']);
  });

  it.each([
    [icpFilingPage, 'withdrawn', '备案已撤回'],
    [verificationWithFilingPage, 'withdrawn', '备案已撤回'],
    [verificationWithFilingPage, 'unfit', '无法合并办理'],
    [trialConversionPage, 'no-trial', '无需转正'],
  ])('has words of its own for an end that only some come to', (content, kind, title) => {
    expect(viewOf(content, progress({ outcome: { kind } }), [])).toMatchObject({ title, ended: true });
  });

  it('says in Chinese why WeChat said no, and keeps the notes of operators to itself', () => {
    const rejected = { kind: 'rejected', note: 'The enterprise is not in operation.', hintZh: '企业非在营状态' };
    const view = viewOf(enterpriseRegistrationPage, progress({ outcome: rejected }), []);
    expect(view.reason).toBe('企业非在营状态');
    expect(JSON.stringify(view)).not.toContain('not in operation');
  });

  it('says in Chinese what has to be corrected', () => {
    const hint = { field: '', problem: '资源包权限不正确 (89609)', hint: 'The prepaid package can not be used.' };
    const waitingFor = { what: 'WeChat wants it corrected.', who: 'merchant', hints: [hint] } as const;
    const view = viewOf(verificationWithFilingPage, progress({ attention: 'merchant', waitingFor }), []);
    expect(view).toMatchObject({ state: 'correcting', hints: [{ field: '', problem: hint.problem }] });
    expect(JSON.stringify(view)).not.toMatch(/prepaid|wants/);
  });

  it('follows no link but one of the web', () => {
    const evil = [{ ...link, href: 'javascript:alert(1)' }];
    expect(viewOf(enterpriseRegistrationPage, progress({ links: evil }), [])).not.toHaveProperty('task');
  });

  it('tells to prepare what the route asks for', () => {
    const lines = preparationsOf(enterpriseRegistrationPage).join();
    for (const word of ['法定代表人', '身份证', '人脸识别', '验证码', '24 小时']) expect(lines).toContain(word);
    expect(enterpriseRegistrationPage.who).toContain('本人');
    const asking: PageContent = { ...enterpriseRegistrationPage, asksForWeChatId: true, comparesNames: true };
    expect(preparationsOf(asking).join()).toMatch(/「我」.*不是手机号，也不是 QQ 号.*银行卡须为本人实名/);
    expect(lines).not.toMatch(/QQ|银行卡/);
  });
});

describe("a merchant's page", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ worker: true });
  });
  afterAll(() => stage.close());
  const { start, deliver } = errandsOn(() => stage);
  const begin = async () => {
    const place = newPlace();
    const { id, url } = await start({ place });
    await stage.shows(url, { stage: 'visit' });
    return { place, url, href: stage.pages.href(id, 60_000) };
  };

  it('shows the task: QR code, link, countdown, what to prepare, whose matter it is', async () => {
    const { place, href } = await begin();
    const response = await fetch(href);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toMatch(/<svg[^>]* viewBox/);
    expect(html).toContain('href="https://maps.example/there?ticket=1"');
    expect(html).toMatch(/data-until="\d{4}-/);
    expect(html).toContain(place);
    for (const line of enterpriseRegistrationPage.prepare) expect(html).toContain(line);
  });

  it('is kept by nobody, tells nobody where it is, and runs and loads nothing of others', async () => {
    const { href } = await begin();
    const response = await fetch(href);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const html = await response.text();
    expect(html.match(/<(script|style)(?! nonce=")/g)).toBeNull();
    expect(html).not.toMatch(/ (src|style|on\w+)=/);
    const again = await fetch(href);
    expect(again.headers.get('content-security-policy')).not.toBe(policy);
  });

  it('refreshes itself, with and without scripts', async () => {
    const { href, url } = await begin();
    expect(await (await fetch(href)).text()).toContain('<noscript><meta http-equiv="refresh"');
    const state = async (): Promise<unknown> => (await fetch(`${href}/state`)).json();
    const waiting = await state();
    expect(waiting).toEqual({ shown: expect.stringMatching(/^[\w-]{16}$/) });
    expect(await (await fetch(href)).text()).toContain(JSON.stringify(waiting).slice(9, -1));
    expect(await state()).toEqual(waiting);
    await deliver(url);
    await stage.shows(url, { stage: 'delivered' });
    expect(await state()).not.toEqual(waiting);
    const ended = await (await fetch(href)).text();
    expect(ended).toContain('注册成功');
    expect(ended).not.toMatch(/<script|http-equiv="refresh"/);
  });

  it('answers a forged link with 404 and an expired one with 410, in Chinese', async () => {
    const { href } = await begin();
    const forged = await fetch(`${href}x`);
    expect(forged.status).toBe(404);
    expect(await forged.text()).toContain('链接无效');
    const expired = await fetch(stage.pages.href('errand:x', -1_000));
    expect(expired.status).toBe(410);
    expect(await expired.text()).toContain('请联系您的服务商重新获取链接');
  });
});
