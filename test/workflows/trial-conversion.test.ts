import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProcessResult } from '../../messages/progress.ts';
import type { TrialConversionOutcome } from '../../messages/trial-conversion.ts';
import { conversionVerdict } from '../../workflows/trial-conversion/statuses.ts';
import { type ConversionStage, startConversionStage } from './conversion-stage.ts';

const event = 'notifyThirdFastverifybetaapp';
const payload = (status: number) => ({ AppId: 'wx_c', CreateTime: 1_700_000_000, status });

describe('the push about a conversion', () => {
  const verdictOf = (status: number) =>
    conversionVerdict({ event, key: 'k', createTime: 1_700_000_000, payload: payload(status) });

  it('decides on what is documented, and leaves the rest', () => {
    expect(verdictOf(0)).toEqual({ kind: 'passed' });
    expect(verdictOf(89252)).toEqual({ kind: 'admin', at: 1_700_000_000_000 });
    for (const status of [100001, 100002, 100003])
      expect(verdictOf(status)).toMatchObject({ kind: 'failed', who: 'ops' });
    for (const status of [-1, 101, 105, 1000, 100004])
      expect(verdictOf(status)).toMatchObject({ kind: 'failed', who: 'merchant', hintZh: expect.any(String) });
    for (const status of [7, 89251]) expect(verdictOf(status)).toBeUndefined();
  });
});

describe('the conversion of a trial with an enterprise', () => {
  const route = { kind: 'enterprise', name: '示例', code: '91440300MA5FAKE001', componentPhone: '1' } as const;
  let stage: ConversionStage;
  beforeAll(async () => {
    stage = await startConversionStage();
    await stage.startQueue();
  });
  afterAll(() => stage.stop());

  const begin = async (appid: string, timings: object = {}) => {
    const { workflowId } = await stage.convert({ appid, route, timings });
    await stage.shows(workflowId, { stage: 'person', waitingFor: { who: 'merchant' } });
    return {
      workflowId,
      tell: (status: number, at?: number) => stage.push(workflowId, event, payload(status), at),
      outcome: async () => {
        const result: ProcessResult<TrialConversionOutcome> = await stage.temporal.workflow
          .getHandle(workflowId)
          .result();
        return result.progress.outcome;
      },
    };
  };

  it("gives the admin 24 h from the push that says it is the admin's turn", async () => {
    const { workflowId, tell, outcome } = await begin('wx_admin');
    const at = Math.floor(Date.now() / 1_000) * 1_000;
    await tell(89252, at);
    const until = new Date(at + 24 * 3_600_000).toISOString();
    await stage.shows(workflowId, { stage: 'admin', attention: 'merchant', waitingFor: { until } });
    await tell(0);
    expect(await outcome()).toMatchObject({ kind: 'converted', note: expect.stringContaining('record') });
  });

  it('ends well by a push that is followed by an older one', async () => {
    const { tell, outcome } = await begin('wx_reordered');
    await tell(0);
    await tell(89252);
    expect(await outcome()).toMatchObject({ kind: 'converted' });
  });

  it('asks what to do after both windows, and tells of a push that decides nothing', async () => {
    const { workflowId, tell } = await begin('wx_overdue', { window: 3_000, remind: 1_000 });
    await tell(41001);
    const what = expect.stringMatching(/within the window.*status 41001/);
    await stage.shows(workflowId, { stage: 'choice', attention: 'ops', waitingFor: { what } });
  });

  it('ends where WeChat has reclaimed the trial, with the reason of the last try', async () => {
    const { tell, outcome } = await begin('wx_reclaimed');
    stage.reclaim('wx_reclaimed');
    await tell(103);
    expect(await outcome()).toMatchObject({ kind: 'expired', note: expect.stringMatching(/reclaimed.*name/) });
  });

  it('has the data corrected after a refusal, and takes no push of the first try for one of the second', async () => {
    const { workflowId, tell, outcome } = await begin('wx_refused');
    await tell(100004);
    await stage.shows(workflowId, { stage: 'choice', attention: 'merchant', links: [{ rel: 'merchant-page' }] });
    await stage.shows(workflowId, { waitingFor: { whatZh: '微信实名信息与法定代表人姓名不一致' } });
    await stage.choose(workflowId, { ...route, name: '改正', pointer: 'enterprise:other' });
    await stage.shows(workflowId, { stage: 'person', links: [{}, { rel: 'authorize-url' }] });
    expect(await stage.pointersOf(workflowId)).toEqual(['enterprise:other']);
    expect(stage.asked.filter((appid) => appid === 'wx_refused')).toHaveLength(2);
    await tell(0);
    expect(await outcome()).toMatchObject({ kind: 'converted' });
  });
});

describe('the answer of WeChat without a link', () => {
  const route = { kind: 'enterprise', name: '示例', code: '91440300MA5FAKE001', componentPhone: '1' } as const;

  it('is a matter for ops, and the conversion goes on', async () => {
    const stage = await startConversionStage({});
    await stage.startQueue();
    const conversion = await stage.convert({ appid: 'wx_no_link', route });
    await stage.shows(conversion.workflowId, {
      stage: 'person',
      attention: 'ops',
      waitingFor: { what: expect.stringContaining('link'), until: expect.any(String) },
    });
    await stage.push(conversion.workflowId, event, payload(0));
    expect((await conversion.result()).progress.outcome).toMatchObject({ kind: 'converted' });
    await stage.stop();
  });
});
