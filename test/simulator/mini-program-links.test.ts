import { afterEach, beforeEach, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
let official: string;
beforeEach(async () => {
  stage = await startStage();
  official = (await stage.account({ kind: 'officialAccount' })).appid;
  await admin('accept');
});
afterEach(() => stage.stop());

const admin = (does: string, appid?: string) => stage.person('admin', does, appid);
const make = async (known: object = {}) => (await stage.account(known)).appid;
const link = (appid: string, of = official) =>
  stage.client.linkMiniprogram(of, { appid, notify_users: 0, show_profile: 1 });
const unlink = (appid: string) => stage.client.unlinkMiniprogram(official, { appid });
const statuses = async () =>
  (await stage.client.getLinkMiniprogram(official, {})).wxopens.items.map((one) => one.status);
/** Links, and waits until both admins agreed. */
const linked = async (appid: string) => {
  const before = (await statuses()).filter((status) => status === 1).length;
  await link(appid);
  await expect.poll(async () => (await statuses()).filter((status) => status === 1).length).toBe(before + 1);
};

it("is linked when the official account's admin and then the mini program's agreed", async () => {
  const appid = await make({ name: '点餐' });
  await admin('ignore');
  await link(appid);
  expect(await statuses()).toEqual([12]);
  await expect(link(appid)).rejects.toMatchObject(refusedWith(89010));
  await admin('accept', official);
  await expect.poll(statuses).toEqual([2]);
  await admin('accept', appid);
  await expect.poll(statuses).toEqual([1]);
  const { wxopens } = await stage.client.getLinkMiniprogram(official, {});
  expect(wxopens.items).toMatchObject([{ appid, nickname: '点餐', username: /^gh_/, selected: 1, released: 0 }]);
  await expect(link(appid)).rejects.toMatchObject(refusedWith(89015));
});

it("shows the refusal of the mini program's admin, and may be asked again; the official account's ends it", async () => {
  const appid = await make();
  await admin('refuse', appid);
  await link(appid);
  await expect.poll(statuses).toEqual([3]);
  await admin('refuse', official);
  await link(appid);
  await expect.poll(statuses).toEqual([]);
});

it("is unlinked when the official account's admin agrees", async () => {
  const appid = await make();
  await expect(unlink(appid)).rejects.toMatchObject(refusedWith(40013));
  await linked(appid);
  await admin('ignore', official);
  await unlink(appid);
  await expect(unlink(appid)).rejects.toMatchObject(refusedWith(89018));
  await admin('accept', official);
  await expect.poll(statuses).toEqual([]);
});

it("stays linked when the official account's admin refuses, and may be asked again", async () => {
  const appid = await make();
  await linked(appid);
  await admin('refuse', official);
  await unlink(appid);
  const askAgain = () =>
    unlink(appid).then(
      () => 'asked',
      () => 'waits',
    );
  await expect.poll(askAgain).toBe('asked');
  expect(await statuses()).toEqual([1]);
});

it('takes 10 mini programs of its subject and 3 of others', async () => {
  const principalName = '另一企业有限公司';
  for (let made = 0; made < 3; made += 1) await link(await make({ principalName }));
  await expect(link(await make({ principalName }))).rejects.toMatchObject(refusedWith(89017));
  for (let made = 0; made < 10; made += 1) await link(await make());
  await expect(link(await make())).rejects.toMatchObject(refusedWith(89016));
});

it('asks for 13 links a month', async () => {
  const appid = await make();
  for (let made = 0; made < 13; made += 1) {
    await linked(appid);
    await unlink(appid);
    await expect.poll(statuses).toEqual([]);
  }
  await expect(link(appid)).rejects.toMatchObject(refusedWith(89030));
  await stage.advance(31 * day);
  await expect(link(appid)).resolves.toEqual({});
});

it('links only an official account with a mini program', async () => {
  const [appid, other] = [await make({ permissionSets: [33] }), await make({ kind: 'officialAccount' })];
  await expect(link(official, appid)).rejects.toMatchObject(refusedWith(48001));
  await expect(link(other)).rejects.toMatchObject(refusedWith(40013));
  await expect(link('wxnobody')).rejects.toMatchObject(refusedWith(40013));
});

it('is an account without a MiniProgramInfo and with sets of its own', async () => {
  const info = await stage.client.getAuthorizerInfo({ authorizer_appid: official });
  expect(info.authorizer_info).not.toHaveProperty('MiniProgramInfo');
  expect(info.authorizer_info.service_type_info?.id).toBe(2);
  expect(info.authorization_info.func_info.map((one) => one.funcscope_category.id)).toContain(33);
});
