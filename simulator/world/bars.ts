import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';

/** Whose submissions a punishment of the provider bars: all, those of accounts never released, those of the others. */
export type BarScope = 'all' | 'first' | 'iteration';

/** The punishments that bar submissions. */
export type Bars = {
  /** Bars the provider, or no longer. */
  setProvider(scope: BarScope, barred: boolean): void;
  /** Bars one account, or no longer. */
  setAccount(appid: string, barred: boolean): void;
  /** Refuses a submission: 86007 the account's, 86008 all, 86009 first, 86010 iterations. */
  check(account: Account): void;
  /** Who is barred: the provider by scope, and accounts. */
  all(): { readonly scopes: readonly BarScope[]; readonly appids: readonly string[] };
  clear(): void;
};

/** Makes the bars; nobody is barred. */
export const createBars = (): Bars => {
  const scopes = new Set<BarScope>();
  const appids = new Set<string>();
  return {
    setProvider: (scope, barred) => void (barred ? scopes.add(scope) : scopes.delete(scope)),
    setAccount: (appid, barred) => void (barred ? appids.add(appid) : appids.delete(appid)),
    check: ({ appid, code }) => {
      const isFirst = code.released.length === 0;
      if (appids.has(appid)) throw new Refusal(86007);
      if (scopes.has('all')) throw new Refusal(86008);
      if (isFirst && scopes.has('first')) throw new Refusal(86009);
      if (!isFirst && scopes.has('iteration')) throw new Refusal(86010);
    },
    all: () => ({ scopes: [...scopes], appids: [...appids] }),
    clear: () => {
      scopes.clear();
      appids.clear();
    },
  };
};
