import { randomBytes } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import { registerTypes } from './standing.ts';

/** How many accounts an open account holds: unverified, and verified. */
const roomUnverified = 5;
const roomVerified = 100;

/** An open account (开放平台账号), whose users have one unionid in all its accounts. */
type OpenAccount = {
  readonly open_appid: string;
  readonly principalName: string;
  /** Created by API; others were registered on open.weixin.qq.com. */
  readonly byApi: boolean;
  verified: boolean;
  /** Appids. */
  readonly holds: Set<string>;
};

/** All open accounts, and which account is bound to which. */
export type OpenAccounts = {
  /** Creates one and binds the account. Refuses: 89000 bound already, 48001 a trial mini program. */
  create(account: Account): string;
  /** Refuses: 40013 unknown, 89000 bound already, 89036 neither by API nor verified, 89001 other subject, 89004 full. */
  bind(account: Account, openAppid: string): void;
  /** Refuses: 40013 unknown or not bound to it, 89001 other subject, 89003 not created by API. */
  unbind(account: Account, openAppid: string): void;
  /** The open account of an account. */
  of(appid: string): Pick<OpenAccount, 'open_appid' | 'principalName'> | undefined;
  /** Somebody registers one on open.weixin.qq.com. */
  register(known: { readonly principalName: string; readonly verified: boolean }): string;
  has(openAppid: string): boolean;
  /** Verifies one, or takes that back. */
  verify(openAppid: string, verified: boolean): void;
  clear(): void;
};

/** Makes a world without open accounts. */
export const createOpenAccounts = (): OpenAccounts => {
  const all = new Map<string, OpenAccount>();
  const of = (appid: string) => [...all.values()].find(({ holds }) => holds.has(appid));
  const open = (known: Pick<OpenAccount, 'principalName' | 'byApi' | 'verified'>): OpenAccount => {
    const made = { ...known, open_appid: `wx${randomBytes(8).toString('hex')}`, holds: new Set<string>() };
    all.set(made.open_appid, made);
    return made;
  };
  const known = (openAppid: string): OpenAccount => {
    const found = all.get(openAppid);
    if (!found) throw new Refusal(40013);
    return found;
  };

  return {
    create: ({ appid, principalName, registerType }) => {
      if (of(appid)) throw new Refusal(89000);
      if (registerType === registerTypes.trial) throw new Refusal(48001);
      const made = open({ principalName, byApi: true, verified: false });
      made.holds.add(appid);
      return made.open_appid;
    },
    bind: ({ appid, principalName }, openAppid) => {
      const { byApi, verified, holds, ...found } = known(openAppid);
      if (of(appid)) throw new Refusal(89000);
      if (!byApi && !verified) throw new Refusal(89036);
      if (!verified && found.principalName !== principalName) throw new Refusal(89001);
      if (holds.size >= (verified ? roomVerified : roomUnverified)) throw new Refusal(89004);
      holds.add(appid);
    },
    unbind: ({ appid, principalName }, openAppid) => {
      const { byApi, verified, holds, ...found } = known(openAppid);
      if (!byApi) throw new Refusal(89003);
      if (!verified && found.principalName !== principalName) throw new Refusal(89001);
      if (!holds.delete(appid)) throw new Refusal(40013);
    },
    of,
    register: (account) => open({ ...account, byApi: false }).open_appid,
    has: (openAppid) => all.has(openAppid),
    verify: (openAppid, verified) => {
      known(openAppid).verified = verified;
    },
    clear: () => all.clear(),
  };
};
