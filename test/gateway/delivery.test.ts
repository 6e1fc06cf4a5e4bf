import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type DeliveryDeps, startDelivery } from '../../api/callbacks/delivery.ts';
import type { Inbox } from '../../api/callbacks/inbox.ts';
import { owners } from '../../credentials/owners.ts';
import { createSealer } from '../../credentials/sealer.ts';
import { placeOf } from '../../routing/place.ts';
import type { InnerCallback } from '../../routing/read.ts';
import type { DeliveryResult } from '../../routing/route.ts';
import { readBody } from '../../wechat/body.ts';
import { buildXml, parseXml } from '../../wechat/xml.ts';
import { silent, temporaryInbox } from './gateway.ts';
import { componentEvent, platform, previousAesKey, pushOf, sealer } from './platform.ts';

const delivered: DeliveryResult = { kind: 'delivered', to: ['somewhere'] };
const unrouted: DeliveryResult = {
  kind: 'unrouted',
  channel: 'authorizer',
  name: 'x',
  reason: 'nobody',
  declared: true,
  key: 'k',
};

/** An event of an account that carries its number. */
const numbered = (account: string, number: number) =>
  buildXml({ ToUserName: account, MsgType: 'event', Event: 'weapp_audit_success', CreateTime: number });
const code = (account: string) =>
  componentEvent('authorized', { AuthorizerAppid: account, AuthorizationCode: `code of ${account}` });

const commit = (inbox: Inbox, xml: string, aesKey?: Buffer) =>
  inbox.commit(placeOf(readBody(xml)), { encrypted: pushOf(xml, aesKey ? { aesKey } : {}).encrypted, receivedAt: 1 });

/** Delivers to a recipient in place of Temporal; `seen` is what it got, in order. */
const deliverTo = (
  inbox: Inbox,
  recipient: (callback: InnerCallback) => Promise<DeliveryResult>,
  deps: Partial<DeliveryDeps> = {},
) => {
  const seen: string[] = [];
  const router = {
    deliver: (callback: InnerCallback) => {
      const { ToUserName, AuthorizerAppid, CreateTime } = parseXml(callback.xml);
      seen.push(ToUserName ? `${ToUserName}:${CreateTime}` : `code:${AuthorizerAppid}`);
      return recipient(callback);
    },
  };
  const kept: unknown[] = [];
  const keepUnrouted: DeliveryDeps['keepUnrouted'] = async (_callback, { reason }) => {
    kept.push(reason);
  };
  const rescue: DeliveryDeps['rescue'] = {
    deliver: async (_code, key, hand) => {
      await hand();
      await inbox.remove(key);
    },
  };
  const delivery = startDelivery({
    inbox,
    router,
    sealer,
    journal: { note: () => {} },
    rescue,
    deliverReturn: async () => {},
    keepUnrouted,
    log: silent,
    ...platform,
    ...deps,
  });
  onTestFinished(() => delivery.stop());
  return { seen, kept, delivery };
};

const isEmpty = (inbox: Inbox) =>
  vi.waitFor(() => expect(inbox.waiting()).toEqual({ count: 0 }), { timeout: 10_000, interval: 5 });

