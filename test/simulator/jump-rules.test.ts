import { describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';

freshStage();

const prefix = 'https://shop.example/q/';
const rule = { prefix, path: 'pages/index/index', is_edit: 0 as const };
const add = (more: object = {}, of = appid) => stage.client.addJumpQRCode(of, { ...rule, ...more });
const publish = (of = prefix) => stage.client.publishJumpQRCode(appid, { prefix: of });
const release = () => code.online('1.0.0');

describe('a rule for links in QR codes', () => {
  it('goes from added to published, after which it stays as it is', async () => {
    await add({ debug_url: [`${prefix}1`] });
    await add({ is_edit: 1, path: 'pages/list/list' });
    await expect(publish()).rejects.toMatchObject(refusedWith(85074));
    await release();
    await publish();
    expect(await stage.client.getJumpQRCode(appid, {})).toEqual({
      rule_list: [{ prefix, path: 'pages/list/list', permit_sub_rule: 1, open_version: 3, debug_url: [], state: 2 }],
      qrcodejump_open: 1,
      list_size: 1,
      qrcodejump_pub_quota: 99,
    });
    await expect(add({ is_edit: 1 })).rejects.toMatchObject(refusedWith(40097));
    await stage.client.deleteJumpQRCode(appid, { prefix });
    expect(await stage.client.getJumpQRCode(appid, {})).toMatchObject({ rule_list: [], list_size: 0 });
  });

  it('belongs to one account, with all below it where it says so', async () => {
    const { appid: other } = await stage.account();
    await add({ permit_sub_rule: 2 });
    await expect(add()).rejects.toMatchObject(refusedWith(85071));
    await expect(add({}, other)).rejects.toMatchObject(refusedWith(85072));
    await expect(add({ prefix: `${prefix}below/` }, other)).rejects.toMatchObject(refusedWith(85072));
    await add({ prefix: 'https://shop.example/other/' }, other);
  });

  it.each([
    ['that is no link', 85066, { prefix: 'shop.example' }],
    ['with a test link elsewhere', 85068, { debug_url: ['https://shop.example/x'] }],
    ['to change that is not there', 40097, { is_edit: 1 }],
  ])('%s is refused', async (_what, errcode, wrong) => {
    await expect(add(wrong)).rejects.toMatchObject(refusedWith(errcode));
  });

  it('needs the confirm file on its host, and room', async () => {
    await stage.order('/hosts', { withoutConfirmFile: ['shop.example'] });
    await expect(add()).rejects.toMatchObject(refusedWith(85069));
    await stage.order('/hosts', {});
    for (let made = 0; made < 10; made += 1) await add({ prefix: `${prefix}${made}/` });
    await expect(add()).rejects.toMatchObject(refusedWith(85073));
  });

  it('is published 100 times a month', async () => {
    await release();
    await add();
    await expect(publish('https://shop.example/unknown/')).rejects.toMatchObject(refusedWith(85095));
    for (let made = 0; made < 100; made += 1) await publish();
    await expect(publish()).rejects.toMatchObject(refusedWith(886000));
    await stage.advance(31 * day);
    await publish();
  });
});
