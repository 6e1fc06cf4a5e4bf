import type { PartResult, ServerDomains, ServerDomainsWish } from '../../messages/account-setup.ts';
import { domainChangeRecorded } from '../../messages/authorizer.ts';
import { reads } from '../facts.ts';
import { usedAt } from '../month-count.ts';
import { record } from '../record.ts';
import { wx, wxOnce } from '../wechat.ts';
import { awaitAllowance, type Counter, callsToday } from './allowance.ts';
import { allOf, hostOf, missingServer, tooMany, withoutHosts } from './domain-plan.ts';
import { changeOnce, type Part } from './part.ts';
import { registerAtPlatform } from './platform-hosts.ts';

/**
 * Adds the declared server domains (服务器域名) that will not hold after the next release: those that the platform
 * registered (方式一), which then hold at once, or directly (方式二), which hold after a release.
 */
export const setUpServerDomains = async (part: Part<ServerDomainsWish>): Promise<PartResult> => {
  const { process, appid, wish } = part;
  const read = () => wx('Read the server domains').getEffectiveServerDomain(appid, {});
  const setThisWay = async () => {
    const domains = await read();
    return wish.way === 'platform' ? domains.third_domain : domains.direct_domain;
  };
  const { effective_domain: effective } = await read();
  const missing = missingServer(effective, wish);
  if (allOf(missing).length === 0) return { kind: 'unchanged', note: 'All hold, or will after the next release.' };
  const excess = tooMany(effective, missing);
  if (excess) return { kind: 'refused', note: excess };

  const { domains, refused } =
    wish.way === 'platform' ? await registered(part, missing) : { domains: missing, refused: [] };
  const toAdd = missingServer(await process.attempt(setThisWay), { ...domains, way: wish.way });
  if (allOf(toAdd).length > 0) {
    const path = wish.way === 'platform' ? '/wxa/modify_domain' : '/wxa/modify_domain_directly';
    await awaitAllowance(part, () => Promise.all([changesOf(appid), callsToday(appid, path)]));
    const added = await changeOnce(part, {
      what: `Add ${allOf(toAdd).length} server domains`,
      send: () => {
        const request = asRequest(toAdd);
        if (wish.way === 'platform') return wxOnce('Add server domains').modifyServerDomainAdd(appid, request);
        return wxOnce('Add server domains directly').modifyServerDomainDirectlyAdd(appid, request);
      },
      // WeChat may have left some out.
      landed: async () =>
        allOf(missingServer(await setThisWay(), { ...toAdd, way: wish.way })).length < allOf(toAdd).length,
    });
    if (added.kind !== 'changed') return added;
    await record(appid, domainChangeRecorded);
  }
  const leftOut = allOf(missingServer(await process.attempt(setThisWay), { ...domains, way: wish.way }));
  const without = leftOut.map((domain) => `${domain}: WeChat left it out; has it an ICP filing (备案)?`);
  if (refused.length + without.length > 0) return { kind: 'refused', note: [...refused, ...without].join(' ') };
  const holds = wish.way === 'platform' ? '' : ' They hold after the next release.';
  return { kind: 'changed', note: `${allOf(missing).length} server domains more.${holds}` };
};

/** What WeChat allows an account in a month, and what we have used of it: it tells neither. */
const changesOf = async (appid: string): Promise<Counter> => {
  const { domainChanges } = await reads('How many changes were made this month?').readAuthorizer(appid);
  const what = "changes of the account's server domains this month";
  return { what, used: usedAt(domainChanges, Date.now()), of: 50 };
};

/** The domains whose hosts the platform has, and why it lacks others. */
const registered = async (part: Part<unknown>, missing: ServerDomains) => {
  const server = [...new Set(allOf(missing).map(hostOf))];
  const { refused } = await registerAtPlatform(part, { server });
  return {
    domains: withoutHosts(missing, Object.keys(refused)),
    refused: Object.entries(refused).map(([host, why]) => `${host}: ${why}`),
  };
};

/** As the calls take it: mutable lists. */
const asRequest = (domains: ServerDomains) =>
  Object.fromEntries(Object.entries(domains).map(([type, list]) => [type, [...list]]));
