import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

const platformServer = '/cgi-bin/component/modify_wxa_server_domain';

describe('the domains of an account setup', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  const count = (all: readonly string[], path: string) => all.filter((one) => one.startsWith(path)).length;
  const changes = async (appid: string, path: string) => count(await stack.effects(appid), path);
  const setUp = (appid: string, wanted: object) => processes.setUp(appid, wanted, { domainPoll: 300 });

  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterEach(() => stack.simulate('hosts', {}));
  afterAll(() => stack.stop());

  it('registers the domains of several accounts with one change of the platform, and changes nothing the second time', async () => {
    const appids = [await processes.account(), await processes.account()];
    const before = count(await stack.effects(), platformServer);
    const wanted = (index: number) => ({
      serverDomains: {
        requestdomain: [`https://api${index}.many.example`],
        wsrequestdomain: [`wss://api${index}.many.example:8443`],
      },
      businessDomains: { domains: [`https://m${index}.many.example`] },
    });
    const outcomes = async () => {
      const setups = await Promise.all(appids.map((appid, index) => setUp(appid, wanted(index))));
      return Promise.all(setups.map((setup) => processes.outcome(setup)));
    };
    for (const outcome of await outcomes()) {
      expect(outcome).toMatchObject({
        kind: 'complete',
        parts: { serverDomains: { kind: 'changed' }, businessDomains: { kind: 'changed' } },
      });
    }
    expect(count(await stack.effects(), platformServer) - before).toBe(1);
    const all = (await stack.effects()).length;
    for (const outcome of await outcomes()) {
      expect(outcome).toMatchObject({
        kind: 'complete',
        parts: { serverDomains: { kind: 'unchanged' }, businessDomains: { kind: 'unchanged' } },
      });
    }
    expect((await stack.effects()).length).toBe(all);
  });

  it('sets domains of the merchant directly, and says when they hold', async () => {
    const appid = await processes.account();
    const setup = await setUp(appid, {
      serverDomains: { way: 'direct', requestdomain: ['https://direct.example'] },
      businessDomains: { way: 'direct', domains: ['https://shop.direct.example'] },
    });
    expect(await processes.outcome(setup)).toMatchObject({
      kind: 'complete',
      parts: {
        serverDomains: { kind: 'changed', note: expect.stringContaining('next release') },
        businessDomains: { kind: 'changed', note: expect.stringContaining('next release') },
      },
    });
  });

  it.each([
    ['/wxa/modify_domain?action=add', 'dropAfter', 'serverDomains', 'platform'],
    ['/wxa/modify_domain?action=add', 'dropBefore', 'serverDomains', 'platform'],
    ['/wxa/modify_domain_directly?action=add', 'dropAfter', 'serverDomains', 'direct'],
    ['/wxa/setwebviewdomain?action=add', 'dropAfter', 'businessDomains', 'platform'],
    ['/wxa/setwebviewdomain_directly?action=add', 'dropAfter', 'businessDomains', 'direct'],
  ])('makes the change of %s once where its answer is lost by %s', async (path, kind, part, way) => {
    const appid = await processes.account();
    await processes.fault({ path, kind, times: 1 });
    const list = ['https://lost.example'];
    const wish = part === 'serverDomains' ? { way, requestdomain: list } : { way, domains: list };
    expect(await processes.outcome(await setUp(appid, { [part]: wish }))).toMatchObject({
      kind: 'complete',
      parts: { [part]: { kind: 'changed' } },
    });
    expect(await changes(appid, path)).toBe(1);
  });

  it('sets what can be set, and refuses with its reason a host that WeChat does not take', async () => {
    await stack.simulate('hosts', { withoutIcp: ['unfiled.example'] });
    const appid = await processes.account();
    const requestdomain = ['https://filed.example', 'https://unfiled.example'];
    expect(await processes.outcome(await setUp(appid, { serverDomains: { requestdomain } }))).toMatchObject({
      kind: 'incomplete',
      parts: { serverDomains: { kind: 'refused', note: expect.stringContaining('unfiled.example: WeChat did not') } },
    });
    expect(await changes(appid, '/wxa/modify_domain')).toBe(1);
  });

  it.each([
    ['platform', 'provider', 'getThirdpartyJumpDomainConfirmFile', false],
    ['direct', 'merchant', 'getJumpDomainConfirmFile', true],
  ])(
    'serves the confirm file of a business domain (%s), says where it is missing, and goes on when it lies there',
    async (way, who, call, own) => {
      const host = `${way}.fileless.example`;
      await stack.simulate('hosts', { withoutConfirmFile: [host] });
      const appid = await processes.account();
      const setup = await setUp(appid, { businessDomains: { way, domains: [`https://${host}`] } });
      const { waitingFor } = await processes.until(setup, ({ attention }) => attention === who);
      const said = /https:\/\/(\S+) must serve the file (\S+) byte for byte/.exec(waitingFor?.what ?? '');
      const answer = await stack.api('operator', 'POST', `/v1/calls/${call}`, own ? { appid } : {});
      const file = z.object({ file_name: z.string(), file_content: z.string() }).parse(answer.body);
      expect(said?.[1]).toBe(`${host}/${file.file_name}`);
      expect(await (await fetch(said?.[2] ?? '')).text()).toBe(file.file_content);
      await stack.simulate('hosts', {});
      // A merchant has nobody to tell: it is tried again by itself.
      if (who === 'provider') await processes.act(setup, 'retry');
      expect(await processes.outcome(setup)).toMatchObject({ kind: 'complete' });
    },
  );

  it("skips business domains of a person's account, with the reason", async () => {
    const appid = await processes.account({ principalType: 0 });
    const setup = await setUp(appid, { businessDomains: { domains: ['https://person.example'] } });
    expect(await processes.outcome(setup)).toMatchObject({
      kind: 'complete',
      parts: { businessDomains: { kind: 'skipped', note: expect.stringContaining('personal') } },
    });
  });

  it('shows what is used of the month before it is spent', async () => {
    const appid = await processes.account();
    await processes.fault({ path: `${platformServer}?action=get`, kind: 'errcode', errcode: 48004, times: 1 });
    const setup = await setUp(appid, { serverDomains: { requestdomain: ['https://counted.example'] } });
    const { steps } = await processes.until(setup, ({ attention }) => attention === 'ops');
    expect(steps[0]?.note).toMatch(/used \d+ of 50 changes of its server domains this month/);
    await processes.act(setup, 'retry');
    expect(await processes.outcome(setup)).toMatchObject({ kind: 'complete' });
    const { body } = await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`);
    expect(body).toMatchObject({ domainChanges: { used: 1 } });
  });

  it('reads at run time what WeChat allows the account, and waits while nothing of it is left', async () => {
    const appid = await processes.account();
    const path = '/wxa/modify_domain_directly';
    await stack.simulate('api-quota', { path, appid, daily: 0 });
    const wanted = { serverDomains: { way: 'direct', requestdomain: ['https://later.example'] } };
    const setup = await setUp(appid, wanted);
    const { waitingFor } = await processes.until(setup, ({ steps }) => steps[0]?.waitingFor !== undefined);
    expect(waitingFor).toMatchObject({ who: 'wechat', what: expect.stringContaining(`All 0 calls of ${path} today`) });
    await stack.simulate('api-quota', { path, appid, daily: 10 });
    await processes.act(setup, 'retry');
    expect(await processes.outcome(setup)).toMatchObject({ kind: 'complete' });
  });
});
