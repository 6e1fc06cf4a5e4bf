import type { LackingSets } from '../../messages/authorization-link.ts';

/** The accounts that were authorized through a link, with the permission sets that each granted last. */
export type LinkedAccounts = {
  /** An account was authorized, or its authorization updated. */
  add(appid: string, permissionSets: readonly number[]): void;
  appids(): readonly string[];
  /** What each account lacks of what the link asks for. */
  lacking(): LackingSets;
};

/** Opens the record; a link that asks for no sets in particular lacks none. */
export const openLinkedAccounts = (wished: readonly number[] = []): LinkedAccounts => {
  const granted = new Map<string, readonly number[]>();
  return {
    add: (appid, permissionSets) => granted.set(appid, permissionSets),
    appids: () => [...granted.keys()],
    lacking: () => {
      const pairs = [...granted].map(([appid, sets]) => [appid, wished.filter((id) => !sets.includes(id))] as const);
      return Object.fromEntries(pairs.filter(([, lacking]) => lacking.length > 0));
    },
  };
};
