import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesOf, registrationPace } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

let stack: JourneyStack;
let processes: ReturnType<typeof processesOf>;
beforeAll(async () => {
  stack = await startJourneyStack();
  processes = processesOf(stack);
});
afterAll(() => stack.stop());

const push = 'notify_third_fasteregister';
const routes = {
  personal: {
    person: () => ({ wxuser: `wxid_${randomBytes(6).toString('hex')}` }),
    create: '/wxa/component/fastregisterpersonalweapp?action=create',
  },
  upgraded: {
    person: () => ({ openid: `o${randomBytes(21).toString('base64url').slice(0, 27)}` }),
    create: '/wxa/component/fastregistertransactionweapp?action=create',
  },
};

describe.each(Object.entries(routes))('the registration of a person, %s', (_kind, { person, create }) => {
  const start = (input: object = {}) =>
    processes.start('/v1/personal-registrations', {
      ...person(),
      componentPhone: '13800000000',
      timings: { ...registrationPace, poll: 500 },
      ...input,
    });

  it('ends registered and authorized once the person has passed, after one create', async () => {
    await processes.people('user', 'ignore');
    const started = await start({ merchantId: 'm-person' });
    const waiting = await processes.until(started, ({ links }) => links.some(({ rel }) => rel === 'authorize-url'));
    expect(waiting).toMatchObject({ attention: 'merchant', waitingFor: { who: 'merchant' } });
    const before = (await stack.effects()).filter((path) => path === create).length;
    await processes.people('user', 'accept', 0);
    const outcome = await processes.outcome(started, 60_000);
    expect(outcome).toMatchObject({ kind: 'registered', authorized: true });
    const account = await stack.api('viewer', 'GET', `/v1/authorizers/${String(outcome?.appid)}`);
    expect(account.body).toMatchObject({ authorization: 'granted', origin: 'registered', merchantId: 'm-person' });
    expect((await stack.effects()).filter((path) => path === create)).toHaveLength(before);
  });

  it('waits for a new link at once after a refusal', async () => {
    await processes.people('user', 'refuse');
    const started = await start({ timings: { ...registrationPace, poll: 500, reissue: 60_000 } });
    await processes.until(started, ({ waitingFor }) => waitingFor?.what.includes('"reissue"') === true);
    await processes.people('user', 'accept');
    await processes.act(started, 'reissue');
    expect(await processes.outcome(started, 60_000)).toMatchObject({ kind: 'registered', authorized: true });
  });

  it('is rejected for good where the person has as many accounts as one may', async () => {
    await processes.people('user', '1003');
    expect(await processes.outcome(await start())).toMatchObject({ kind: 'rejected', remedy: 'none', status: 1003 });
  });

  it('finds the account by itself where the push was lost', async () => {
    await processes.people('user', 'accept', 800);
    await processes.fault({ event: push, kind: 'lose', times: 1 });
    expect(await processes.outcome(await start(), 60_000)).toMatchObject({ kind: 'registered', authorized: true });
  });
});

describe('a registration of somebody whom WeChat does not know', () => {
  it('is rejected for another WeChat id', async () => {
    await processes.fault({ path: routes.personal.create, kind: 'errcode', errcode: 86032, times: 1 });
    const started = await processes.start('/v1/personal-registrations', {
      ...routes.personal.person(),
      componentPhone: '13800000000',
    });
    expect(await processes.outcome(started)).toMatchObject({
      kind: 'rejected',
      remedy: 'correct-data',
      errcode: 86032,
    });
  });
});

describe('two persons who register at once, and whose pushes name nobody', () => {
  it('are told apart by people, who name the account', async () => {
    await processes.people('user', 'ignore');
    const both = await Promise.all(
      [0, 1].map(() =>
        processes.start('/v1/personal-registrations', {
          ...routes.upgraded.person(),
          componentPhone: '13800000000',
          timings: { ...registrationPace, poll: 500 },
        }),
      ),
    );
    for (const one of both) await processes.until(one, ({ stage }) => stage === 'face-verification');
    await processes.people('user', 'accept', 0);
    const [first, second] = both;
    if (!first || !second) throw new Error('Two were started.');
    const parked = await processes.until(first, ({ waitingFor }) => waitingFor?.what.includes('"adopt"') === true);
    const [appid] = /wx[0-9a-f]+/.exec(parked.waitingFor?.what ?? '') ?? [];
    expect(await processes.act(first, 'adopt', { appid })).toMatchObject({ status: 202 });
    expect(await processes.outcome(first)).toEqual({ kind: 'registered', authorized: true, appid });
    await processes.until(second, ({ waitingFor }) => waitingFor?.what.includes('"adopt"') === true);
    await processes.act(second, 'retry');
    expect(await processes.outcome(second)).toMatchObject({ kind: 'registered', authorized: true });
  });
});
