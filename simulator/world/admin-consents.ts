import { randomBytes } from 'node:crypto';
import type { Clock, Instant } from '../clock.ts';
import type { Records } from '../records.ts';
import { Refusal } from '../refusal.ts';
import { newOpenid } from '../user-message.ts';
import { type Account, newAccount } from './accounts.ts';
import { createAllowance } from './allowance.ts';
import type { Authorizations } from './authorizations.ts';
import type { MiniProgramLinks } from './mini-program-links.ts';
import { registerTypes } from './standing.ts';

/** What admins agreed to on WeChat's pages, for the platform to use once. */
export type AdminConsents = {
  /** The admin of an official account lets the platform register a mini program with its subject: a ticket. */
  registration(officialAccount: Account, copyVerification: boolean): string;
  /**
   * Registers at once, without a push. Refuses: 61058 a ticket that is unknown, of another account, used, or was tried
   * less than 5 s ago; 61051 no official account, 61052 not verified, 61055 more than 5 this month.
   */
  register(officialAccount: Account, ticket: string): { account: Account; code: string; verified: boolean };
  /** Old and new admin of a mini program agreed: a task. */
  rebinding(account: Account): string;
  /** Uses it. Refuses: 85060 unknown, of another account, or used. */
  rebind(account: Account, taskid: string): void;
  clear(): void;
};

type Ticket = { readonly of: Account; readonly copyVerification: boolean; triedAt?: Instant; used: boolean };

/** How long WeChat is busy with a ticket, in milliseconds. */
const busy = 5000;

/** Makes the consents; new accounts go into `accounts`. */
export const createAdminConsents = (deps: {
  readonly clock: Clock;
  readonly records: Records;
  readonly authorizations: Authorizations;
  readonly accounts: Map<string, Account>;
  readonly links: MiniProgramLinks;
}): AdminConsents => {
  const { links, clock, records, authorizations, accounts } = deps;
  const tickets = new Map<string, Ticket>();
  const rebindings = new Map<string, Account>();
  const ofAnAccount = createAllowance(clock, [{ per: 'month', most: 5, errcode: 61055 }]);
  const name = () => randomBytes(16).toString('hex');

  return {
    registration: (of, copyVerification) => {
      const ticket = records.secret('registration-ticket', name());
      tickets.set(ticket, { of, copyVerification, used: false });
      return ticket;
    },
    register: (officialAccount, ticket) => {
      const entry = tickets.get(ticket);
      if (entry?.of !== officialAccount || entry.used) throw new Refusal(61058);
      const early = entry.triedAt !== undefined && clock.now() < entry.triedAt + busy;
      entry.triedAt = clock.now();
      if (early) throw new Refusal(61058);
      if (officialAccount.kind !== 'officialAccount') throw new Refusal(61051);
      if (!officialAccount.verification.verified) throw new Refusal(61052);
      ofAnAccount.spend(officialAccount.appid);
      entry.used = true;
      const { principalName } = officialAccount;
      const verified = entry.copyVerification;
      const account = newAccount({ principalName, registerType: registerTypes.officialAccount, verified });
      accounts.set(account.appid, account);
      links.add(officialAccount, account);
      return { account, code: authorizations.grant(account), verified };
    },
    rebinding: (account) => {
      const taskid = name();
      rebindings.set(taskid, account);
      return taskid;
    },
    rebind: (account, taskid) => {
      if (rebindings.get(taskid) !== account) throw new Refusal(85060);
      rebindings.delete(taskid);
      account.standing.admin = newOpenid();
    },
    clear: () => {
      tickets.clear();
      rebindings.clear();
      ofAnAccount.clear();
    },
  };
};
