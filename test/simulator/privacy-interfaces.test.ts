import { describe, expect, it } from 'vitest';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';

freshStage();

const application = { api_name: 'wx.getLocation', content: '配送需要定位', pic_list: ['https://shop.example/1.png'] };
const apply = (more: object = {}) => stage.client.applyPrivacyInterface(appid, { ...application, ...more });
const reviewer = (does: string) => stage.person('privacyReviewer', does);
const stateOf = async (api_name: string) => {
  const { interface_list } = await stage.client.getPrivacyInterface(appid, {});
  return interface_list.find((one) => one.api_name === api_name);
};

describe('an application for a privacy interface', () => {
  it('that passes opens the interface: the code may use and declare it', async () => {
    const ext = { requiredPrivateInfos: ['getLocation'] };
    await expect(code.commit('1.0.0', 3, ext)).rejects.toMatchObject(refusedWith(85312));
    await code.commit('1.0.0', 3);
    await expect(code.submit()).rejects.toMatchObject(refusedWith(61040));

    await reviewer('ignore');
    const { audit_id } = await apply();
    expect(await stateOf('wx.getLocation')).toMatchObject({ status: 3, audit_id, apply_time: expect.any(Number) });
    await expect(apply()).rejects.toMatchObject(refusedWith(61031));
    await reviewer('pass');
    const { payload, path } = await stage.receiver.push('wxa_privacy_apply');
    expect(path).toBe(`/callbacks/authorizers/${appid}`);
    expect(payload.result_info).toMatchObject({
      api_name: 'wx.getLocation',
      audit_id: String(audit_id),
      status: '3',
    });
    expect(await stateOf('wx.getLocation')).toMatchObject({ status: 5 });
    await expect(apply()).rejects.toMatchObject(refusedWith(61035));

    await code.commit('1.0.1', 3, ext);
    expect(await stage.client.getCodePrivacyInfo(appid, {})).toEqual({ without_auth_list: [], without_conf_list: [] });
    await code.submit();
  });

  it('that is rejected says why, and may be made again', async () => {
    await reviewer('reject');
    await apply();
    const { payload } = await stage.receiver.push('wxa_privacy_apply');
    expect(payload.result_info).toMatchObject({ status: '2', reason: expect.stringMatching(/./) });
    const state = await stateOf('wx.getLocation');
    expect(state).toMatchObject({ status: 4, fail_reason: expect.stringMatching(/./) });
    const again = await apply();
    expect(again.audit_id).not.toBe(state?.audit_id);
  });

  it('may be told of before its answer', async () => {
    await reviewer('pass');
    await stage.order('/faults', { event: 'wxa_privacy_apply', kind: 'early' });
    await apply();
    expect(stage.receiver.named('wxa_privacy_apply')).toHaveLength(1);
  });

  it.each([
    ['without proof', 61034, { pic_list: [] }],
    ['for an unknown interface', 61035, { api_name: 'wx.getEverything' }],
    ['with a video that is no MP4', 61032, { video_list: ['https://shop.example/1.mov'] }],
    ['that is not UTF-8', 61037, { content: 'caf\uFFFD' }],
  ])('%s is refused', async (_what, errcode, wrong) => {
    await expect(apply(wrong)).rejects.toMatchObject(refusedWith(errcode));
    expect(await stateOf('wx.getLocation')).toMatchObject({ status: 1 });
  });

  it('is refused where the categories do not allow the interface', async () => {
    await stage.order('/privacy-interfaces', { appid, notAllowed: ['wx.getLocation'] });
    expect(await stateOf('wx.getLocation')).toMatchObject({ status: 2 });
    await expect(apply()).rejects.toMatchObject(refusedWith(61036));
  });

  it('may be made 280 times a minute', async () => {
    await reviewer('ignore');
    const names = ['wx.choosePoi', 'wx.chooseAddress', 'wx.chooseLocation', 'wx.getFuzzyLocation', 'wx.getLocation'];
    const { accounts } = await stage.order<{ accounts: { appid: string }[] }>('/accounts', { count: 57 });
    const each = accounts.flatMap(({ appid: one }) =>
      names.map((api_name) => () => stage.client.applyPrivacyInterface(one, { ...application, api_name })),
    );
    for (const make of each.slice(0, 280)) await make();
    await expect(each[280]?.()).rejects.toMatchObject(refusedWith(61038));
    await stage.advance(60_000);
    await each[280]?.();
  });
});
