import { newOpenid } from '../simulator/merchants.ts';
import type { processesOf, Shown, Started } from './following.ts';

let names = 0;

/** The link that somebody must open now. */
export const authorizeLink = ({ links }: Shown) => links.find(({ rel }) => rel === 'authorize-url')?.href;

/** Whether somebody is asked what to do next with a trial. */
export const isAsked = ({ stage, attention }: Shown) => stage === 'choice' && attention !== 'none';

/** What tests do with trials over the API. */
export const trialsOf = (processes: ReturnType<typeof processesOf>) => {
  const register = (input: object = {}): Promise<Started> => {
    names += 1;
    return processes.start('/v1/trial-registrations', {
      name: `小麦烤鸡${names}号店`,
      openid: newOpenid(),
      conversion: false,
      ...input,
      timings: {
        window: 60_000,
        poll: 1_000,
        remind: 30_000,
        grace: 2_000,
        authorization: 20_000,
        ...timingsOf(input),
      },
    });
  };
  return {
    register,
    /** A trial whose user agreed; its appid. */
    trial: async (input: object = {}): Promise<string> => {
      await processes.people('user', 'accept', 300);
      const appid = (await processes.outcome(await register(input)))?.appid;
      await processes.people('user', 'ignore');
      return String(appid);
    },
    convert: (appid: string, input: object = {}): Promise<Started> =>
      processes.start('/v1/trial-conversions', {
        appid,
        ...input,
        timings: { window: 60_000, poll: 1_000, watch: 1_000, remind: 30_000, grace: 1_000, ...timingsOf(input) },
      }),
  };
};

const timingsOf = (input: object): object =>
  'timings' in input && typeof input.timings === 'object' ? { ...input.timings } : {};
