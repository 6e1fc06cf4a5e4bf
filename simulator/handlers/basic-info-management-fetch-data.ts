import type * as section from '../../wechat/endpoints/basic-info-management-fetch-data.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';
import { inForce } from '../world/account-domains.ts';
import type { Account } from '../world/accounts.ts';
import { hostOf, isWithin } from '../world/hosts.ts';

type Source = {
  readonly type: 0 | 1;
  readonly url: string | undefined;
  readonly env: string | undefined;
  readonly name: string | undefined;
};

/** Refuses a server that is no business domain of the account: 9410016, a function without its names: 9410017. */
const refuseUnfit = ({ domains }: Account, { type, url, env, name }: Source) => {
  if (type === 1) {
    if (!env || !name) throw new Refusal(9410017);
    return;
  }
  const host = /^https:\/\/([^/:?#]+)/.exec(url ?? '')?.[1];
  const { third, direct } = domains;
  const known = [...inForce(domains).business, ...third.business, ...direct.business];
  if (!host || !known.some((domain) => isWithin(host, hostOf(domain, 'https')?.host ?? '.')))
    throw new Refusal(9410016);
};

/** Data that is fetched before the start and periodically (数据预拉取, 数据周期性更新). */
export const basicInfoManagementFetchData = {
  getFetchdataSettingGet: (_request, { account }) => ({ ...account.fetchData }),

  getFetchdataSettingSetPreFetch: (request, { account, changed }) => {
    const {
      is_pre_fetch_open,
      pre_fetch_type: type,
      pre_fetch_url: url,
      pre_env: env,
      pre_function_name: name,
    } = request;
    if (is_pre_fetch_open) refuseUnfit(account, { type, url, env, name });
    account.fetchData = { ...account.fetchData, ...request };
    changed();
    return {};
  },

  getFetchdataSettingSetPeriodFetch: (request, { account, changed }) => {
    const { period_fetch_type: type, period_fetch_url: url, period_env: env, period_function_name: name } = request;
    if (request.is_period_fetch_open) refuseUnfit(account, { type, url, env, name });
    account.fetchData = { ...account.fetchData, ...request };
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
