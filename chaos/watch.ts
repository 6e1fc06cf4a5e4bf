import type { Fate, Planned } from './plan.ts';
import type { Accounts, WeChat } from './wechat.ts';

/** How audits are numbered. */
const audits = { rejected: 1, open: 2, delayed: 4 } as const;
/** How often it is said how far all is, in milliseconds. */
const saying = 15_000;

type Account = Accounts[number];
/** Whether WeChat is through with a merchant of this fate. */
const through: Readonly<Record<Fate, (account: Account, version: string) => boolean>> = {
  passes: ({ online }, version) => online === version,
  rejected: ({ audit }) => audit === audits.rejected,
  stuck: ({ audit }) => audit === audits.open,
  delayed: ({ audit }) => audit === audits.delayed,
  leaves: ({ authorized }) => !authorized,
};

/** Watches a rollout from WeChat's side; who is to leave does so while the audit is under way. */
export const watchOf = (
  wechat: WeChat,
  run: {
    readonly version: string;
    readonly merchants: ReadonlyMap<string, Planned>;
    readonly say: (line: string) => void;
  },
) => {
  const { version, merchants, say } = run;
  let said = Date.now();
  let open: readonly string[] = [];
  const words = (accounts: Accounts) => {
    const count = (is: (account: Account) => boolean) => accounts.filter(is).length;
    return [
      `${count(({ online }) => online === version)} live`,
      `${count(({ audit }) => audit === audits.open || audit === audits.delayed)} under audit`,
      `${count(({ audit }) => audit === audits.rejected)} rejected`,
      `${count(({ authorized }) => !authorized)} left`,
      `${count(({ audit }) => audit === undefined)} not submitted`,
    ].join(', ');
  };
  return {
    /** Whether WeChat is through with everybody. */
    decided: async (): Promise<boolean> => {
      const accounts = await wechat.accounts();
      for (const { appid, authorized, audit } of accounts) {
        const leaves = merchants.get(appid)?.fate === 'leaves' && authorized && audit === audits.open;
        // Whether it was heard is seen at the next look.
        if (leaves) await wechat.order('authorizations', { appid, does: 'withdraw' }).catch(() => undefined);
      }
      open = accounts.flatMap((account) => {
        const planned = merchants.get(account.appid);
        return planned && !through[planned.fate](account, version) ? [account.appid] : [];
      });
      if (Date.now() - said >= saying) {
        said = Date.now();
        say(words(accounts));
      }
      return open.length === 0;
    },
    /** With whom it was not through at the last look. */
    open: () => open,
  };
};
