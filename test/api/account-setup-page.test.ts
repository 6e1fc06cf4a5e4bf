import { describe, expect, it } from 'vitest';
import { accountSetupPage } from '../../api/pages/account-setup.ts';
import { viewOf } from '../../api/pages/view.ts';
import type { Progress, Step, WaitingFor } from '../../messages/progress.ts';

const review: WaitingFor = { what: 'An audit', who: 'wechat' };
const running = (name: string, waitingFor?: WaitingFor): Step => ({
  name,
  state: 'running',
  ...(waitingFor ? { waitingFor } : {}),
});
const until = '2026-12-07T00:00:00.000Z';
const viewed = (steps: Step[], change: Partial<Progress> = {}) => {
  const waitingFor = steps.map((step) => step.waitingFor).find((wait) => wait?.who === 'merchant');
  const progress = { stage: '', attention: 'none' as const, links: [], steps, ...(waitingFor ? { waitingFor } : {}) };
  return viewOf(accountSetupPage, { ...progress, ...change }, []);
};

describe("the merchant's page of an account setup", () => {
  it('shows the part that waits for the merchant, whatever else is under way', () => {
    const waiting: WaitingFor = { what: '61007', who: 'merchant', whatZh: '未授予所需权限集，请商家更新授权' };
    expect(viewed([running('name', review), running('testers', waiting)])).toMatchObject({
      state: 'waiting',
      title: '请处理体验成员的设置',
      note: '未授予所需权限集，请商家更新授权',
      task: { who: '须由小程序管理员操作。' },
    });
  });

  it('has the confirm file to download and says how long is left while one is to be placed', () => {
    const waiting: WaitingFor = { what: '', who: 'merchant', whatZh: '请把校验文件放到根目录', until };
    const links = [{ rel: 'confirm-file', title: '', href: 'https://weft.example/a.txt' }];
    expect(viewed([running('businessDomains', waiting)], { links })).toMatchObject({
      note: '请把校验文件放到根目录',
      task: { href: 'https://weft.example/a.txt', button: '下载校验文件', until },
    });
  });

  it('asks for nothing while WeChat audits, and tells the end', () => {
    expect(viewed([running('name', review)])).toMatchObject({ state: 'stalled', title: '正在设置' });
    expect(viewed([{ name: 'name', state: 'failed' }], { outcome: { kind: 'incomplete' } })).toMatchObject({
      title: '部分内容未通过',
    });
    expect(viewed([{ name: 'name', state: 'done' }], { outcome: { kind: 'complete' } })).toMatchObject({
      state: 'done',
    });
  });
});
