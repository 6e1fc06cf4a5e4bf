import { proxyActivities } from '@temporalio/workflow';
import type { AuthorizationActivities } from '../../activities/authorization.ts';
import type { Delivery } from '../../messages/delivery.ts';
import type { EnterpriseRegistrationInput } from '../../messages/enterprise-registration.ts';
import { reads } from '../facts.ts';
import type { Hints } from '../hints.ts';
import type { Process } from '../process.ts';

/** The account that was made, and whether we hold its authorization. */
export type Registered = { readonly appid: string; readonly authorized: boolean; readonly note?: string };

/** How long a created account's push may be late before we look for the account ourselves, in milliseconds. */
const grace = 30_000;

/** The exchange of a code that a process holds: made once, whoever brings the code. */
export const exchange = proxyActivities<AuthorizationActivities>({
  summary: 'Exchange the authorization code, once for everybody who holds it',
  startToCloseTimeout: '15 minutes',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '30s', maximumAttempts: 10 },
});

/** Takes the new account over: with the code of its push, else by looking for the account the lost push was about. */
export const takeOver = async (
  process: Process,
  pushes: Hints<'notifyThirdFasteregister'>,
  input: EnterpriseRegistrationInput,
  since: number,
): Promise<Registered> => {
  const granted = () => pushes.received.map(grantOf).find((grant) => grant !== undefined);
  if (!granted()) {
    const what = 'The push with the authorization code of the new account';
    await process.pause(grace, { what, who: 'wechat' }, () => granted() !== undefined);
  }
  for (;;) {
    const grant = granted();
    if (grant) {
      const assignment = {
        origin: 'registered',
        ...(input.merchantId ? { merchantId: input.merchantId } : {}),
      } as const;
      const result = await process.attempt(() => exchange.exchangeAuthorization({ ...grant, assignment }));
      return { appid: grant.appid, ...(result.kind === 'lost' ? unauthorized : { authorized: true }) };
    }
    const account = await findAccount(process, input, since);
    if (account) return account;
    const what = 'WeChat says the mini program is created, but its push is missing and no new account is found.';
    await process.park({ what, who: 'ops' }, () => granted() !== undefined);
  }
};

/** Looks for the account that this registration made among those that authorized us since then. */
export const findAccount = async (
  process: Process,
  { name }: EnterpriseRegistrationInput,
  since: number,
): Promise<Registered | undefined> => {
  const account = await process.attempt(() =>
    reads('Find the account whose push was lost').findRegisteredAccount({ name, since }),
  );
  if (!account) return undefined;
  return { appid: account.appid, ...(account.authorized ? { authorized: true } : unauthorized) };
};

const unauthorized = {
  authorized: false,
  note: 'The authorization code was lost: the merchant must update the authorization (更新授权).',
};

const grantOf = ({ payload: { status, auth_code: code, appid }, createTime }: Delivery<'notifyThirdFasteregister'>) =>
  status === 0 && code && appid ? { code, appid, createTime } : undefined;
