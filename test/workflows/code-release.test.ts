import proto from '@temporalio/proto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { retry } from '../../messages/actions.ts';
import {
  answerPrivacy,
  finishGray,
  override,
  pauseGray,
  raiseGray,
  releaseNow,
  resumeGray,
  takeBackGray,
} from '../../messages/code-release.ts';
import type { Finding } from '../../messages/release-preflight.ts';
import { type ReleaseStage, refusal, startReleaseStage } from './code-release-stage.ts';

const request = { by: 'second' };

describe('the workflow of a release', () => {
  let stage: ReleaseStage;
  beforeAll(async () => {
    stage = await startReleaseStage();
  });
  afterAll(() => stage.stop());
  beforeEach(() => stage.reset());

  const failing = (before: Finding['before']): Finding => ({
    ...{ check: 'categories', level: 'fail', before },
    ...{ hint: 'The account has no category.', who: 'merchant' },
  });
  const sent = () => stage.wechat.sent.map(({ call }) => call);

  it('sends nothing while the preflight fails, and goes on once it passes', async () => {
    stage.wechat.preflight = { findings: [failing('submit')], ext: {}, first: true };
    const { handle, shows, outcome } = await stage.release();
    await shows({ stage: 'preflight', attention: 'merchant', waitingFor: { hints: [{ field: 'categories' }] } });
    expect(sent()).toEqual([]);
    stage.wechat.preflight = { findings: [], ext: {}, first: true };
    await handle.executeUpdate(retry, { args: [request] });
    expect(await outcome()).toMatchObject({ kind: 'released' });
  });

  it('goes on in spite of a failing preflight where somebody says so', async () => {
    stage.wechat.preflight = { findings: [failing('commit')], ext: {}, first: true };
    const { handle, shows, outcome } = await stage.release();
    await shows({ stage: 'preflight', attention: 'merchant' });
    await handle.executeUpdate(override, { args: [request] });
    expect(await outcome()).toMatchObject({ kind: 'released' });
  });

  it('waits for the approval of another person than started it', async () => {
    const { handle, shows, outcome } = await stage.release({ secondPerson: true });
    await shows({ stage: 'approval', attention: 'ops' });
    const own = handle.executeUpdate(releaseNow, { args: [{ by: 'first' }] });
    await expect(own).rejects.toMatchObject({ cause: { message: expect.stringContaining('second person') } });
    await handle.executeUpdate(releaseNow, { args: [request] });
    expect(await outcome()).toMatchObject({ kind: 'released' });
  });

  it('commits nothing where the code was uploaded by tools', async () => {
    const { outcome } = await stage.release({}, 'by tools');
    expect(await outcome()).toMatchObject({ kind: 'released' });
    expect(sent()).toEqual(['submitAudit', 'release']);
  });

  const submissions = () =>
    stage.wechat.sent.filter(({ call }) => call === 'submitAudit').map(({ request: sentOne }) => sentOne);
  /** WeChat refuses until the submission says that interfaces are not used, or they are open. */
  const refuseInterfaces = () => {
    stage.wechat.interfaces = [{ api_name: 'wx.choosePoi', status: 1 }];
    stage.wechat.submitting = async ({ privacy_api_not_use: unused }) => {
      if (!unused && stage.wechat.interfaces.some(({ status }) => status !== 5)) throw refusal(61040, 'merchant');
      return { auditid: 7 };
    };
  };

  it('says that privacy interfaces are not used where that was declared and WeChat refuses them', async () => {
    refuseInterfaces();
    const { outcome } = await stage.release({ privacyInterfaces: { unused: true } });
    expect(await outcome()).toMatchObject({ kind: 'released' });
    expect(submissions()).toMatchObject([{}, { privacy_api_not_use: true }]);
    expect(submissions()[0]).not.toHaveProperty('privacy_api_not_use');
  });

  it('asks a person what to do about privacy interfaces, applies for them and submits once they are open', async () => {
    refuseInterfaces();
    const { handle, shows, outcome } = await stage.release();
    await shows({ stage: 'submit', attention: 'ops', waitingFor: { what: expect.stringContaining('61040') } });
    stage.wechat.interfaces = [{ api_name: 'wx.choosePoi', status: 5 }];
    const apply = [{ name: 'wx.choosePoi', content: '选择门店', pages: ['https://example.com'] }];
    await handle.executeUpdate(answerPrivacy, { args: [{ ...request, apply }] });
    expect(await outcome()).toMatchObject({ kind: 'released' });
    expect(submissions()).toHaveLength(2);
  });

  const picture = `sha256:${'1'.repeat(64)}`;

  it('sends categories, declaration, path, feedback and previews, and copies that WeChat forgot again', async () => {
    let refused = false;
    stage.wechat.submitting = async () => {
      if (refused) return { auditid: 7 };
      refused = true;
      throw refusal(85092, 'provider');
    };
    const { outcome } = await stage.release({
      categories: [
        { first_class: '餐饮', second_class: '菜谱', first_id: 1, second_id: 2, tag: '美食', title: '首页' },
      ],
      ugcDeclare: { scene: [4], method: [1] },
      orderPath: 'pages/orders',
      preview: { pictures: [picture] },
      feedback: { info: '已修改', materials: [picture] },
    });
    expect(await outcome()).toMatchObject({ kind: 'released' });
    expect(submissions()).toMatchObject([
      { preview_info: { pic_id_list: ['audit-media-0'] }, feedback_stuff: 'media-1' },
      {
        item_list: [{ title: '首页' }],
        ...{ ugc_declare: { scene: [4], method: [1] }, order_path: 'pages/orders', feedback_info: '已修改' },
        ...{ preview_info: { pic_id_list: ['audit-media-2'], video_id_list: [] }, feedback_stuff: 'media-3' },
      },
    ]);
  });

  it('ends rejected with screenshots that are kept', async () => {
    stage.wechat.audit = { status: 1, reason: '类目不符', screenshots: ['m1'] };
    const { outcome } = await stage.release();
    expect(await outcome()).toMatchObject({
      ...{ kind: 'rejected', reason: '类目不符' },
      screenshots: [{ mediaId: 'm1', material: 'sha256:m1' }],
    });
  });

  const hour = 3_600_000;
  const percentages = () =>
    stage.wechat.sent.flatMap(({ request: asked }) => {
      if (typeof asked !== 'object' || asked === null) return [];
      if ('percentage' in asked) return [asked.percentage];
      return 'gray_percentage' in asked ? [asked.gray_percentage] : [];
    });
  const at = (percentage: number) => ({
    ...{ stage: 'release' },
    waitingFor: { what: expect.stringContaining(`${percentage} % of the users`) },
  });

  it('releases in stages, and raises sooner where somebody says so', async () => {
    const gray = [
      { percentage: 5, for: 100 },
      { percentage: 30, for: hour },
    ];
    const { handle, shows, outcome } = await stage.release({ gray });
    await shows(at(30));
    await handle.executeUpdate(raiseGray, { args: [request] });
    expect(await outcome()).toMatchObject({ kind: 'released' });
    expect(percentages()).toEqual([5, 30, 100]);
  });

  it('raises no further while it is paused, and is finished before WeChat does it by itself', async () => {
    const { handle, shows, outcome } = await stage.release({
      gray: [{ percentage: 5, for: 1_500 }],
      timings: { grayWindow: 4_000 },
    });
    await shows(at(5));
    const begun = Date.now();
    await handle.executeUpdate(pauseGray, { args: [request] });
    await shows({ waitingFor: { what: expect.stringContaining('no further') } });
    expect(await outcome()).toMatchObject({ kind: 'released' });
    expect(Date.now() - begun).toBeGreaterThan(1_500);
    expect(percentages()).toEqual([5, 100]);
  });

  it('goes on with its stages after a pause, and is finished on a word', async () => {
    const gray = [
      { percentage: 5, for: hour },
      { percentage: 30, for: hour },
    ];
    const { handle, shows, outcome } = await stage.release({ gray });
    await shows(at(5));
    await handle.executeUpdate(pauseGray, { args: [request] });
    await shows({ waitingFor: { what: expect.stringContaining('takeBack, resume)'), who: 'ops' } });
    await handle.executeUpdate(resumeGray, { args: [request] });
    await shows({ waitingFor: { what: expect.stringContaining('takeBack, pause)'), who: 'wechat' } });
    await handle.executeUpdate(raiseGray, { args: [request] });
    await shows(at(30));
    await handle.executeUpdate(finishGray, { args: [request] });
    expect(await outcome()).toMatchObject({ kind: 'released' });
    expect(percentages()).toEqual([5, 30, 100]);
  });

  it('refuses words about stages where none is running', async () => {
    stage.wechat.audit = { status: 2, reason: '', screenshots: [] };
    const { handle, shows } = await stage.release({ gray: [{ percentage: 5, for: hour }] });
    await shows({ stage: 'audit' });
    for (const word of [raiseGray, finishGray, takeBackGray, pauseGray, resumeGray]) {
      await expect(handle.executeUpdate(word, { args: [request] })).rejects.toMatchObject({
        cause: { message: expect.stringContaining('No staged release') },
      });
    }
    await handle.terminate();
  });

  it('ends taken back where somebody wants that, or did it in the console', async () => {
    const gray = [{ percentage: 5, for: hour }];
    const byUs = await stage.release({ gray });
    await byUs.shows(at(5));
    await byUs.handle.executeUpdate(takeBackGray, { args: [request] });
    expect(await byUs.outcome()).toMatchObject({ kind: 'taken-back', percentage: 5 });
    expect(sent()).toContain('revertGrayRelease');
    const outside = await stage.release({ gray });
    await outside.shows(at(5));
    stage.wechat.gray = { status: 4, percentage: 5 };
    expect(await outside.outcome()).toMatchObject({ kind: 'taken-back', note: expect.stringContaining('console') });
  });

  it('waits for the filing before it goes online', async () => {
    stage.wechat.gate = { kind: 'not-filed', status: 1024 };
    const { shows, outcome } = await stage.release();
    await shows({ stage: 'release', attention: 'merchant', waitingFor: { what: expect.stringContaining('备案') } });
    stage.wechat.gate = { kind: 'sent' };
    expect(await outcome()).toMatchObject({ kind: 'released' });
  });

  it('costs no more events of history than its budget', async () => {
    const { handle, outcome } = await stage.release();
    await outcome();
    const { events } = await handle.fetchHistory();
    const spent = new Map<string, number>();
    for (const event of events ?? []) {
      const kind = nameOf(event.eventType);
      spent.set(kind, (spent.get(kind) ?? 0) + 1);
    }
    // Printed, so that whoever exceeds the budget sees on what.
    console.log([...spent].map(([kind, times]) => `${times} ${kind}`).join('\n'));
    // A step by one activity costs six; a rollout follows its releases without one event of theirs.
    const [release, preflight, turn] = [75, 6, 6];
    expect(events?.length).toBeLessThanOrEqual(release + preflight + turn);
  });
});

/** `EVENT_TYPE_ACTIVITY_TASK_SCHEDULED` for a number of it. */
const nameOf = (type: number | null | undefined): string => proto.temporal.api.enums.v1.EventType[type ?? 0] ?? '?';
