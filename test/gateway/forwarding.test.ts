import { createServer, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { owners } from '../../credentials/owners.ts';
import { createSealer } from '../../credentials/sealer.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { ForwardingRule } from '../../routing/forwarding.ts';
import { freePorts } from '../../scripts/ports.ts';
import { buildXml } from '../../wechat/xml.ts';
import { idKey, ring } from '../api/secrets.ts';
import { authorizerEvent, componentEvent } from './platform.ts';
import { replyIn, startWorkingGateway } from './working-gateway.ts';

type Gateway = Awaited<ReturnType<typeof startWorkingGateway>>;
/** What a service got: the body as JSON, and the id under which a second try of it comes. */
type Got = { readonly body: Record<string, unknown>; readonly id: string };

/** A service of the provider's own at a known port, which may be away. */
const serviceAt = (port: number) => {
  const got: Got[] = [];
  let answer: (response: ServerResponse, body: Record<string, unknown>) => void = (response) => response.end();
  let server: Server | undefined;
  return {
    got,
    behave: (next: typeof answer) => {
      answer = next;
    },
    start: async () => {
      server = createServer(async (request, response) => {
        const body = JSON.parse(await text(request));
        got.push({ body, id: String(request.headers['weft-delivery']) });
        answer(response, body);
      });
      await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    },
    stop: () => {
      server?.closeAllConnections();
      server?.close();
    },
  };
};

let gateway: Gateway;
let chat: ReturnType<typeof serviceAt>;
let crm: ReturnType<typeof serviceAt>;
beforeAll(async () => {
  const [chatPort = 0, crmPort = 0] = await freePorts('127.0.0.1', 2);
  const rule = (name: string, port: number, match: ForwardingRule['match'], replies = false): ForwardingRule => ({
    ...{ name, match, replies, to: `http://127.0.0.1:${port}/wechat`, format: 'json' },
    secret: 'a-secret-of-sixteen',
  });
  gateway = await startWorkingGateway([
    rule('chat', chatPort, { msgType: ['text'] }, true),
    rule('crm', crmPort, { event: ['subscribe', 'new_thing', 'weapp_audit_success'] }),
    rule('grants', crmPort, { infoType: ['authorized'] }),
  ]);
  chat = serviceAt(chatPort);
  crm = serviceAt(crmPort);
  await chat.start();
  await crm.start();
});
afterAll(async () => {
  chat.stop();
  crm.stop();
  await gateway.stop();
});

let lastId = 0;
const messageOf = (content: string) => {
  lastId += 1;
  const head = { ToUserName: 'gh_1', FromUserName: 'o_user', CreateTime: 1_700_000_000 };
  return buildXml({ ...head, MsgType: 'text', Content: content, MsgId: lastId });
};
const saying = (content: string) => chat.got.filter(({ body }) => body.Content === content);
const forwards = async (query: string): Promise<unknown[]> => {
  const { body } = await gateway.call('GET', `/v1/callback-forwards?${query}`);
  return (body as { items: unknown[] }).items;
};

describe('a message that wants a reply', () => {
  it("gets the service's, encrypted and back to who wrote", async () => {
    chat.behave((response, { Content }) =>
      response.end(JSON.stringify({ MsgType: 'text', Content: `您说：${Content}` })),
    );
    expect(replyIn(await gateway.push(messageOf('在吗')))).toMatchObject({
      ToUserName: 'o_user',
      FromUserName: 'gh_1',
      MsgType: 'text',
      Content: '您说：在吗',
    });
    await expect.poll(() => gateway.inbox.waiting().count).toBe(0);
    expect(saying('在吗')).toHaveLength(1);
    await expect
      .poll(async () => (await gateway.call('GET', '/v1/callbacks?name=text')).body)
      .toMatchObject({ items: [{ outcome: 'ignored', reason: 'The service of the rule chat took it at once.' }] });
  });

  it('gets none where the service has none', async () => {
    chat.behave((response) => response.end('success'));
    expect(await gateway.push(messageOf('谢谢'))).toBe('success');
    await expect.poll(() => gateway.inbox.waiting().count).toBe(0);
    expect(saying('谢谢')).toHaveLength(1);
  });

  it('reaches a service once that says more than a reply can hold', async () => {
    chat.behave((response) => response.end('x'.repeat(70_000)));
    expect(await gateway.push(messageOf('长'))).toBe('success');
    await expect.poll(() => gateway.inbox.waiting().count).toBe(0);
    expect(await forwards('open=true')).toEqual([]);
    expect(saying('长')).toHaveLength(1);
  });

  it('is answered in time where the service is slow, and reaches it again, under the same id', async () => {
    const held: ServerResponse[] = [];
    chat.behave((response) => void held.push(response));
    expect(await gateway.push(messageOf('慢'))).toBe('success');
    chat.behave((response) => response.end());
    await expect.poll(() => saying('慢').length).toBe(2);
    expect(new Set(saying('慢').map(({ id }) => id)).size).toBe(1);
    for (const response of held) response.end();
  });

  it('is answered in time where the service is wrong, and reaches it once it is right', async () => {
    chat.behave((response) => response.writeHead(500).end('no'));
    expect(await gateway.push(messageOf('错'))).toBe('success');
    await expect.poll(() => saying('错').length).toBeGreaterThan(1);
    chat.behave((response) => response.end('anything'));
    await expect.poll(() => forwards('open=true')).toEqual([]);
    expect(new Set(saying('错').map(({ id }) => id)).size).toBe(1);
  });

  it('is answered in time where the service is dead, and reaches it once it lives', async () => {
    chat.stop();
    expect(await gateway.push(messageOf('死'))).toBe('success');
    await expect.poll(() => forwards('open=true')).toHaveLength(1);
    await chat.start();
    await expect.poll(() => saying('死').length).toBe(1);
  });
});

describe('an event', () => {
  const got = (event: string) => crm.got.filter(({ body }) => body.Event === event || body.InfoType === event);
  const lines = async (name: string) => {
    const { body } = await gateway.call('GET', `/v1/callbacks?name=${name}`);
    return (body as { items: object[] }).items;
  };

  it('that users cause is forwarded and not ignored', async () => {
    expect(await gateway.push(authorizerEvent('subscribe', 'gh_1', { EventKey: 'qr' }))).toBe('success');
    await expect.poll(() => got('subscribe')).toMatchObject([{ body: { EventKey: 'qr' } }]);
    await expect
      .poll(() => lines('subscribe'))
      .toMatchObject([{ outcome: 'delivered', to: [expect.stringMatching(/^forward:crm:/)] }]);
  });

  it('that nobody declared is forwarded and kept for nobody', async () => {
    await gateway.push(authorizerEvent('new_thing', 'gh_1', { Some: 'thing' }));
    await expect.poll(() => got('new_thing')).toHaveLength(1);
    await expect.poll(() => lines('new_thing')).toMatchObject([{ outcome: 'delivered' }]);
  });

  it('that is declared and finds no taker is forwarded, and kept for people too', async () => {
    await gateway.push(authorizerEvent('weapp_audit_success', 'gh_1', { SuccTime: 1 }));
    await expect.poll(() => got('weapp_audit_success')).toHaveLength(1);
    await expect.poll(() => lines('weapp_audit_success')).toMatchObject([{ outcome: 'unrouted' }]);
  });

  it('goes where it goes and to the service, which sees no code', async () => {
    const authorized = { AuthorizerAppid: 'wx_forwarded', AuthorizationCode: 'queryauthcode@@@secret' };
    await gateway.push(componentEvent('authorized', authorized), '/callbacks/component');
    await expect.poll(() => got('authorized')).toMatchObject([{ body: { AuthorizerAppid: 'wx_forwarded' } }]);
    expect(JSON.stringify(crm.got)).not.toContain('queryauthcode');
    await expect
      .poll(() => lines('authorized'))
      .toMatchObject([
        {
          appid: 'wx_forwarded',
          to: [expect.stringMatching(/^authorization:/), expect.stringMatching(/^forward:grants:/)],
        },
      ]);
  });

  it('is taken once by a service that says a lot about it', async () => {
    crm.behave((response) => response.end('x'.repeat(70_000)));
    await gateway.push(authorizerEvent('subscribe', 'gh_1', { EventKey: 'talk' }));
    const talks = () => got('subscribe').filter(({ body }) => body.EventKey === 'talk');
    await expect.poll(() => talks().length).toBe(1);
    await expect.poll(() => forwards('open=true')).toEqual([]);
    crm.behave((response) => response.end());
    expect(talks()).toHaveLength(1);
  });

  it('that is pushed twice is forwarded once', async () => {
    const twice = authorizerEvent('subscribe', 'gh_1', { EventKey: 'twice' });
    await gateway.push(twice);
    await gateway.push(twice);
    await expect.poll(() => lines('subscribe')).toHaveLength(4);
    expect(got('subscribe').filter(({ body }) => body.EventKey === 'twice')).toHaveLength(1);
  });
});

describe('a forward that nobody takes', () => {
  const started = async (rule: string, patience = 1_500) => {
    const id = `${rule}-given-up-after-${patience}`;
    const { workflowId } = await gateway.temporal.workflow.start('callbackForward', {
      workflowId: workflowIds.callbackForward(rule, id),
      taskQueue: taskQueues.main,
      args: [
        {
          ...{ rule, id, receivedAt: '2026-05-01T00:00:00.000Z', patience },
          xml: createSealer(ring, idKey).seal(
            owners.callbackXml,
            authorizerEvent('subscribe', 'gh_1', { EventKey: id }),
          ),
        },
      ],
    });
    const path = `/v1/callback-forwards/${encodeURIComponent(workflowId)}`;
    return { path, shows: async () => (await gateway.call('GET', path)).body };
  };

  it('waits for people in the end, and goes on when they say so', async () => {
    crm.behave((response) => response.writeHead(503).end());
    const { path, shows } = await started('crm');
    await expect.poll(shows).toMatchObject({
      attention: 'ops',
      waitingFor: { what: expect.stringContaining('crm answered 503'), who: 'ops' },
    });
    crm.behave((response) => response.end());
    expect((await gateway.call('POST', `${path}/actions/retry`, { body: {} })).status).toBe(202);
    await expect.poll(shows).toMatchObject({ outcome: { kind: 'forwarded', status: 200 } });
  });

  it('may be cancelled while it is still tried', async () => {
    crm.behave((response) => response.writeHead(503).end());
    const before = crm.got.length;
    const { path, shows } = await started('crm', 3_600_000);
    await expect.poll(() => crm.got.length).toBeGreaterThan(before);
    expect((await gateway.call('POST', `${path}/actions/cancel`, { body: {} })).status).toBe(202);
    await expect.poll(shows).toMatchObject({ outcome: { kind: 'cancelled', by: 'the-operator' } });
    crm.behave((response) => response.end());
  });

  it('says that its rule is gone, and may be cancelled', async () => {
    const { path, shows } = await started('gone');
    await expect.poll(shows).toMatchObject({ waitingFor: { what: expect.stringContaining('No rule is named gone') } });
    expect((await gateway.call('POST', `${path}/actions/cancel`, { body: {} })).status).toBe(202);
    await expect.poll(shows).toMatchObject({ outcome: { kind: 'cancelled', by: 'the-operator' } });
  });
});
