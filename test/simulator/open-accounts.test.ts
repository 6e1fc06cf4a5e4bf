import { afterEach, beforeEach, expect, it } from 'vitest';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const make = async (known: object = {}) => (await stage.account(known)).appid;
const bind = (appid: string, open_appid: string) => stage.client.bindOpenAccount(appid, { open_appid });
const createdBy = async (appid: string) => (await stage.client.createOpenAccount(appid, {})).open_appid;

it('binds the account that creates it, and tells so', async () => {
  const appid = await make();
  expect(await stage.client.getBindOpenAccount(appid, {})).toEqual({ have_open: false });
  const open_appid = await createdBy(appid);
  expect(await stage.client.getOpenAccount(appid, {})).toEqual({ open_appid });
  expect(await stage.client.getBindOpenAccount(appid, {})).toEqual({ have_open: true });
  expect(await stage.client.getBindOpenAccountEntity(appid, {})).toEqual({ same_entity: true });
  await expect(createdBy(appid)).rejects.toMatchObject(refusedWith(89000));
});

it('takes 5 accounts of its subject and no other, until it is verified', async () => {
  const open_appid = await createdBy(await make());
  const stranger = await make({ principalName: '另一企业有限公司' });
  await expect(bind(stranger, open_appid)).rejects.toMatchObject(refusedWith(89001));
  for (let bound = 1; bound < 5; bound += 1) await bind(await make({ kind: 'officialAccount' }), open_appid);
  const sixth = await make();
  await expect(bind(sixth, open_appid)).rejects.toMatchObject(refusedWith(89004));
  await stage.order('/open-accounts', { open_appid, verified: true });
  await bind(sixth, open_appid);
  await bind(stranger, open_appid);
  expect(await stage.client.getBindOpenAccountEntity(stranger, {})).toEqual({ same_entity: false });
});

it('that was registered by hand is bound by API only when it is verified, and never unbound so', async () => {
  const { open_appid } = await stage.order<{ open_appid: string }>('/open-accounts', {});
  const appid = await make();
  await expect(bind(appid, open_appid)).rejects.toMatchObject(refusedWith(89036));
  await stage.order('/open-accounts', { open_appid, verified: true });
  await bind(appid, open_appid);
  await expect(stage.client.unbindOpenAccount(appid, { open_appid })).rejects.toMatchObject(refusedWith(89003));
});

it('lets an account go, which then may be bound to another', async () => {
  const [first, second] = [await make(), await make()];
  const [open_appid, other] = [await createdBy(first), await createdBy(second)];
  await expect(bind(first, other)).rejects.toMatchObject(refusedWith(89000));
  await expect(stage.client.unbindOpenAccount(first, { open_appid: other })).rejects.toMatchObject(refusedWith(40013));
  await stage.client.unbindOpenAccount(first, { open_appid });
  await expect(stage.client.getOpenAccount(first, {})).rejects.toMatchObject(refusedWith(89002));
  await expect(bind(first, other)).resolves.toEqual({});
});

it('is refused for another appid than the own and for an unknown open account', async () => {
  const appid = await make();
  await expect(stage.client.createOpenAccount(appid, { appid: 'wxother' })).rejects.toMatchObject(refusedWith(40013));
  await expect(bind(appid, 'wxnothing')).rejects.toMatchObject(refusedWith(40013));
});
