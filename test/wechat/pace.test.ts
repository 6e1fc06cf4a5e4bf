import { describe, expect, it, vi } from 'vitest';
import { getVersionInfo } from '../../wechat/endpoints/code-management-release.ts';
import { getTemplateList } from '../../wechat/endpoints/template-management.ts';
import { createPace, type PaceOptions, type Rate } from '../../wechat/pace.ts';

const minute = 60_000;
const perMinute = (calls: number): Rate => ({ calls, interval: minute });
const of = (appid: string) => ({ kind: 'authorizer', appid }) as const;

/** A pace whose clock is moved by hand, and which holds nothing back: what is not due now is refused. */
const paceOf = (options: Partial<PaceOptions> = {}) => {
  let now = 1_000_000;
  const read = vi.fn<PaceOptions['read']>(async () => undefined);
  const pace = createPace({
    component: perMinute(100),
    account: perMinute(2),
    patience: 0,
    clock: () => now,
    read,
    ...options,
  });
  return {
    pace,
    read,
    wait: (ms: number) => {
      now += ms;
    },
  };
};
const held = { failure: { class: 'slow-down', effect: 'none', endpoint: '/wxa/getversioninfo' } };

describe('the pace of calls', () => {
  it('lets an account have its calls at once and then one at a time', async () => {
    const { pace, wait } = paceOf();
    await pace.take(getVersionInfo, of('wx1'));
    await pace.take(getVersionInfo, of('wx1'));
    await expect(pace.take(getVersionInfo, of('wx1'))).rejects.toMatchObject(held);
    await pace.take(getVersionInfo, of('wx2'));
    wait(minute / 2);
    await pace.take(getVersionInfo, of('wx1'));
    await expect(pace.take(getVersionInfo, of('wx1'))).rejects.toMatchObject(held);
  });

  it('counts the calls of all accounts and of the platform together', async () => {
    const { pace } = paceOf({ component: perMinute(3) });
    for (const appid of ['wx1', 'wx2']) await pace.take(getVersionInfo, of(appid));
    await pace.take(getTemplateList, { kind: 'component' });
    await expect(pace.take(getVersionInfo, of('wx3'))).rejects.toMatchObject(held);
  });

  it('holds a call back until it is due where that is soon', async () => {
    const pace = createPace({
      component: perMinute(100),
      account: { calls: 1, interval: 50 },
      read: async () => undefined,
    });
    const began = performance.now();
    await pace.take(getVersionInfo, of('wx1'));
    await pace.take(getVersionInfo, of('wx1'));
    expect(performance.now() - began).toBeGreaterThan(45);
  });

  it('asks WeChat once how fast a path may be called that came too fast, and keeps to it for a day, for each account', async () => {
    const { pace, read, wait } = paceOf({ account: perMinute(100) });
    read.mockResolvedValue(perMinute(1));
    pace.tooFast(getVersionInfo, of('wx1'));
    pace.tooFast(getVersionInfo, of('wx2'));
    expect(read.mock.calls).toEqual([['/wxa/getversioninfo', of('wx1')]]);
    await read.mock.results[0]?.value;
    for (const appid of ['wx1', 'wx2']) {
      await pace.take(getVersionInfo, of(appid));
      await expect(pace.take(getVersionInfo, of(appid))).rejects.toMatchObject(held);
    }
    await pace.take(getTemplateList, { kind: 'component' });
    wait(24 * 60 * minute + 1);
    await pace.take(getVersionInfo, of('wx1'));
    await pace.take(getVersionInfo, of('wx1'));
  });

  it('goes on as configured, and asks again, where WeChat could not be asked', async () => {
    const { pace, read } = paceOf();
    read.mockRejectedValue(new Error('away'));
    pace.tooFast(getVersionInfo, of('wx1'));
    await expect(read.mock.results[0]?.value).rejects.toThrow('away');
    await pace.take(getVersionInfo, of('wx1'));
    pace.tooFast(getVersionInfo, of('wx1'));
    expect(read).toHaveBeenCalledTimes(2);
  });
});
