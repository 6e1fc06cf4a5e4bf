import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Stage, startStage } from './stage.ts';
import { versionsOf } from './versions.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await stage.receiver.push('component_verify_ticket');
});
afterEach(() => stage.stop());

const ticket = 'component_verify_ticket';
const tickets = () => stage.receiver.named(ticket);
const passed = 'weapp_audit_success';

/** An account whose version is decided on at once. */
const audit = async (does: 'pass' | 'reject') => {
  const { appid } = await stage.account();
  const code = versionsOf(stage, appid);
  await code.auditor(does);
  await code.commit('1.0.0');
  await code.submit();
};

describe('the ticket', () => {
  it('is pushed every 10 minutes of the clock', async () => {
    await stage.advance(10 * 60_000);
    await stage.advance(10 * 60_000);
    const values = tickets().map(({ payload }) => payload.ComponentVerifyTicket);
    expect(new Set(values).size).toBe(3);
  });

  it('is pushed at the pace of the clock', async () => {
    await stage.order('/clock', { speed: 60_000 });
    await expect.poll(() => tickets().length).toBeGreaterThan(3);
    const { CreateTime } = tickets().at(-1)?.payload ?? {};
    expect(Math.abs(Number(CreateTime) - Date.now() / 1000)).toBeLessThan(5);
  });

  it('comes again until the gateway takes the first', async () => {
    stage.receiver.behave(() => ({ status: tickets().length < 4 ? 500 : 200 }));
    await stage.order('/tickets', { does: 'stop' });
    await stage.order('/tickets', { does: 'start' });
    await expect.poll(() => tickets().length, { timeout: 5000 }).toBe(4);
    expect(new Set(tickets().map(({ payload }) => payload.ComponentVerifyTicket)).size).toBe(2);
  });

  it('stops, and is started again by the call for that', async () => {
    const secret = { component_secret: stage.componentSecret };
    const startPushTicket = async (body: object) => {
      const { answer } = await stage.call('/cgi-bin/component/api_start_push_ticket', {
        method: 'POST',
        body: JSON.stringify({ component_appid: stage.componentAppid, ...body }),
      });
      return answer;
    };
    expect(await startPushTicket(secret)).toEqual({ errcode: 0, errmsg: 'in a normal state' });
    await stage.order('/tickets', { does: 'stop' });
    await stage.order('/clock', { advanceMs: 3_600_000 });
    expect(await stage.ask('/state')).toMatchObject({ ticketPush: 'stopped' });
    expect(tickets()).toHaveLength(1);
    expect(await startPushTicket({ component_secret: 'another' })).toMatchObject({ errcode: 40125 });
    expect(await startPushTicket(secret)).toEqual({ errcode: 0, errmsg: 'ok' });
    await expect.poll(() => tickets().length).toBe(2);
  });

  it('is pushed at once on demand', async () => {
    await stage.order('/tickets', { does: 'push' });
    expect(tickets()).toHaveLength(2);
  });
});

describe('a push to the message URL', () => {
  it.each([
    ['refused', { status: 500 }],
    ['answered with other words', { body: 'ok' }],
  ])('that is %s is sent 3 times in all', async (_what, manner) => {
    let left = 2;
    stage.receiver.behave(({ name }) => (name === passed && left-- > 0 ? manner : {}));
    await audit('pass');
    await expect.poll(() => stage.receiver.named(passed).length, { timeout: 5000 }).toBe(3);
  });

  it('that was refused 3 times is given up', async () => {
    const failed = 'weapp_audit_fail';
    stage.receiver.behave(({ name }) => (name === passed || name === failed ? { status: 500 } : {}));
    await audit('pass');
    await expect.poll(() => stage.receiver.named(passed).length, { timeout: 5000 }).toBe(3);
    // A later push has had its three tries: a fourth of the first would have come before.
    await audit('reject');
    await expect.poll(() => stage.receiver.named(failed).length, { timeout: 5000 }).toBe(3);
    expect(stage.receiver.named(passed)).toHaveLength(3);
  });

  it('that is not answered within 5 s is sent again', async () => {
    let first = true;
    stage.receiver.behave(({ name }) => {
      const slow = name === passed && first;
      if (slow) first = false;
      return slow ? { delay: 6000 } : {};
    });
    await audit('pass');
    await expect.poll(() => stage.receiver.named(passed).length, { timeout: 10_000 }).toBe(2);
    const [slow, again] = stage.receiver.named(passed);
    expect((again?.at ?? 0) - (slow?.at ?? 0)).toBeGreaterThanOrEqual(5000);
  });
});

describe('a push on demand', () => {
  it('carries any inner XML to the component URL and answers what the gateway said', async () => {
    stage.receiver.behave(() => ({ status: 403, body: 'no' }));
    const xml = '<xml><AppId>wxother</AppId><InfoType>something_new</InfoType></xml>';
    const reply = await stage.order('/push', { channel: 'component', xml });
    expect(reply).toEqual({ accepted: false, status: 403, body: 'no' });
    expect(stage.receiver.named('something_new')).toMatchObject([{ path: '/callbacks/component', xml }]);
  });

  it("carries any inner XML to an account's URL", async () => {
    const { appid, userName } = await stage.account();
    const xml = '<xml><Event><![CDATA[something_new]]></Event></xml>';
    const reply = await stage.order('/push', { channel: 'authorizer', appid, xml });
    expect(reply).toEqual({ accepted: true, status: 200, body: 'success' });
    const [push] = stage.receiver.named('something_new');
    expect(push).toMatchObject({ path: `/callbacks/authorizers/${appid}`, xml, outer: { ToUserName: userName } });
  });
});
