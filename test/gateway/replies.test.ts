import { describe, expect, it } from 'vitest';
import { replyTo } from '../../api/callbacks/reply.ts';
import { readReply } from '../../simulator/read-reply.ts';
import { checkWords, testAccounts } from '../../wechat/publish-check.ts';
import { buildXml } from '../../wechat/xml.ts';
import { listeningGateway, temporaryInbox } from './gateway.ts';
import { platform, previousAesKey } from './platform.ts';

const openid = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';
const written = (ToUserName: string, said: object) =>
  buildXml({ ToUserName, FromUserName: openid, CreateTime: 1_700_000_000, MsgId: '24000000000000001', ...said });
const text = (ToUserName: string, Content: string) => written(ToUserName, { MsgType: 'text', Content });
const [account = { userName: '' }] = testAccounts;
const secrets = { ...platform.callback, componentAppid: platform.component.appid };

const gateway = async (deps = {}) => {
  const inbox = await temporaryInbox();
  return { inbox, ...(await listeningGateway({ inbox, ...deps })) };
};

describe('the test accounts of the publish check', () => {
  it('are two in each of five groups, with appids and user names of their own', () => {
    expect(testAccounts).toHaveLength(10);
    for (const group of [1, 2, 3, 4, 5]) {
      const kinds = testAccounts.filter((known) => known.group === group).map(({ kind }) => kind);
      expect(kinds.sort()).toEqual(['miniProgram', 'officialAccount']);
    }
    expect(new Set(testAccounts.flatMap(({ appid, userName }) => [appid, userName])).size).toBe(20);
  });
});

describe('a message of the publish check', () => {
  it.each(testAccounts)('in text to $userName is answered at once, back to who wrote', async ({ userName, appid }) => {
    const { push } = await gateway();
    const answer = await push(text(userName, checkWords.text), { path: `/callbacks/authorizers/${appid}` });
    expect(answer.status).toBe(200);
    expect(readReply(answer.said, secrets)).toMatchObject({
      ToUserName: openid,
      FromUserName: userName,
      MsgType: 'text',
      Content: 'TESTCOMPONENT_MSG_TYPE_TEXT_callback',
    });
  });

  it('is answered under the key that it came under', async () => {
    const { push } = await gateway({ callback: { ...platform.callback, previousAesKey } });
    const { said } = await push(text(account.userName, checkWords.text), { aesKey: previousAesKey });
    expect(readReply(said, { ...secrets, aesKey: previousAesKey }).Content).toBe(checkWords.textReply);
    expect(() => readReply(said, secrets)).toThrow('another key');
  });

  it('about an event is answered with its name', async () => {
    const { push } = await gateway();
    const { said } = await push(written(account.userName, { MsgType: 'event', Event: 'LOCATION' }));
    expect(readReply(said, secrets).Content).toBe('LOCATIONfrom_callback');
  });

  it('with a code is answered with nothing, and lies encrypted among the codes of the inbox', async () => {
    const { inbox, push } = await gateway();
    const { status, said } = await push(text(account.userName, 'QUERY_AUTH_CODE:queryauthcode@@@secret'));
    expect([status, said]).toEqual([200, '']);
    const [key] = inbox.keys('codes', 0, 10);
    expect(key).toBeDefined();
    expect(JSON.stringify(key && inbox.read(key))).not.toContain('secret');
  });

  it('in JSON is answered alike, and its code lies among the codes too', async () => {
    const { inbox, push } = await gateway();
    const json = (Content: string) =>
      JSON.stringify({ ToUserName: account.userName, FromUserName: openid, CreateTime: 1, MsgType: 'text', Content });
    const { said } = await push(json(checkWords.text));
    expect(readReply(said, secrets).Content).toBe(checkWords.textReply);
    expect(inbox.keys('codes', 0, 10)).toEqual([]);
    expect(await push(json('QUERY_AUTH_CODE:queryauthcode@@@x'))).toMatchObject({ status: 200, said: '' });
    expect(inbox.keys('codes', 0, 10)).toHaveLength(1);
  });

  it('is verified as every other callback', async () => {
    const { push } = await gateway();
    const asked = text(account.userName, checkWords.text);
    expect(await push(asked, { token: 'another' })).toMatchObject({ status: 401, said: 'Unauthorized' });
    expect(await push(asked, { appid: 'wx_another' })).toMatchObject({ status: 403, said: 'Forbidden' });
  });
});

describe('a message of anybody else', () => {
  it.each([
    ['the same words to an ordinary account', text('gh_ordinary', checkWords.text)],
    ['a code to an ordinary account', text('gh_ordinary', 'QUERY_AUTH_CODE:x')],
    ['other words to a test account', text(account.userName, 'hello')],
    ['a code that is empty', text(account.userName, 'QUERY_AUTH_CODE:')],
    ['an event of an ordinary account', written('gh_ordinary', { MsgType: 'event', Event: 'LOCATION' })],
  ])('gets no reply: %s', async (_what, xml) => {
    const { inbox, push } = await gateway();
    expect(await push(xml)).toMatchObject({ status: 200, said: 'success' });
    expect(inbox.keys('codes', 0, 10)).toEqual([]);
  });

  it('is not answered because of an appid in its path', () => {
    expect(replyTo({ ToUserName: 'gh_ordinary', MsgType: 'text', Content: checkWords.text })).toBeUndefined();
  });
});
