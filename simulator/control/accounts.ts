import type { z } from 'zod';
import { newAccount } from '../world/accounts.ts';
import { ownCredentials } from '../world/own-credentials.ts';
import type { World } from '../world/world.ts';
import type { accountsOrder, authorizationOrder } from './orders.ts';

/** How many pushes go out at once when many accounts are made. */
const pushesAtOnce = 32;

/** Makes accounts that authorize the platform; answers when the gateway was told of each. */
export const makeAccounts = async (world: World, order: z.output<ReturnType<typeof accountsOrder>>) => {
  const {
    count,
    authorized,
    exchanged,
    pushAuthorized = !exchanged,
    secret,
    ipAllowList,
    needConfirm,
    ...known
  } = order;
  if (secret !== undefined) world.records.secret('app-secret', secret);
  const made = Array.from({ length: count }, () =>
    newAccount({
      ...known,
      ...(secret === undefined ? {} : { own: ownCredentials(secret, ipAllowList) }),
      confirmations: new Map(needConfirm.map((id) => [id, 'waiting'])),
    }),
  );
  for (const account of made) world.accounts.set(account.appid, account);
  // A customised merchant is called with its own secret and authorizes nobody.
  const authorizing = made.filter(({ own }) => authorized && !own);
  const coded = authorizing.map((account) => ({ account, code: world.authorizations.grant(account) }));
  for (const account of authorizing) account.exchanged = exchanged;
  for (let from = 0; pushAuthorized && from < coded.length; from += pushesAtOnce) {
    const batch = coded.slice(from, from + pushesAtOnce);
    await Promise.all(batch.map(({ account, code }) => world.authorizations.announce('authorized', account, code)));
  }
  return { accounts: made.map(({ appid, userName }) => ({ appid, userName })) };
};

/** The merchant authorizes again, changes the permission sets or withdraws; answers when the gateway was told. */
export const changeAuthorization = async (world: World, order: z.output<ReturnType<typeof authorizationOrder>>) => {
  const { appid: account, does, permissionSets } = order;
  if (does === 'withdraw') return world.authorizations.withdraw(account);
  if (permissionSets) account.permissionSets = permissionSets;
  const event = does === 'grant' ? 'authorized' : 'updateauthorized';
  await world.authorizations.announce(event, account, world.authorizations.grant(account));
};
