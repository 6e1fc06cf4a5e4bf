import { afterAll, beforeAll, expect, it } from 'vitest';
import { pushes as filing } from '../wechat/pushes/filing.ts';
import { pushes as verification } from '../wechat/pushes/verification.ts';
import { startRoutingStage } from './stage.ts';

let stage: Awaited<ReturnType<typeof startRoutingStage>>;
let record: string;
beforeAll(async () => {
  stage = await startRoutingStage();
  record = await stage.openAccount('wxaf614423g25ffd9b', 'gh_shop');
});
afterAll(() => stage.stop());

const events = Object.entries({ ...verification, ...filing });

it.each(events)('%s reaches the record of the account it names', async (name, [{ xml }]) => {
  expect(await stage.router.deliver({ xml, receivedAt: Date.now() })).toEqual({ kind: 'delivered', to: [record] });
  const signals = await stage.signalsOf(record);
  expect(signals.at(-1)).toMatchObject({
    name: 'accountEvent',
    about: { event: name, appid: 'wxaf614423g25ffd9b' },
  });
});

it.each(['verify_appid', 'authorizer_appid', 'appid'])('a filing reaches the account by its %s', async (field) => {
  const [{ xml }] = filing.notifyApplyIcpfilingResult;
  const named = xml.replaceAll('authorizer_appid', field);
  expect(await stage.router.deliver({ xml: named, receivedAt: 1 })).toEqual({ kind: 'delivered', to: [record] });
});

it('a filing that names no account is for people', async () => {
  const [{ xml }] = filing.notifyApplyIcpfilingResult;
  const nameless = xml.replace(/<authorizer_appid>.*<\/authorizer_appid>/, '');
  expect(await stage.router.deliver({ xml: nameless, receivedAt: 1 })).toMatchObject({
    kind: 'unrouted',
    name: 'notify_apply_icpfiling_result',
    reason: 'It names no account.',
  });
});

it.each([
  ['notifyIcpfilingVerifyResult', filing.notifyIcpfilingVerifyResult, 'icp-filing:wxaf614423g25ffd9b'],
  ['notify3rdWxaAuth', verification.notify3rdWxaAuth, 'verification:wxaf614423g25ffd9b'],
] as const)('%s reaches the process of its account while that is open', async (_, [{ xml }], workflowId) => {
  const open = await stage.open(workflowId);
  expect(await stage.router.deliver({ xml, receivedAt: Date.now() })).toEqual({ kind: 'delivered', to: [open] });
});
