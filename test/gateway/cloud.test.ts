import { describe, expect, it } from 'vitest';
import type { GatewayDeps } from '../../api/callbacks/gateway.ts';
import { owners } from '../../credentials/owners.ts';
import { checkWords, testAccounts } from '../../wechat/publish-check.ts';
import { encryptedOf, listeningGateway, temporaryInbox } from './gateway.ts';
import { componentEvent, platform, sealer } from './platform.ts';

const open = async (cloudPushes: boolean, deps: Partial<GatewayDeps> = {}) => {
  const inbox = await temporaryInbox();
  const gateway = await listeningGateway({ inbox, cloudPushes, ...deps });
  const headers = { 'content-type': 'application/json', 'x-wx-source': 'source' };
  const send = (body: object, path = '/callbacks/component', more: Record<string, string> = headers) =>
    gateway.send(path, JSON.stringify(body), { headers: more });
  const entries = () =>
    (['codes', 'others'] as const).flatMap((lane) =>
      inbox.keys(lane, 0, 10).map((key) => ({ key, entry: inbox.read(key) })),
    );
  return { ...gateway, send, entries };
};
const unauthorized = {
  AppId: platform.component.appid,
  CreateTime: 1_700_000_000,
  InfoType: 'unauthorized',
  AuthorizerAppid: 'wx_cloud',
};

describe("a push of WeChat's cloud", () => {
  it('is taken as it is and kept sealed, in the queue of its account', async () => {
    const { send, entries } = await open(true);
    expect(await send(unauthorized)).toMatchObject({ status: 200, said: 'success' });
    const [only] = entries();
    expect(only?.key).toMatchObject({ lane: 'others', queue: 'wx_cloud' });
    expect(JSON.stringify(only?.entry)).not.toContain('wx_cloud');
    const sealed = only?.entry && 'sealed' in only.entry ? only.entry.sealed : undefined;
    expect(sealed && JSON.parse(sealer.open(sealed, owners.callbackXml))).toEqual(unauthorized);
  });

  it('with a code goes before others', async () => {
    const { send, entries } = await open(true);
    await send({ ...unauthorized, InfoType: 'authorized', AuthorizationCode: 'queryauthcode@@@cloud' });
    expect(entries()).toMatchObject([{ key: { lane: 'codes' } }]);
  });

  it('of the publish check, or a message that a service answers, gets its reply in JSON and in the clear', async () => {
    const [account] = testAccounts;
    const wrote = { FromUserName: 'o_user', CreateTime: 1_700_000_000, MsgType: 'text' };
    const ask = async (ToUserName: string | undefined, Content: string) =>
      JSON.parse((await send({ ToUserName, ...wrote, Content }, '/callbacks/authorizers')).said);
    const serviceReplies = async () => ({ answeredBy: 'chat', reply: { MsgType: 'text', Content: '您好' } });
    const { send, entries } = await open(true, { serviceReplies });
    expect(await ask(account?.userName, checkWords.text)).toEqual({
      ...{ ToUserName: 'o_user', FromUserName: account?.userName, CreateTime: expect.any(Number) },
      ...{ MsgType: 'text', Content: checkWords.textReply },
    });
    expect(await ask('gh_1', '在吗')).toMatchObject({ ToUserName: 'o_user', FromUserName: 'gh_1', Content: '您好' });
    expect(entries().map(({ entry }) => entry?.answeredBy)).toEqual([undefined, 'chat']);
  });

  it('that only tries the path out is answered and not kept', async () => {
    const { send, entries } = await open(true);
    expect(await send({ action: 'CheckContainerPath' })).toMatchObject({ status: 200, said: 'success' });
    expect(entries()).toEqual([]);
  });

  it('of another platform, or not JSON, is refused', async () => {
    const { send, entries } = await open(true);
    expect((await send({ ...unauthorized, AppId: 'wx_other' })).status).toBe(403);
    expect((await send(['no object'])).status).toBe(400);
    expect(entries()).toEqual([]);
  });

  it('without the header of the cloud is a stranger', async () => {
    const { send, entries } = await open(true);
    expect((await send(unauthorized, '/callbacks/component', { 'content-type': 'application/json' })).status).toBe(400);
    expect(entries()).toEqual([]);
  });

  it('is a stranger where nobody configured it', async () => {
    const { send, push, entries } = await open(false);
    expect((await send(unauthorized)).status).toBe(400);
    await push(componentEvent('unauthorized', { AuthorizerAppid: 'wx_signed' }));
    expect(entries().map(({ entry }) => encryptedOf(entry))).toEqual([expect.any(String)]);
  });
});
