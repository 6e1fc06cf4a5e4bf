import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { z } from 'zod';
import { inventSocialCreditCode } from '../../scripts/journey/social-credit-code.ts';
import { picture } from '../simulator/picture.ts';
import type { JourneyStack } from './stack.ts';

const started = z.object({ id: z.string(), runId: z.string(), url: z.string(), temporalUrl: z.string() });
const hint = z.object({ field: z.string(), problem: z.string(), advice: z.string().optional() });
const waitingFor = z.object({
  what: z.string(),
  who: z.string(),
  until: z.string().optional(),
  hints: z.array(hint).optional(),
});
// Written out, not the API's own schema: it is what programs outside rely on.
const progress = z.object({
  id: z.string(),
  runId: z.string(),
  live: z.boolean(),
  stage: z.string(),
  attention: z.enum(['none', 'merchant', 'ops', 'provider']),
  waitingFor: waitingFor.optional(),
  steps: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      at: z.string().optional(),
      note: z.string().optional(),
      waitingFor: waitingFor.optional(),
      process: z.string().optional(),
    }),
  ),
  links: z.array(z.object({ rel: z.string(), title: z.string(), href: z.string() })),
  outcome: z.looseObject({ kind: z.string() }).optional(),
});
/** A process as the API shows it. */
export type Shown = z.infer<typeof progress>;
/** The answer to a start. */
export type Started = z.infer<typeof started>;

/** How long between two readings, in milliseconds: soon at first, then fewer, because each has api, Temporal and worker at work. */
const pauses = { first: 100, growth: 1.3, most: 300 };

/** Seconds instead of days; who wants to wait for the word to make a new link says so. */
export const registrationPace = {
  window: 60_000,
  poll: 1_000,
  remind: [30_000],
  grace: 3_000,
  reissue: 1,
  register: 1,
};

/** What tests do with processes over the API. */
export const processesOf = (stack: JourneyStack) => {
  const read = async ({ url }: Started) => progress.parse((await stack.api('viewer', 'GET', url)).body);
  const until = async (process: Started, far: (shown: Shown) => boolean, timeout = 45_000): Promise<Shown> => {
    const deadline = Date.now() + timeout;
    let last = 'nothing was read';
    for (let pause = pauses.first; Date.now() < deadline; pause = Math.min(pause * pauses.growth, pauses.most)) {
      // Who is killed on the way does not answer.
      const shown = await read(process).catch((error: unknown) => {
        last = String(error);
        return undefined;
      });
      if (shown && far(shown)) return shown;
      if (shown) last = JSON.stringify(shown, undefined, 2);
      await sleep(pause);
    }
    throw new Error(`${process.url} did not come so far within ${timeout / 1000} s: ${last}`);
  };
  const start = async (path: string, body: object): Promise<Started> => {
    const answer = await stack.api('operator', 'POST', path, body);
    expect(answer).toMatchObject({ status: 202 });
    return started.parse(answer.body);
  };
  return {
    read,
    start,
    until,
    /** Follows a process to its end; its outcome. */
    outcome: async (process: Started, timeout?: number) =>
      (await until(process, ({ outcome }) => outcome !== undefined, timeout)).outcome,
    register: (input: object = {}) =>
      start('/v1/enterprise-registrations', {
        name: `示例企业${inventSocialCreditCode().slice(-6)}`,
        code: inventSocialCreditCode(),
        componentPhone: '13800000000',
        timings: registrationPace,
        ...input,
      }),
    release: (appid: string, input: object = {}) =>
      start('/v1/code-releases', {
        appid,
        templateId: 1,
        userVersion: '1.0.0',
        userDesc: '首次上线',
        timings: { detectionPoll: 300, auditPoll: 700, auditWindow: 60_000, lookUpAfter: 500 },
        ...input,
      }),
    setUp: (appid: string, wanted: object, timings: object = {}) =>
      start('/v1/account-setups', {
        appid,
        ...wanted,
        timings: { auditPoll: 700, auditWindow: 60_000, lookUpAfter: 500, ...timings },
      }),
    begin: start,
    /** Uploads a picture for an account; its media id. */
    upload: async (appid: string): Promise<string> => {
      const form = new FormData();
      form.set('appid', appid);
      form.set('type', 'image');
      form.set('media', picture());
      const { body } = await stack.api('operator', 'POST', '/v1/calls/uploadTempMedia', form);
      return z.object({ media_id: z.string() }).parse(body).media_id;
    },
    act: ({ url }: Started, action: string, body: object = {}) =>
      stack.api('admin', 'POST', `${url}/actions/${action}`, body),
    /** An authorized account that our entity knows. */
    account: async (known: object = {}): Promise<string> => {
      const { accounts } = z
        .object({ accounts: z.array(z.object({ appid: z.string() })) })
        .parse(await stack.simulate('accounts', known));
      const appid = accounts[0]?.appid ?? '';
      await expect
        .poll(async () => (await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`)).status, { timeout: 20_000 })
        .toBe(200);
      return appid;
    },
    people: (person: string, does: string, afterMs = 300, appid?: string) =>
      stack.simulate('people', { person, does, afterMs, ...(appid ? { appid } : {}) }),
    fault: (order: object) => stack.simulate('faults', order),
  };
};
