import { describe, expect, it } from 'vitest';
import { trialConversionPage } from '../../api/pages/trial-conversion.ts';
import { viewOf } from '../../api/pages/view.ts';
import type { Progress, Step, WaitingFor } from '../../messages/progress.ts';

type States = Partial<Record<'choice' | 'person' | 'admin', Step['state']>>;

const link = { rel: 'authorize-url', title: 'For the legal person', href: 'https://mp.weixin.qq.com/x?task=1' };
const until = '2026-12-01T00:00:00.000Z';
const viewAt = (states: States, rest: Partial<Progress> = {}) => {
  const steps = (['choice', 'person', 'admin'] as const).map((name) => ({ name, state: states[name] ?? 'pending' }));
  return viewOf(trialConversionPage, { stage: 'x', attention: 'none', steps, links: [], ...rest }, []);
};
const waitingFor = (who: WaitingFor['who']): WaitingFor => ({ what: 'x', who, until });

describe("the page of a trial's conversion", () => {
  it('shows the first person the link and how long it works', () => {
    const view = viewAt({ choice: 'done', person: 'running' }, { links: [link], waitingFor: waitingFor('merchant') });
    expect(view).toMatchObject({
      state: 'waiting',
      task: { href: link.href, until, who: expect.stringContaining('法定') },
    });
  });

  it('asks the admin of the trial next, with a link or without one', () => {
    const states: States = { choice: 'done', person: 'done', admin: 'running' };
    const asked = { waitingFor: waitingFor('merchant') };
    const linked = viewAt(states, { ...asked, links: [link] });
    expect(linked).toMatchObject({ state: 'waiting', task: { who: expect.stringContaining('体验小程序的管理员') } });
    const untold = viewAt(states, asked);
    expect(untold).toMatchObject({ state: 'waiting', title: expect.stringContaining('管理员') });
    expect(untold.task).not.toHaveProperty('href');
  });

  it('sends the merchant to the provider while nothing is decided or after a try that failed', () => {
    expect(viewAt({ choice: 'running' })).toMatchObject({
      state: 'preparing',
      text: expect.stringContaining('服务商'),
    });
    const failed = viewAt({ choice: 'running', person: 'failed' });
    expect(failed).toMatchObject({ state: 'interrupted', text: expect.stringContaining('服务商') });
  });

  it('says why WeChat refused the last try', () => {
    const asked = { ...waitingFor('merchant'), whatZh: '法定代表人姓名不一致' };
    const failed = viewAt({ choice: 'running', person: 'failed' }, { waitingFor: asked });
    expect(failed).toMatchObject({ state: 'interrupted', reason: '法定代表人姓名不一致' });
    const again = viewAt({ choice: 'done', person: 'running' }, { links: [link], waitingFor: waitingFor('merchant') });
    expect(again).not.toHaveProperty('reason');
  });

  it('says how it ended', () => {
    const ended = (kind: string) => viewAt({ choice: 'done' }, { outcome: { kind } }).state;
    expect(['converted', 'expired', 'cancelled', 'no-trial'].map(ended)).toEqual([
      'done',
      'expired',
      'cancelled',
      'failed',
    ]);
  });
});
