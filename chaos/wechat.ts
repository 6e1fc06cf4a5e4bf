import { z } from 'zod';
import type { BenchStack } from '../bench/stack.ts';
import { createCallJson } from '../scripts/journey/call-json.ts';
import { waitFor } from '../scripts/wait-for.ts';
import type { Truth } from './judge.ts';
import type { Planned } from './plan.ts';

const accounts = z.array(
  z.object({
    appid: z.string(),
    authorized: z.boolean(),
    online: z.string().optional(),
    audit: z.number().optional(),
    audited: z.string().optional(),
    decidedAt: z.number().optional(),
  }),
);
/** What accounts run and how their audits stand. */
export type Accounts = z.infer<typeof accounts>;
const effects = z.array(z.object({ at: z.string(), appid: z.string(), path: z.string() }));
/** What changed at WeChat, the oldest first. */
export type Effects = z.infer<typeof effects>;
const calls = z.array(
  z.object({ path: z.string(), appid: z.string(), calls: z.number(), answers: z.record(z.string(), z.number()) }),
);
/** How often each call was made for whom, and how it was answered. */
export type Calls = z.infer<typeof calls>;
const pushes = z.array(
  z.object({ event: z.string(), appid: z.string().optional(), at: z.number(), accepted: z.boolean() }),
);
const state = z.object({
  now: z.string(),
  effects: z.number(),
  submissionsLeft: z.number(),
  openAudits: z.array(z.object({ appid: z.string() })),
});

/** The paths whose effects count. */
export const paths = {
  commit: '/wxa/commit',
  submit: '/wxa/submit_audit',
  undo: '/wxa/undocodeaudit',
  release: '/wxa/release',
  rollBack: '/wxa/revertcoderelease',
} as const;
/** How WeChat refuses what was done already: an audit is open, the version is online. */
const refusals: Readonly<Record<string, readonly number[]>> = { [paths.submit]: [85009], [paths.release]: [85052] };

/** How long it is asked the same again where it is too busy to answer, in milliseconds. */
const patience = 180_000;

/** The simulated WeChat, as who steers it and reads its record; orders are given once, questions until they are answered. */
export const weChatOf = ({ simulator }: Pick<BenchStack, 'simulator'>) => {
  const call = createCallJson();
  const order = (path: string, body: object) => call('POST', `${simulator}/_sim/${path}`, body);
  const ask = (path: string) =>
    waitFor(`The simulator's ${path}`, patience, () => call('GET', `${simulator}/_sim/${path}`));
  return {
    order,
    state: async () => state.parse(await ask('state')),
    accounts: async () => accounts.parse(await ask('code')),
    effects: async () => effects.parse(await ask('effects')),
    calls: async () => calls.parse(await ask('calls')),
    pushes: async () => pushes.parse(await ask('pushes')),
  };
};
export type WeChat = ReturnType<typeof weChatOf>;

const acts = { passes: 'pass', rejected: 'reject', delayed: 'delay', stuck: 'ignore', leaves: 'ignore' } as const;
/** So many orders are given at the same time. */
const atOnce = 16;

/** Tells the auditor what to do with each merchant. */
export const instructAuditor = async (wechat: WeChat, merchants: ReadonlyMap<string, Planned>): Promise<void> => {
  const left = merchants.entries();
  const instruct = async () => {
    for (const [appid, { fate, auditMs }] of left) {
      const instruction = { person: 'auditor', does: acts[fate], afterMs: auditMs, appid };
      await waitFor(`The auditor of ${appid}`, patience, () => wechat.order('people', instruction));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, instruct));
};

/** What WeChat knows of each merchant. */
export const truthsOf = async (wechat: WeChat, appids: readonly string[]): Promise<ReadonlyMap<string, Truth>> => {
  const [known, done, made] = [await wechat.accounts(), await wechat.effects(), await wechat.calls()];
  const byAppid = new Map(known.map((account) => [account.appid, account]));
  const effectCounts = countsOf(done.map(({ appid, path }) => `${path} ${appid}`));
  const twice = new Map<string, number>();
  for (const { appid, path, answers } of made) {
    const count = (refusals[path] ?? []).reduce((sum, code) => sum + (answers[code] ?? 0), 0);
    twice.set(appid, (twice.get(appid) ?? 0) + count);
  }
  const truthOf = (appid: string): Truth => {
    const { authorized = false, online, audit } = byAppid.get(appid) ?? {};
    const often = (path: string) => effectCounts.get(`${path} ${appid}`) ?? 0;
    return {
      authorized,
      ...(online === undefined ? {} : { online }),
      ...(audit === undefined ? {} : { audit }),
      submitted: often(paths.submit),
      released: often(paths.release),
      rolledBack: often(paths.rollBack),
      undone: often(paths.undo),
      askedTwice: twice.get(appid) ?? 0,
    };
  };
  return new Map(appids.map((appid) => [appid, truthOf(appid)]));
};

const countsOf = (keys: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};
