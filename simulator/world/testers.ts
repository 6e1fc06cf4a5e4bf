import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { unbindTester as unbind } from '../../wechat/endpoints/member-management.ts';
import { Refusal } from '../refusal.ts';
import { isPersonal } from './account-settings.ts';
import type { Account } from './accounts.ts';

/** Of how many mini programs one user may be a tester. WeChat does not say. */
const accountsATester = 50;

/** How many testers an account may have: more once it is verified, and once it is released. */
const testerLimit = (account: Account): number => {
  if (isPersonal(account)) return 15;
  return 30 * (1 + Number(account.verification.verified) + Number(account.code.released.length > 0));
};

/**
 * Makes a user a tester and tells how the tester is named from now on. Refuses: 85001 no such WeChat id, 85004 bound
 * already, 85002 the account's testers are full, 85003 the user tests too many of `all` accounts.
 */
export const bindTester = (account: Account, wechatid: string, all: Iterable<Account>): string => {
  if (!/^[a-zA-Z][-_a-zA-Z0-9]{5,19}$/.test(wechatid)) throw new Refusal(85001);
  const { testers } = account.settings;
  const userstr = createHash('sha256').update(`${account.appid} ${wechatid}`).digest('hex');
  if (testers.has(userstr)) throw new Refusal(85004);
  if (testers.size >= testerLimit(account)) throw new Refusal(85002);
  const tests = [...all].filter(({ settings }) => [...settings.testers.values()].includes(wechatid));
  if (tests.length >= accountsATester) throw new Refusal(85003);
  testers.set(userstr, wechatid);
  return userstr;
};

/** Ends a tester's right; nothing happens where there is none. */
export const unbindTester = ({ settings }: Account, named: z.output<typeof unbind.request>): void => {
  for (const [userstr, wechatid] of settings.testers) {
    if (userstr === named.userstr || wechatid === named.wechatid) settings.testers.delete(userstr);
  }
};
