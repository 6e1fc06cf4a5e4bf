import { describe, expect, it } from 'vitest';
import { codeReleasePage } from '../../api/pages/code-release.ts';
import { viewOf } from '../../api/pages/view.ts';
import type { Progress, Step } from '../../messages/progress.ts';
import { ownerLacking } from '../../workflows/privacy-guide.ts';

const names = ['lease', 'commit', 'detection', 'privacy', 'submit', 'audit', 'approval', 'release', 'read-back'];
const at = '2026-11-23T06:00:00.000Z';
const viewAt = (running: string, rest: Partial<Progress> = {}) => {
  const reached = names.indexOf(running);
  const stateOf = (index: number): Step['state'] =>
    index < reached ? 'done' : index === reached ? 'running' : 'pending';
  const steps = names.map((name, index) => ({ name, state: stateOf(index), ...(index <= reached ? { at } : {}) }));
  return viewOf(codeReleasePage, { stage: running, attention: 'none', steps, links: [], ...rest }, []);
};

describe("the merchant's page of a release", () => {
  it('says since when WeChat audits it, and asks for nothing', () => {
    const view = viewAt('audit', { waitingFor: { what: 'Audit 1', who: 'wechat' } });
    expect(view).toMatchObject({ title: '微信审核中', times: [['提交审核', at]] });
    expect(view).not.toHaveProperty('task');
  });

  it.each(names.filter((name) => name !== 'privacy' && name !== 'submit'))(
    'has words for the step %s, also while ops have a look',
    (name) => {
      const view = viewAt(name, { attention: 'ops', waitingFor: { what: 'Somebody looks.', who: 'ops' } });
      expect(view.title).toBe(codeReleasePage.during?.[name]?.title);
      expect(JSON.stringify(view)).not.toContain('Somebody');
    },
  );

  it('asks the merchant for a category, or for words of the privacy guide', () => {
    const lacking = (whatZh: string) => ({ waitingFor: { what: ownerLacking, who: 'merchant' as const, whatZh } });
    expect(viewAt('submit', lacking('没有类目'))).toMatchObject({
      ...{ state: 'waiting', title: '请先添加小程序类目', note: '没有类目' },
      task: { who: expect.stringContaining('管理员') },
    });
    expect(viewAt('privacy', lacking('还需说明：位置信息'))).toMatchObject({
      ...{ state: 'waiting', title: '请补充用户隐私保护指引', note: '还需说明：位置信息' },
    });
  });

  it('asks for what no page foresees in the words of the refusal', () => {
    const waitingFor = { what: '86002', who: 'merchant' as const, whatZh: '小程序还未设置昵称、头像、简介' };
    expect(viewAt('commit', { waitingFor })).toMatchObject({
      ...{ state: 'waiting', title: '需要您处理', note: '小程序还未设置昵称、头像、简介' },
      task: {},
    });
  });

  it('tells since when it is online, or why WeChat refused it', () => {
    expect(viewAt('', { outcome: { kind: 'released', releasedAt: at } as { kind: string } })).toMatchObject({
      ...{ state: 'done', title: '已上线', times: [['上线时间', at]] },
    });
    const reason = '1:服务类目不符:<br>(1):缺少资质<br/>';
    expect(viewAt('', { outcome: { kind: 'rejected', reason } as { kind: string } })).toMatchObject({
      ...{ state: 'rejected', reason: '1:服务类目不符: (1):缺少资质' },
    });
    expect(viewAt('', { outcome: { kind: 'withdrawn' } })).toMatchObject({ title: '本次提交已中止' });
  });
});
