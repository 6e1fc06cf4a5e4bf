import { expect } from 'vitest';
import { z } from 'zod';
import type { Shown } from './following.ts';
import type { JourneyStack } from './stack.ts';

const made = z.object({ accounts: z.array(z.object({ appid: z.string() })) });
const knownAccount = z.looseObject({ authorization: z.string().optional() });
const scanned = z.object({ redirect: z.string() });

/** What admins of accounts do in a journey. */
export const adminsOf = (stack: JourneyStack) => {
  /** An account that authorized the platform, once its code is exchanged. */
  const account = async (known: object = {}): Promise<string> => {
    const [first] = made.parse(await stack.simulate('accounts', { count: 1, ...known })).accounts;
    const appid = first?.appid ?? '';
    const read = async () => knownAccount.parse((await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`)).body);
    await expect.poll(read, { timeout: 30_000 }).toMatchObject({ authorization: 'granted' });
    return appid;
  };
  /** Where the page behind a process's link of consent leads. */
  const weChatPage = async ({ links }: Shown): Promise<string> => {
    const html = await (await fetch(links.find(({ rel }) => rel === 'consent')?.href ?? '')).text();
    const [, href = ''] = /<a class="button" href="([^"]+)"/.exec(html) ?? [];
    return href.replaceAll('&amp;', '&');
  };
  /** An admin agrees on WeChat's page: where the browser is sent. */
  const agree = async (shown: Shown): Promise<string> =>
    scanned.parse(await stack.simulate('scan', { url: await weChatPage(shown) })).redirect;
  return {
    account,
    officialAccount: (known: object = {}) => account({ kind: 'officialAccount', ...known }),
    weChatPage,
    agree,
    /** An admin agrees, and the browser comes back; the page it ends on. */
    consent: async (shown: Shown): Promise<Response> => fetch(await agree(shown)),
  };
};
