import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

const secret = 'c0ffee00c0ffee00c0ffee00c0ffee00';

describe('a customised merchant (定制化型)', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterAll(() => stack.stop());

  const customised = async (known: object = {}) => {
    const { accounts } = z
      .object({ accounts: z.array(z.object({ appid: z.string() })) })
      .parse(await stack.simulate('accounts', { secret, ...known }));
    return accounts[0]?.appid ?? '';
  };
  const give = (appid: string, body: object = {}) =>
    stack.api('admin', 'PUT', `/v1/authorizers/${appid}/secret`, { secret, why: 'signed up', ...body });
  const read = async (appid: string) => (await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`)).body;
  const becomes = (appid: string, expected: object) =>
    expect.poll(() => read(appid), { timeout: 30_000 }).toMatchObject(expected);

  it('gives its secret once, which a token proves, and works by calls that need its own token alone', async () => {
    const appid = await customised();
    expect(await give(appid)).toMatchObject({ status: 200, body: { appid, origin: 'customised' } });
    await becomes(appid, {
      ...{ origin: 'customised', authorization: 'granted' },
      events: [{ event: 'secret given', note: expect.stringContaining('signed up') }],
    });
    expect(JSON.stringify(await read(appid))).not.toContain(secret);

    const called = await stack.api('operator', 'POST', '/v1/calls/getBindOpenAccount', {
      appid,
      request: {},
    });
    expect(called.status).toBe(200);
    expect(await stack.api('service', 'GET', `/v1/authorizers/${appid}/token`)).toMatchObject({ status: 200 });
  });

  it('is told what only a platform does for merchants, before anything is tried', async () => {
    const appid = await customised();
    await give(appid);
    const refused = { status: 409, body: { type: '/problems/customised-account' } };
    const setup = { appid, signature: '示例简介，欢迎光临' };
    expect(await stack.api('operator', 'POST', '/v1/account-setups', setup)).toMatchObject(refused);
    expect(await stack.api('viewer', 'GET', `/v1/authorizers/${appid}/permissions`)).toMatchObject(refused);
    expect(await stack.effects(appid)).not.toContain('/wxa/commit');
  });

  it('with a wrong secret is refused in words, and the account has no tokens by it', async () => {
    const appid = await customised();
    const { status, text } = await give(appid, { secret: 'feedface'.repeat(4) });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).toContain('40125');
    expect(text).not.toContain('feedface');
    expect(await read(appid)).not.toMatchObject({ authorization: 'granted' });
  });

  it('is whose an operator says it is, and so is an account that was adopted without a merchant', async () => {
    const own = await customised();
    await give(own);
    for (const appid of [own, await processes.account()]) {
      const assign = (merchantId: string) =>
        stack.api('operator', 'PUT', `/v1/authorizers/${appid}/merchant`, { merchantId, why: 'by the contract' });
      expect(await assign('m-first')).toMatchObject({ status: 200, body: { appid, merchantId: 'm-first' } });
      await assign('m-second');
      await becomes(appid, {
        merchantId: 'm-second',
        events: expect.arrayContaining([
          expect.objectContaining({
            event: 'merchant assigned',
            note: expect.stringMatching(/m-second instead of m-first.*contract/),
          }),
        ]),
      });
      await expect
        .poll(async () => (await stack.api('viewer', 'GET', '/v1/authorizers?merchantId=m-second')).text, {
          timeout: 15_000,
        })
        .toContain(appid);
    }
    const bad = await stack.api('operator', 'PUT', '/v1/authorizers/wx_nobody/merchant', { merchantId: 'm' });
    expect(bad.status).toBe(404);
  });

  it('that authorizes the platform after all has tokens by its authorization from then on', async () => {
    const appid = await customised();
    await give(appid, { merchantId: 'm-both' });
    await stack.simulate('authorizations', { appid, does: 'grant' });
    await becomes(appid, { origin: 'authorized', authorization: 'granted', merchantId: 'm-both' });
    expect(await give(appid)).toMatchObject({ status: 409 });
  });
});
