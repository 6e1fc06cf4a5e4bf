import type { PartResult } from '../../messages/account-setup.ts';
import { wx, wxOnce } from '../wechat.ts';
import { awaitAllowance, callsToday } from './allowance.ts';
import { changeOnce, type Part } from './part.ts';

/** How many WeChat takes where it does not say. */
const usualLimit = 5;

/**
 * Adds the declared hosts whose names clients look up ahead (DNS 预解析域名). WeChat takes the whole list at once, so what the
 * account has goes along.
 */
export const setUpPrefetchDomains = async (part: Part<readonly string[]>): Promise<PartResult> => {
  const { appid, wish } = part;
  const read = async () => {
    const { prefetch_dns_domain: all, size_limit: limit = usualLimit } = await wx(
      'Read the prefetched domains',
    ).getPrefetchDomain(appid, {});
    return { hosts: all.map(({ url }) => url), limit };
  };
  const before = await read();
  const missing = wish.filter((host) => !before.hosts.includes(host));
  if (missing.length === 0) return { kind: 'unchanged', note: 'All are set.' };
  await awaitAllowance(part, async () => [await callsToday(appid, '/wxa/set_prefetchdnsdomain')]);
  const { hosts, limit } = await part.process.attempt(read);
  const all = [...new Set([...hosts, ...missing])];
  if (all.length > limit) {
    return {
      kind: 'refused',
      note: `The account would have ${all.length} of ${limit} such domains; take some out first.`,
    };
  }
  return changeOnce(part, {
    what: `Add ${missing.length} domains to look up ahead`,
    send: () =>
      wxOnce('Set the prefetched domains').setPrefetchDomain(appid, {
        prefetch_dns_domain: all.map((url) => ({ url })),
      }),
    landed: async () => {
      const now = await read();
      return missing.every((host) => now.hosts.includes(host));
    },
  });
};