describe('what lies in the inbox', () => {
  it('is delivered at start, those with a code first, the others in order of arrival', async () => {
    const inbox = await temporaryInbox();
    for (const account of ['gh_1', 'gh_2', 'gh_3']) await commit(inbox, numbered(account, 1));
    for (const account of ['wx_1', 'wx_2']) await commit(inbox, code(account));
    const { seen } = deliverTo(inbox, async () => delivered);
    await isEmpty(inbox);
    expect(seen).toEqual(['code:wx_1', 'code:wx_2', 'gh_1:1', 'gh_2:1', 'gh_3:1']);
  });

  it('is delivered as it comes, with what it arrived with', async () => {
    const inbox = await temporaryInbox();
    const callbacks: InnerCallback[] = [];
    deliverTo(inbox, async (callback) => {
      callbacks.push(callback);
      return delivered;
    });
    const xml = numbered('gh_1', 1);
    await inbox.commit(placeOf(readBody(xml)), { encrypted: pushOf(xml).encrypted, pathAppid: 'wx_1', receivedAt: 7 });
    await isEmpty(inbox);
    expect(callbacks).toEqual([{ xml, pathAppid: 'wx_1', receivedAt: 7 }]);
  });

  it('is held in memory by a bounded number of keys only, however much waits', async () => {
    const inbox = await temporaryInbox();
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => commit(inbox, numbered(`gh_${index % 7}`, index))));
    let held = 0;
    let most = 0;
    const watched: Inbox = {
      ...inbox,
      keys: (...range) => {
        const keys = inbox.keys(...range);
        held += keys.length;
        most = Math.max(most, held);
        return keys;
      },
      remove: async (key) => {
        await inbox.remove(key);
        held -= 1;
      },
    };
    const { seen } = deliverTo(watched, async () => delivered, { window: 50 });
    await isEmpty(inbox);
    expect(seen).toHaveLength(1_000);
    expect(most).toBe(50);
  });

  it('that a key opens which is no longer configured stays, and holds nothing else up', async () => {
    const inbox = await temporaryInbox();
    await commit(inbox, numbered('gh_1', 1), previousAesKey);
    await commit(inbox, numbered('gh_1', 2));
    const first = deliverTo(inbox, async () => delivered);
    await vi.waitFor(() => expect(inbox.waiting().count).toBe(1));
    expect(first.seen).toEqual(['gh_1:2']);
    await first.delivery.stop();
    const second = deliverTo(inbox, async () => delivered, { callback: { ...platform.callback, previousAesKey } });
    await isEmpty(inbox);
    expect(second.seen).toEqual(['gh_1:1']);
  });
});

describe('what is sealed under a key that has left the ring', () => {
  it('stays, and holds nothing else of its queue up', async () => {
    const inbox = await temporaryInbox();
    const foreign = createSealer([{ id: 'gone', key: randomBytes(32) }], randomBytes(32));
    const sealed = foreign.seal(owners.callbackXml, numbered('gh_1', 1));
    await inbox.commit(placeOf(readBody(numbered('gh_1', 1))), { sealed, receivedAt: 1 });
    await commit(inbox, numbered('gh_1', 2));
    const error = vi.fn();
    const { seen } = deliverTo(inbox, async () => delivered, { log: { info: vi.fn(), warn: vi.fn(), error } });
    await vi.waitFor(() => expect(seen).toEqual(['gh_1:2']));
    await vi.waitFor(() => expect(inbox.waiting().count).toBe(1));
    expect(error).toHaveBeenCalledTimes(1);
    expect(error.mock.lastCall?.[1]).toContain('ENCRYPTION_KEYS');
  });
});

