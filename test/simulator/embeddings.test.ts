import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
let opener: string;
let opened: string;
beforeEach(async () => {
  stage = await startStage();
  opener = (await stage.account()).appid;
  opened = (await stage.account()).appid;
});
afterEach(() => stage.stop());

const add = (from = opener, appid = opened) => stage.client.addEmbedded(from, { appid, apply_reason: '点单' });
const statusOf = async () => (await stage.client.getEmbeddedList(opener, {})).wxa_embedded_list[0]?.status;
const admin = (does: string) => stage.person('admin', does, opened);
const answerAll = (flag: 0 | 1 | 2, appid = opened) => stage.client.setAuthorizedEmbedded(appid, { flag });

describe('a mini program in half a screen', () => {
  it('is asked of its admin, seen from both sides, and withdrawn by either', async () => {
    await admin('ignore');
    await add();
    expect(await statusOf()).toBe(1);
    expect(await stage.client.getOwnList(opened, {})).toMatchObject({
      embedded_flag: 0,
      wxa_embedded_list: [{ appid: opener, reason: '点单', status: 1 }],
    });
    await expect(add()).rejects.toMatchObject(refusedWith(89428));
    await admin('accept');
    await expect.poll(statusOf).toBe(2);
    await stage.client.deleteAuthorizedEmbedded(opened, { appid: opener });
    expect(await statusOf()).toBe(6);
    await expect(stage.client.deleteAuthorizedEmbedded(opened, { appid: opener })).rejects.toMatchObject(
      refusedWith(89422),
    );
    await add();
    await expect.poll(statusOf).toBe(2);
    await stage.client.deleteEmbedded(opener, { appid: opened });
    expect(await statusOf()).toBeUndefined();
    await expect(stage.client.deleteEmbedded(opener, { appid: opened })).rejects.toMatchObject(refusedWith(89421));
  });

  it('may refuse, take the application back, or let it time out', async () => {
    await admin('refuse');
    await add();
    await expect.poll(statusOf).toBe(3);
    await admin('ignore');
    await add();
    await stage.client.deleteEmbedded(opener, { appid: opened });
    expect(await statusOf()).toBe(5);
    await add();
    await stage.advance(day);
    expect(await statusOf()).toBe(4);
    await admin('accept');
    expect(await statusOf()).toBe(4);
  });

  it('may take or refuse all who ask', async () => {
    await answerAll(1);
    await add();
    expect(await statusOf()).toBe(2);
    await stage.client.deleteEmbedded(opener, { appid: opened });
    await answerAll(2);
    await add();
    expect(await statusOf()).toBe(3);
  });

  it('is asked 3 times in 24 h by one account, and for 10 accounts a day', async () => {
    await answerAll(2);
    for (let made = 0; made < 3; made += 1) await add();
    await expect(add()).rejects.toMatchObject(refusedWith(89429));
    for (let made = 1; made < 10; made += 1) await add((await stage.account()).appid);
    const eleventh = (await stage.account()).appid;
    await expect(add(eleventh)).rejects.toMatchObject(refusedWith(89413));
    await stage.advance(day);
    await add();
    await add(eleventh);
  });

  it('is one of 10 that an account opens', async () => {
    for (let made = 0; made < 10; made += 1) {
      const { appid } = await stage.account();
      await answerAll(1, appid);
      await add(opener, appid);
    }
    await expect(add()).rejects.toMatchObject(refusedWith(89423));
    expect((await stage.client.getEmbeddedList(opener, {})).wxa_embedded_list).toHaveLength(10);
    expect((await stage.client.getEmbeddedList(opener, { start: 8, num: 5 })).wxa_embedded_list).toHaveLength(2);
  });

  it('is neither a person nor unknown', async () => {
    const { appid } = await stage.account({ principalType: 0 });
    await expect(add(opener, appid)).rejects.toMatchObject(refusedWith(89420));
    await expect(add(opener, 'wxabsent')).rejects.toMatchObject(refusedWith(89410));
  });
});

describe('live broadcasts', () => {
  it('open when the admin agrees within 24 h', async () => {
    const { appid, userName } = await stage.account({ permissionSets: [52] });
    const agree = (does: string) => stage.person('admin', does, appid);
    await agree('ignore');
    await stage.client.applyLiveInfo(appid, {});
    await stage.advance(day);
    await agree('accept');
    expect(stage.receiver.named('wxa_live_apply_event')).toEqual([]);
    expect(await stage.client.applyLiveInfo(appid, {})).toEqual({ action: 'apply' });
    const { payload } = await stage.receiver.push('wxa_live_apply_event');
    expect(payload).toMatchObject({ ToUserName: userName, ApplyLiveInfoNoitfy: { appid } });
  });

  it('are applied for 100 times a day', async () => {
    const { appid } = await stage.account({ permissionSets: [52] });
    await stage.person('admin', 'ignore');
    for (let made = 0; made < 100; made += 1) await stage.client.applyLiveInfo(appid, {});
    await expect(stage.client.applyLiveInfo(appid, {})).rejects.toMatchObject(refusedWith(45009));
  });
});
