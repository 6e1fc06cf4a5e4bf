import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

describe('the open account of an account setup', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  const open = z.object({ open_appid: z.string() });
  const changes = async (appid: string) =>
    (await stack.effects(appid)).filter((path) => path.startsWith('/cgi-bin/open/'));
  const setUp = (appid: string, openAccount: object) => processes.setUp(appid, { openAccount });
  const openAccountOf = async (appid: string) =>
    open.parse((await stack.api('operator', 'POST', '/v1/calls/getOpenAccount', { appid })).body).open_appid;
  /** An official account grants the set for open accounts too. */
  const official = () => processes.account({ kind: 'officialAccount', permissionSets: [1, 24] });

  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterAll(() => stack.stop());

  it.each(['dropAfter', 'dropBefore'])(
    'is created once where the answer is lost by %s, and then kept',
    async (kind) => {
      const appid = await processes.account();
      await processes.fault({ path: '/cgi-bin/open/create', kind, times: 1 });
      expect(await processes.outcome(await setUp(appid, {}))).toMatchObject({
        kind: 'complete',
        parts: { openAccount: { kind: 'changed', note: expect.stringContaining(await openAccountOf(appid)) } },
      });
      expect(await processes.outcome(await setUp(appid, {}))).toMatchObject({
        parts: { openAccount: { kind: 'unchanged' } },
      });
      expect(await changes(appid)).toEqual(['/cgi-bin/open/create']);
    },
  );

  it('is shared with another account of the merchant, whichever of them is bound', async () => {
    const [first, second, third] = [await official(), await processes.account(), await processes.account()];
    expect(await processes.outcome(await setUp(second, { sameAs: first }))).toMatchObject({ kind: 'complete' });
    expect(await openAccountOf(first)).toBe(await openAccountOf(second));
    expect(await processes.outcome(await setUp(third, { sameAs: first }))).toMatchObject({ kind: 'complete' });
    expect(await openAccountOf(third)).toBe(await openAccountOf(first));
    expect(await changes(third)).toEqual(['/cgi-bin/open/bind']);
  });

  it('is never another one than before: UnionIDs would change', async () => {
    const [one, other] = [await processes.account(), await processes.account()];
    for (const appid of [one, other]) await processes.outcome(await setUp(appid, {}));
    expect(await processes.outcome(await setUp(one, { sameAs: other }))).toMatchObject({
      kind: 'incomplete',
      parts: { openAccount: { kind: 'refused', note: expect.stringContaining('by hand') } },
    });
    expect(await openAccountOf(one)).not.toBe(await openAccountOf(other));
  });

  it('waits for the merchant to verify one that was not created by API', async () => {
    const { open_appid: openAppid } = open.parse(await stack.simulate('open-accounts', {}));
    const appid = await processes.account();
    const setup = await setUp(appid, { openAppid });
    const { waitingFor } = await processes.until(setup, ({ attention }) => attention === 'merchant');
    expect(waitingFor?.what).toContain('89036');
    await stack.simulate('open-accounts', { open_appid: openAppid, verified: true });
    expect(await processes.outcome(setup)).toMatchObject({ kind: 'complete' });
    expect(await openAccountOf(appid)).toBe(openAppid);
  });

  it('is refused where WeChat does not know it, and skipped for a trial, with the reason', async () => {
    const [appid, trial] = [await processes.account(), await processes.account({ registerType: 13 })];
    expect(await processes.outcome(await setUp(appid, { openAppid: 'wx0000000000000000' }))).toMatchObject({
      kind: 'incomplete',
      parts: { openAccount: { kind: 'refused', note: expect.stringContaining('knows no open account') } },
    });
    expect(await processes.outcome(await setUp(trial, {}))).toMatchObject({
      kind: 'complete',
      parts: { openAccount: { kind: 'skipped', note: expect.stringContaining('trial') } },
    });
  });
});
