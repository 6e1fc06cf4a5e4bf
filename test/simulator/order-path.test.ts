import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const page = { path: 'pages/orders/orders', test_account: 'tester' };
const apply = (...appid_list: string[]) => stage.client.applySetOrderPathInfo({ batch_req: { ...page, appid_list } });
const reviewer = (does: string) => stage.person('orderPathReviewer', does);
const read = (appid: string, info_type: 0 | 1) => stage.client.getOrderPathInfo(appid, { info_type });

describe('an application for order pages', () => {
  it('is told of account by account, and once more when each is reviewed', async () => {
    const { appid } = await stage.account();
    const bare = await stage.account({ permissionSets: [17] });
    await reviewer('ignore');
    await apply(appid, bare.appid, 'wxabsent');
    const { payload, path } = await stage.receiver.push('order_path_apply_result_notify');
    expect(path).toBe('/callbacks/component');
    expect(payload.list).toEqual([
      { appid, audit_id: expect.any(String), ret_code: '0' },
      { appid: bare.appid, ret_code: '30001' },
      { appid: 'wxabsent', ret_code: '-2' },
    ]);
    await apply(appid);
    await stage.receiver.push('order_path_apply_result_notify', ({ list }) =>
      JSON.stringify(list).includes('"ret_code":"1"'),
    );
    expect((await read(appid, 1)).msg).toMatchObject({ ...page, status: 2 });
    await expect(read(appid, 0)).rejects.toMatchObject(refusedWith(61041));

    await reviewer('pass');
    const { payload: audited } = await stage.receiver.push('order_path_audit_result_notify');
    expect(audited.list).toMatchObject({ appid, status: '4' });
    expect((await read(appid, 0)).msg).toMatchObject({ ...page, status: 4 });
  });

  it('that is rejected leaves the page online as it is', async () => {
    const { appid } = await stage.account();
    await reviewer('pass');
    await apply(appid);
    await stage.receiver.push('order_path_audit_result_notify');
    await reviewer('reject');
    await stage.client.applySetOrderPathInfo({ batch_req: { path: 'pages/new', appid_list: [appid] } });
    await expect.poll(async () => (await read(appid, 1)).msg).toMatchObject({ path: 'pages/new', status: 3 });
    expect((await read(appid, 0)).msg).toMatchObject(page);
  });
});
