import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inventSocialCreditCode } from '../../scripts/journey/social-credit-code.ts';
import { buildXml } from '../../wechat/xml.ts';
import { processesOf, registrationPace, type Started } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

let stack: JourneyStack;
let processes: ReturnType<typeof processesOf>;
beforeAll(async () => {
  stack = await startJourneyStack();
  processes = processesOf(stack);
});
afterAll(() => stack.stop());

const event = 'notify_third_fasteregister';
const exchanges = '/cgi-bin/component/api_query_auth';
const overview = z.object({ registrations: z.array(z.object({ taskid: z.string() })) });
const list = z.object({ items: z.array(z.looseObject({ id: z.string() })) });
const counts = z.array(z.object({ calls: z.number() }));

/** The ways to register, each with somebody new. */
const routes = {
  enterprise: () => ({ person: 'legalPerson', path: 'enterprise', who: { code: inventSocialCreditCode() } }),
  personal: () => ({ person: 'user', path: 'personal', who: { wxuser: `wxid_${randomBytes(6).toString('hex')}` } }),
  upgraded: () => ({
    person: 'user',
    path: 'personal',
    who: { openid: `o${randomBytes(21).toString('base64url').slice(0, 27)}` },
  }),
} as const;
type RouteName = keyof typeof routes;

const begin = async (route: RouteName, timings: object = {}) => {
  const { path, who } = routes[route]();
  const body = { componentPhone: '13800000000', ...who, timings: { ...registrationPace, poll: 60_000, ...timings } };
  const name = 'code' in who ? { name: `示例企业${who.code.slice(-6)}` } : {};
  const started = await processes.start(`/v1/${path}-registrations`, { ...body, ...name });
  return { started, ...name, ...who };
};
const withLink = (started: Started) =>
  processes.until(started, ({ links }) => links.some(({ rel }) => rel === 'authorize-url'));
const newestTask = async () => overview.parse(await stack.simulate('state')).registrations.at(-1)?.taskid ?? '';
const unrouted = async () =>
  list.parse((await stack.api('viewer', 'GET', '/v1/unrouted-callbacks?limit=100')).body).items.length;
const exchangesMade = async () =>
  counts.parse(await stack.simulate(`calls?path=${exchanges}`)).reduce((sum, { calls }) => sum + calls, 0);

/** What a push can go by: the registration's task, that of another, its enterprise's code or person's WeChat id. */
type Facts = {
  readonly task: string;
  readonly other: string;
  readonly name?: string;
  readonly code?: string;
  readonly wxuser?: string;
};
type Shape = (facts: Facts) => { readonly [field: string]: unknown };

const anHourAgo = () => Math.floor(Date.now() / 1_000) - 3_600;
const empty = { name: '', code: '', wxuser: '', idname: '', taskid: '' };
const shapes: readonly (readonly [RouteName, string, 'taken' | 'kept', Shape])[] = [
  ['enterprise', 'names all there is', 'taken', ({ name, code, task }) => ({ info: { name, code, taskid: task } })],
  ['enterprise', 'names the task beside empty info', 'taken', ({ task }) => ({ taskid: task, info: empty })],
  ['enterprise', 'has the task where the code belongs', 'taken', ({ task }) => ({ info: { name: '', code: task } })],
  ['enterprise', 'names no task', 'taken', ({ code }) => ({ info: { name: '', code } })],
  ['enterprise', 'names the task of another try', 'kept', ({ code, other }) => ({ info: { code, taskid: other } })],
  ['enterprise', 'is older than the try', 'kept', ({ code }) => ({ CreateTime: anHourAgo(), info: { code } })],
  ['enterprise', 'is of nobody who registers', 'kept', () => ({ info: { code: inventSocialCreditCode() } })],
  ['enterprise', 'has empty fields', 'kept', () => ({ info: empty, taskid: '' })],
  ['personal', 'names the person alone', 'taken', ({ wxuser }) => ({ info: { wxuser, idname: '' } })],
  ['personal', 'names the task alone', 'taken', ({ task }) => ({ info: { wxuser: '', taskid: task } })],
  ['personal', 'names the task of another try', 'kept', ({ wxuser, other }) => ({ info: { wxuser, taskid: other } })],
  ['personal', 'is older than the try', 'kept', ({ wxuser }) => ({ CreateTime: anHourAgo(), info: { wxuser } })],
  ['upgraded', 'names the task alone', 'taken', ({ task }) => ({ info: { wxuser: '', taskid: task } })],
  ['upgraded', 'names the task of another try', 'kept', ({ other }) => ({ info: { wxuser: '', taskid: other } })],
  ['upgraded', 'has empty fields', 'kept', () => ({ info: empty })],
];

describe('a push about a registration', () => {
  const faults = ['lose', 'double', 'early', 'late'] as const;
  // First, while no person of a registration that was given up still acts.
  const troubles = (Object.keys(routes) as RouteName[]).flatMap((route) =>
    faults.map((fault) => [route, fault] as const),
  );
  it.each(troubles)('(%s) in trouble (%s) ends it registered all the same, by one exchange', async (route, fault) => {
    const { person } = routes[route]();
    await processes.people(person, 'accept', 0);
    await processes.fault({ event, kind: fault, ...(fault === 'late' ? { ms: 1_500 } : {}), times: 1 });
    const before = await exchangesMade();
    const { started } = await begin(route, { poll: 500 });
    expect(await processes.outcome(started, 60_000)).toMatchObject({ kind: 'registered', authorized: true });
    expect(await exchangesMade()).toBe(before + 1);
  });

  it.each(shapes)('(%s) that %s is %s', async (route, _what, fate, shape) => {
    const { person } = routes[route]();
    await processes.people(person, 'ignore');
    const { started, ...who } = await begin(route);
    await withLink(started);
    const facts = { ...who, task: await newestTask(), other: `task-${randomBytes(8).toString('hex')}` };
    const before = await unrouted();
    const xml = buildXml({
      AppId: 'wx-platform',
      CreateTime: Math.floor(Date.now() / 1_000),
      InfoType: event,
      status: 1005,
      msg: 'real name check failed',
      ...shape(facts),
    });
    await stack.simulate('push', { channel: 'component', xml });
    if (fate === 'taken') {
      expect(await processes.outcome(started)).toMatchObject({ kind: 'rejected', status: 1005 });
      return;
    }
    await expect.poll(unrouted, { timeout: 30_000 }).toBe(before + 1);
    expect(await processes.read(started)).toMatchObject({ stage: 'face-verification' });
    await processes.act(started, 'cancel');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'cancelled' });
  });
});
