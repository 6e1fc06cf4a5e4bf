import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckedCase } from '../../simulator/publish-check.ts';
import { aesKeyOf } from '../../wechat/crypto.ts';
import { checkWords } from '../../wechat/publish-check.ts';
import { parseXml } from '../../wechat/xml.ts';
import { listeningGateway, silent, temporaryInbox } from '../gateway/gateway.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const check = async (order: object = {}) =>
  (await stage.order<{ cases: CheckedCase[] }>('/publish-check', { patienceMs: 100, ...order })).cases;
/** What is said of the cases of a kind, each sentence once. */
const reasonsOf = (cases: CheckedCase[], name: CheckedCase['case']) => [
  ...new Set(cases.filter((one) => one.case === name).map(({ reason = 'passed' }) => reason)),
];

/** A gateway of our own that knows the platform of the stage. */
const gatewayOf = async (other: { token?: string; aesKey?: Buffer } = {}) => {
  const { componentAppid: appid, callbackToken: token, callbackAesKey } = stage;
  const callback = { token, aesKey: aesKeyOf(callbackAesKey), ...other };
  return listeningGateway({ inbox: await temporaryInbox(), component: { appid }, callback, log: silent });
};

describe("WeChat's robot", () => {
  it('plays every case with every test account, and passes what a gateway itself must answer', async () => {
    const { url } = await gatewayOf();
    const cases = await check({ gatewayUrl: url });
    expect(cases).toHaveLength(1 + 3 * 10);
    for (const name of ['ticket', 'text', 'event'] as const) expect(reasonsOf(cases, name)).toEqual(['passed']);
    // Nobody stands behind this gateway.
    expect(reasonsOf(cases, 'code')).toEqual([expect.stringMatching(/exchanged 0 times.*WECHAT_API_URL/)]);
  });

  it('says which configuration is wrong', async () => {
    const wrongToken = await check({ gatewayUrl: (await gatewayOf({ token: 'another' })).url });
    const wrongKey = await check({ gatewayUrl: (await gatewayOf({ aesKey: aesKeyOf('A'.repeat(43)) })).url });
    for (const name of ['ticket', 'text', 'event', 'code'] as const) {
      expect(reasonsOf(wrongToken, name)).toEqual([expect.stringContaining('401: it refuses the signature')]);
      expect(reasonsOf(wrongKey, name)).toEqual([expect.stringContaining('CALLBACK_AES_KEY')]);
    }
  });

  it('says that nobody answers', async () => {
    const cases = await check({ gatewayUrl: 'http://127.0.0.1:9' });
    expect(reasonsOf(cases, 'text')).toEqual(['Nothing was answered within 5 s at http://127.0.0.1:9.']);
  });

  it('wants encrypted replies, and nothing for a code', async () => {
    stage.receiver.behave(() => ({ body: 'success' }));
    const cases = await check();
    expect(reasonsOf(cases, 'ticket')).toEqual(['passed']);
    expect(reasonsOf(cases, 'text')).toEqual(['The reply is not encrypted XML; it begins with "success".']);
    expect(reasonsOf(cases, 'code')).toEqual(['The answer to the code message was not empty.']);
  });

  it('passes a code that is exchanged and sent back', async () => {
    stage.receiver.behave(({ xml, payload }) => {
      const { MsgType, Content, FromUserName } = parseXml(xml);
      const code = String(Content).startsWith(checkWords.codePrefix)
        ? String(Content).slice(checkWords.codePrefix.length)
        : undefined;
      if (MsgType !== 'text' || !code) return {};
      void (async () => {
        const { authorization_info: info } = await stage.client.getAuthorizerRefreshToken({ authorization_code: code });
        await stage.call(`/cgi-bin/message/custom/send?access_token=${info.authorizer_access_token}`, {
          method: 'POST',
          body: JSON.stringify({
            touser: FromUserName,
            msgtype: 'text',
            text: { content: `${code}_from_api` },
          }),
        });
      })();
      expect(payload.ToUserName).toMatch(/^gh_/);
      return { body: '' };
    });
    expect(reasonsOf(await check({ patienceMs: 10_000 }), 'code')).toEqual(['passed']);
  });
});

describe('customer-service messages', () => {
  const answer = (appid: string, touser: string) =>
    stage.client.sendCustomMessage(appid, { touser, msgtype: 'text', text: { content: '在' } });

  it('may be sent five times for each message of a user, within 48 h', async () => {
    const { appid } = await stage.account({ permissionSets: [19] });
    const written = await stage.order<{ openid: string; accepted: boolean }>('/messages', { appid, content: '在吗' });
    expect(written).toMatchObject({ accepted: true });
    for (let sent = 0; sent < 5; sent++) await answer(appid, written.openid);
    await expect(answer(appid, written.openid)).rejects.toMatchObject(refusedWith(45047));
    await stage.order('/messages', { appid, openid: written.openid, content: '好' });
    await answer(appid, written.openid);
    expect(await stage.ask(`/messages?appid=${appid}`)).toHaveLength(6);
    await stage.advance(48 * 3_600_000);
    await expect(answer(appid, written.openid)).rejects.toMatchObject(refusedWith(45015));
  });

  it('are refused to what is no openid', async () => {
    const { appid } = await stage.account({ permissionSets: [19] });
    await expect(answer(appid, 'somebody')).rejects.toMatchObject(refusedWith(40003));
  });
});
