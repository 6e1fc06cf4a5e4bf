import { createServer } from 'node:http';
import { expect, inject, it, onTestFinished } from 'vitest';
import { createServiceReplies } from '../../api/callbacks/service-replies.ts';
import { createAccounts } from '../../routing/accounts.ts';
import type { ForwardingMatch, ForwardingRule } from '../../routing/forwarding.ts';
import { connect } from '../../temporal/connect.ts';
import { parseXml } from '../../wechat/xml.ts';
import { listen } from '../listen.ts';
import { startRoutingStage } from '../routing/stage.ts';
import { silent } from './gateway.ts';
import { wayToTemporal } from './way-to-temporal.ts';

const xml = '<xml><ToUserName>gh_1</ToUserName><MsgType>text</MsgType><Content>在吗</Content></xml>';

/** What a service is asked, while Temporal takes connections and answers nothing. */
const askWithoutTemporal = async (match: ForwardingMatch) => {
  const stage = await startRoutingStage();
  onTestFinished(() => stage.stop());
  const way = await wayToTemporal(inject('temporalAddress'));
  await way.freeze();
  const temporal = connect({ ...stage.target, address: way.address, ring: stage.ring });
  onTestFinished(() => temporal.connection.close());
  const service = createServer((_request, response) => response.end('{"MsgType":"text","Content":"在"}'));
  const to = `http://127.0.0.1:${await listen(service)}`;
  onTestFinished(() => void service.close());
  const rule: ForwardingRule = {
    name: 'chat',
    match,
    to,
    format: 'json',
    secret: 'a-secret-of-sixteen',
    replies: true,
  };
  const ask = createServiceReplies({
    ...{ rules: [rule], temporal, ids: stage.ids, accounts: createAccounts(temporal), log: silent },
  });
  const begun = Date.now();
  const reply = await ask(parseXml(xml), { xml, receivedAt: begun });
  return { reply, took: Date.now() - begun };
};

it('a service answers also while Temporal does not, where its rule asks for no account', async () => {
  const { reply, took } = await askWithoutTemporal({ msgType: ['text'] });
  expect(reply).toEqual({ answeredBy: 'chat', reply: { MsgType: 'text', Content: '在' } });
  expect(took).toBeLessThan(4_000);
});

it('a service is asked later, and WeChat not kept waiting, where nobody can tell whose message it is', async () => {
  const { reply, took } = await askWithoutTemporal({ msgType: ['text'], appid: ['wx1'] });
  expect(reply).toBeUndefined();
  expect(took).toBeLessThan(4_000);
});
