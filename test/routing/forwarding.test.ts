import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { forward, textOf } from '../../routing/forward.ts';
import { type ForwardingRule, rulesFor } from '../../routing/forwarding.ts';
import { parseBody } from '../../wechat/body.ts';
import { parseXml } from '../../wechat/xml.ts';
import { listen } from '../listen.ts';
import { refusingAddress } from '../wechat/answering-server.ts';

const rule: ForwardingRule = {
  name: 'crm',
  match: {},
  to: '',
  format: 'json',
  secret: 'a-secret-of-sixteen',
  replies: false,
};
const message = parseXml('<xml><ToUserName>gh_1</ToUserName><MsgType>text</MsgType><Content>您好</Content></xml>');

/** A service of the provider's own. */
const service = async (answer: (response: ServerResponse) => void) => {
  const got: { request: IncomingMessage; body: string }[] = [];
  const server = createServer(async (request, response) => {
    got.push({ request, body: await text(request) });
    answer(response);
  });
  const to = `http://127.0.0.1:${await listen(server)}/wechat`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { to, got };
};
const send = (to: string, element = message, more: Partial<ForwardingRule> = {}, patience = 5_000) =>
  forward(
    { ...rule, ...more, to },
    { element, id: 'd1', appid: 'wx1', receivedAt: 1_000 },
    { patience, now: 1_700_000_000_999 },
  );

describe('a rule', () => {
  const rules = [
    { ...rule, name: 'texts', match: { msgType: ['text', 'image'] } },
    { ...rule, name: 'of wx1', match: { appid: ['wx1'] } },
    { ...rule, name: 'subscribers of wx1', match: { event: ['subscribe'], appid: ['wx1'] } },
    { ...rule, name: 'withdrawals', match: { infoType: ['unauthorized'] } },
  ];
  const named = (xml: string, appid?: string) => rulesFor(rules, parseXml(xml), appid).map(({ name }) => name);

  it('fits what has all its values', () => {
    expect(named('<xml><MsgType>text</MsgType></xml>', 'wx1')).toEqual(['texts', 'of wx1']);
    expect(named('<xml><MsgType>event</MsgType><Event>subscribe</Event></xml>', 'wx1')).toEqual([
      'of wx1',
      'subscribers of wx1',
    ]);
    expect(named('<xml><MsgType>event</MsgType><Event>subscribe</Event></xml>')).toEqual([]);
    expect(named('<xml><InfoType>unauthorized</InfoType></xml>')).toEqual(['withdrawals']);
  });
});

describe('a forward', () => {
  it('carries the body and a signature over it', async () => {
    const { to, got } = await service((response) => response.end('ok'));
    const answer = await send(to);
    expect([answer.status, await textOf(answer)]).toEqual([200, 'ok']);
    const [arrived] = got;
    expect(arrived?.body).toBe('{"ToUserName":"gh_1","MsgType":"text","Content":"您好"}');
    const v1 = createHmac('sha256', rule.secret).update(`1700000000.${arrived?.body}`).digest('hex');
    expect(arrived?.request.headers).toMatchObject({
      'weft-signature': `t=1700000000,v1=${v1}`,
      'weft-delivery': 'd1',
      'weft-appid': 'wx1',
      'weft-rule': 'crm',
      'weft-received-at': '1970-01-01T00:00:01.000Z',
    });
  });

  it('is XML where the rule wants that', async () => {
    const { to, got } = await service((response) => response.end());
    await send(to, message, { format: 'xml' });
    expect(parseXml(got[0]?.body ?? '')).toEqual(message);
  });

  it('carries no ticket and no code', async () => {
    const { to, got } = await service((response) => response.end());
    const authorized = `<xml><AppId>wx</AppId><CreateTime>1</CreateTime><InfoType>authorized</InfoType><AuthorizerAppid>wx1</AuthorizerAppid>
      <AuthorizationCode>queryauthcode@@@x</AuthorizationCode><PreAuthCode>preauthcode@@@x</PreAuthCode></xml>`;
    await send(to, parseXml(authorized));
    expect(JSON.parse(got[0]?.body ?? '')).toEqual({
      AppId: 'wx',
      CreateTime: '1',
      InfoType: 'authorized',
      AuthorizerAppid: 'wx1',
    });
  });

  it('carries no credential that is below an element', async () => {
    const { to, got } = await service((response) => response.end());
    const lent = {
      ...{ ToUserName: 'gh_1', MsgType: 'event', Event: 'betaapp_authorization_apply_event' },
      ApplyAuthorizationInfoNoitfy: { appid: 'wx1', ticket: '9f3a' },
    };
    await send(to, lent);
    expect(JSON.parse(got[0]?.body ?? '')).toEqual({ ...lent, ApplyAuthorizationInfoNoitfy: { appid: 'wx1' } });
  });

  it('carries no credential of an element that repeats, or of an event that nobody declared', async () => {
    const { to, got } = await service((response) => response.end());
    const lent = { MsgType: 'event', Event: 'betaapp_authorization_apply_event' };
    const info = { appid: 'wx1', ticket: '9f3a' };
    await send(to, { ...lent, ApplyAuthorizationInfoNoitfy: [info, info] });
    await send(to, { InfoType: 'authorized_anew', AuthorizerAppid: 'wx1', AuthorizationCode: 'queryauthcode@@@x' });
    expect(got.map(({ body }) => JSON.parse(body))).toEqual([
      { ...lent, ApplyAuthorizationInfoNoitfy: [{ appid: 'wx1' }, { appid: 'wx1' }] },
      { InfoType: 'authorized_anew', AuthorizerAppid: 'wx1' },
    ]);
  });

  it('carries all that a user wrote', async () => {
    const { to, got } = await service((response) => response.end());
    const wrote = { MsgType: 'text', Content: 'x', AuthorizationCode: 'no code of ours' };
    await send(to, wrote);
    expect(JSON.parse(got[0]?.body ?? '')).toEqual(wrote);
  });

  it('of JSON fits the same rules and leaves in the format of its rule', async () => {
    const { to, got } = await service((response) => response.end());
    const json = parseBody('{"ToUserName":"gh_1","MsgType":"text","Content":"您好","MsgId":6054768590064713728}');
    expect(rulesFor([{ ...rule, match: { msgType: ['text'] } }], json, undefined)).toHaveLength(1);
    await send(to, json, { format: 'xml' });
    expect(parseXml(got[0]?.body ?? '')).toEqual({ ...message, MsgId: '6054768590064713728' });
  });

  it('fails where the service does not answer in time or is not there, and says why', async () => {
    const silent = await service(() => {});
    await expect(send(silent.to, message, {}, 50)).rejects.toThrow(/timeout/i);
    const nobody = await refusingAddress();
    await expect(send(nobody)).rejects.toThrow(`No answer: connect ECONNREFUSED ${nobody.replace('http://', '')}`);
  });

  it('is taken however much the service says, which is then no reply', async () => {
    const talkative = await service((response) => response.end('x'.repeat(70_000)));
    const answer = await send(talkative.to);
    expect(answer.ok).toBe(true);
    expect(await textOf(answer)).toBeUndefined();
  });

  it('follows no redirect', async () => {
    const { to } = await service((response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    await expect(send(to)).rejects.toThrow();
  });
});
