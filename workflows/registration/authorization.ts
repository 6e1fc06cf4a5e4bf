import { proxyActivities, upsertSearchAttributes } from '@temporalio/workflow';
import type { AuthorizationActivities } from '../../activities/authorization.ts';
import type { FindRegistered } from '../../activities/registrations.ts';
import type { AccountAssignment } from '../../messages/authorizer.ts';
import { adopt } from '../../messages/registration.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { authorizationCalls } from '../credentials.ts';
import { reads } from '../facts.ts';
import type { Process } from '../process.ts';
import { waitForFact } from '../wait-for-fact.ts';
import type { Attempts } from './attempts.ts';

/** The account that was made, and whether we hold its authorization. */
export type Registered = { readonly appid: string; readonly authorized: boolean; readonly note?: string };

/** How long the authorization of a known account may take: its code lives 10 minutes. */
const joining = { within: 15 * 60_000, every: 5_000 } as const;

/** The exchange of a code that a process holds: made once, whoever brings the code. */
export const exchange = proxyActivities<AuthorizationActivities>({
  summary: 'Exchange the authorization code, once for everybody who holds it',
  startToCloseTimeout: '15 minutes',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '30s', maximumAttempts: 10 },
});

/** What an account is taken over with. */
export type TakeOver = {
  readonly find: FindRegistered;
  readonly merchantId?: string;
  /** How long the push of the created account may be late, in milliseconds. */
  readonly grace: number;
};

/** The account's end of a registration. */
export type AccountTaken = {
  /** Takes the new account over: with the code of its push, else by joining its authorization, else by looking for it. */
  take(): Promise<Registered>;
  /** Looks for the account among those that authorized us since the process began. */
  find(): Promise<Registered | undefined>;
  /** The new account, once it is known. */
  known(): string | undefined;
};

/** Opens the action `adopt`, by which a person names the account; call it before the first await. */
export const openTakeOver = (
  process: Process,
  attempts: Attempts,
  { find, merchantId, grace }: TakeOver,
): AccountTaken => {
  const assignment = { origin: 'registered', ...(merchantId ? { merchantId } : {}) } as const;
  let open = false;
  let adopted: string | undefined;
  let account: string | undefined;
  process.actions.on(adopt, {
    refuse: () => (open ? undefined : 'The process does not look for an account now.'),
    apply: ({ appid }) => {
      adopted = appid;
    },
  });

  const look = () => process.attempt(() => reads('Find the account whose push was lost').findRegisteredAccount(find));
  const join = (appid: string) => {
    account = appid;
    return joinAuthorization(process, appid, assignment);
  };
  return {
    known: () => account ?? attempts.created()?.payload.appid,
    find: async () => {
      const found = await look();
      return found.kind === 'found' ? join(found.appid) : undefined;
    },
    take: async () => {
      if (!attempts.created()) {
        const what = 'The push with the authorization code of the new account';
        await process.pause(grace, { what, who: 'wechat' }, () => attempts.created() !== undefined);
      }
      for (;;) {
        const created = attempts.created();
        const { auth_code: code, appid } = created?.payload ?? {};
        if (created && code) {
          const brought = { code, createTime: created.createTime, ...(appid ? { appid } : {}), assignment };
          const result = await process.attempt(() => exchange.exchangeAuthorization(brought));
          account = result.appid ?? appid;
          if (account) {
            bearAppid(account);
            return { appid: account, ...(result.kind === 'lost' ? unauthorized : { authorized: true }) };
          }
        }
        const known = adopted ?? appid;
        if (known) return join(known);
        const found = await look();
        if (found.kind === 'found') return join(found.appid);
        const seen = found.appids.length > 0 ? ` It may be one of ${found.appids.join(', ')}.` : '';
        const what = `WeChat says the mini program is created, but no push and no look-up tells which it is.${seen} "adopt" names it.`;
        const before = attempts.created();
        open = true;
        await process.park({ what, who: 'ops' }, () => adopted !== undefined || attempts.created() !== before);
        open = false;
      }
    },
  };
};

/**
 * Waits so many milliseconds until an account that is known by its appid is authorized by whoever brings its code, and says
 * whose it is.
 */
export const joinAuthorization = async (
  process: Process,
  appid: string,
  assignment: AccountAssignment,
  within: number = joining.within,
): Promise<Registered> => {
  bearAppid(appid);
  await authorizationCalls('Tell the account whose it is').assignAccount({ appid, ...assignment });
  const joined = await waitForFact(process, {
    waitingFor: { what: `The authorization of ${appid}, by a push of its own`, who: 'wechat' },
    until: Date.now() + within,
    every: joining.every,
    ask: (facts, asking) => facts.awaitAuthorization({ ...asking, hinted: true, appid }),
  });
  return { appid, ...(joined?.authorized ? { authorized: true } : unauthorized) };
};

/** Makes a registration findable by the account that it made. */
export const bearAppid = (appid: string): void =>
  upsertSearchAttributes([{ key: searchAttributes.AppId, value: appid }]);

/** What is said of an account whose code is dead. */
export const unauthorized = {
  authorized: false,
  note: 'The authorization code was lost: the merchant must update the authorization (更新授权).',
};