describe('deliveries', () => {
  it('are one at a time for each account, in order, and bounded over all', async () => {
    const inbox = await temporaryInbox();
    const accounts = Array.from({ length: 12 }, (_, index) => `gh_${index}`);
    for (let number = 1; number <= 5; number++) {
      for (const account of accounts) await commit(inbox, numbered(account, number));
    }
    const underWay = new Map<string, number>();
    let most = 0;
    const { seen } = deliverTo(
      inbox,
      async ({ xml }) => {
        const { ToUserName } = parseXml(xml);
        const account = String(ToUserName);
        underWay.set(account, (underWay.get(account) ?? 0) + 1);
        expect(underWay.get(account)).toBe(1);
        most = Math.max(
          most,
          [...underWay.values()].reduce((sum, count) => sum + count, 0),
        );
        await new Promise((resolve) => setImmediate(resolve));
        underWay.set(account, 0);
        return delivered;
      },
      { concurrency: 4 },
    );
    await isEmpty(inbox);
    for (const account of accounts) {
      expect(seen.filter((each) => each.startsWith(`${account}:`))).toEqual(
        [1, 2, 3, 4, 5].map((n) => `${account}:${n}`),
      );
    }
    expect(most).toBe(4);
  });

  it('of a code do not wait for those under way, however long these take', async () => {
    const inbox = await temporaryInbox();
    for (let index = 0; index < 10; index++) await commit(inbox, numbered(`gh_${index}`, 1));
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slowly = async ({ xml }: InnerCallback) => {
      if (!xml.includes('authorized')) await released;
      return delivered;
    };
    const { seen } = deliverTo(inbox, slowly, { concurrency: 3 });
    await commit(inbox, code('wx_1'));
    await vi.waitFor(() => expect(inbox.keys('codes', 0, 1)).toEqual([]));
    expect(seen).toEqual(['gh_0:1', 'gh_1:1', 'gh_2:1', 'code:wx_1']);
    release();
  });

  it('are one at a time while answers need the time, and many again behind that', async () => {
    const inbox = await temporaryInbox();
    for (let index = 0; index < 20; index++) await commit(inbox, numbered(`gh_${index}`, 1));
    let rush = true;
    const waiting: (() => void)[] = [];
    const slowly = async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return delivered;
    };
    deliverTo(inbox, slowly, { rushed: () => rush });
    expect(waiting).toHaveLength(1);
    rush = false;
    waiting[0]?.();
    await vi.waitFor(() => expect(waiting).toHaveLength(20));
    for (const resolve of waiting) resolve();
    await isEmpty(inbox);
  });

  it('that fail are tried again, hold back their own account only, and keep its order', async () => {
    const inbox = await temporaryInbox();
    for (const number of [1, 2]) for (const account of ['gh_1', 'gh_2']) await commit(inbox, numbered(account, number));
    let failures = 0;
    const { seen } = deliverTo(inbox, async ({ xml }) => {
      if (xml.includes('gh_1') && failures++ < 2) throw new Error('Temporal is stopped');
      return delivered;
    });
    await isEmpty(inbox);
    expect(seen.filter((each) => each.startsWith('gh_1'))).toEqual(['gh_1:1', 'gh_1:1', 'gh_1:1', 'gh_1:2']);
    expect(seen.filter((each) => each.startsWith('gh_2'))).toEqual(['gh_2:1', 'gh_2:2']);
    expect(seen.indexOf('gh_2:2')).toBeLessThan(seen.lastIndexOf('gh_1:1'));
  });

  it('stop when told, after those under way, and leave the rest where it was', async () => {
    const inbox = await temporaryInbox();
    for (const number of [1, 2, 3]) await commit(inbox, numbered('gh_1', number));
    const { seen, delivery } = deliverTo(inbox, async () => delivered);
    await delivery.stop();
    expect(seen).toEqual(['gh_1:1']);
    expect(inbox.waiting().count).toBe(2);
    await commit(inbox, numbered('gh_1', 4));
    expect(seen).toEqual(['gh_1:1']);
  });
});

describe('what nobody takes', () => {
  it('is kept and removed', async () => {
    const inbox = await temporaryInbox();
    await commit(inbox, numbered('gh_1', 1));
    const { kept } = deliverTo(inbox, async () => unrouted);
    await isEmpty(inbox);
    expect(kept).toEqual(['nobody']);
  });

  it('stays in the inbox until it could be kept', async () => {
    const inbox = await temporaryInbox();
    await commit(inbox, numbered('gh_1', 1));
    let asked = 0;
    const keepUnrouted = async () => {
      if (asked++ === 0) throw new Error('Temporal is stopped');
    };
    const { seen } = deliverTo(inbox, async () => unrouted, { keepUnrouted });
    await isEmpty(inbox);
    expect(seen).toEqual(['gh_1:1', 'gh_1:1']);
    expect(asked).toBe(2);
  });

  it('and is ignored by decision is removed', async () => {
    const inbox = await temporaryInbox();
    await commit(inbox, numbered('gh_1', 1));
    const { kept } = deliverTo(inbox, async () => ({ kind: 'ignored', reason: 'chatter' }));
    await isEmpty(inbox);
    expect(kept).toEqual([]);
  });
});
