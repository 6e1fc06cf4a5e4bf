import { type BusinessDomainsWish, confirmFileLink, type PartResult } from '../../messages/account-setup.ts';
import { wx, wxOnce } from '../wechat.ts';
import { awaitAllowance, callsToday } from './allowance.ts';
import { placing } from './confirm-file.ts';
import { hostOf } from './domain-plan.ts';
import { changeOnce, openMerchantTask, type Part } from './part.ts';
import { platformCalls, registerAtPlatform } from './platform-hosts.ts';

/** A person: WeChat's `principal_type`. */
const personal = 0;
/** What WeChat answers where a domain lacks the account's confirm file; the code says no more than "invalid". */
const withoutFile = 40097;

/** A part whose confirm files the gateway serves at the root of our public address. */
export type BusinessPart = Part<BusinessDomainsWish> & { readonly publicUrl: string };

/**
 * Adds the declared business domains (业务域名) that will not hold after the next release. Each serves a confirm file at
 * its root: the platform's where the platform registers it (方式一), the account's where it is set directly (方式二).
 */
export const setUpBusinessDomains = async (part: BusinessPart): Promise<PartResult> => {
  const { appid, wish } = part;
  const { principal_type: principal } = await wx('Whose account is it?').getAccountBasicInfo(appid, {});
  if (principal === personal) {
    return { kind: 'skipped', note: 'A personal mini program can not have business domains.' };
  }
  const { effective_webviewdomain: effective } = await read(appid);
  const missing = wish.domains.filter((domain) => !effective.includes(domain));
  if (missing.length === 0) return { kind: 'unchanged', note: 'All hold, or will after the next release.' };
  return wish.way === 'platform' ? addRegistered(part, missing) : addDirectly(part, missing);
};

const read = (appid: string) => wx('Read the business domains').getEffectiveJumpDomain(appid, {});

const addRegistered = async (part: BusinessPart, missing: readonly string[]): Promise<PartResult> => {
  const { process, appid, publicUrl } = part;
  for (;;) {
    const { refused, confirmFile } = await registerAtPlatform(part, { business: missing.map(hostOf) });
    const hosts = Object.keys(refused);
    if (hosts.length === 0) break;
    const why = hosts.map((host) => `${host}: ${refused[host]}`).join(' ');
    const file = confirmFile ? ` ${placing(confirmFile, hosts, publicUrl)}` : '';
    await process.park({ what: `${why}${file} Then retry.`, who: 'provider' });
  }
  const set = async () => (await read(appid)).third_webviewdomain;
  const here = await process.attempt(set);
  const toAdd = missing.filter((domain) => !here.includes(domain));
  if (toAdd.length === 0) return { kind: 'changed', note: 'The platform has registered them.' };
  await awaitAllowance(part, async () => [await callsToday(appid, '/wxa/setwebviewdomain')]);
  return changeOnce(part, {
    what: `Add ${toAdd.length} business domains`,
    send: () => wxOnce('Add business domains').modifyJumpDomainAdd(appid, { webviewdomain: toAdd }),
    landed: async () => holdsAll(await set(), toAdd),
  });
};

const addDirectly = async (part: BusinessPart, missing: readonly string[]): Promise<PartResult> => {
  const { process, appid, publicUrl } = part;
  const file = await wx("Read the account's confirm file").getJumpDomainConfirmFile(appid, {});
  const confirmFile = { name: file.file_name, content: file.file_content };
  // Also for domains of others: whoever must place it there gets it from us, byte for byte.
  await platformCalls.askToServeFile(confirmFile);
  const hosts = missing.map(hostOf);
  const place = placing(confirmFile, hosts, publicUrl);
  const ours = `${publicUrl}/${confirmFile.name}`;
  await awaitAllowance(part, async () => [await callsToday(appid, '/wxa/setwebviewdomain_directly')], place);
  const set = async () => (await read(appid)).direct_webviewdomain;
  const here = await process.attempt(set);
  const toAdd = missing.filter((domain) => !here.includes(domain));
  const asked = openMerchantTask(part);
  return changeOnce(part, {
    what: `Add ${toAdd.length} business domains, which hold after the next release`,
    send: () => wxOnce('Add business domains directly').modifyJumpDomainDirectlyAdd(appid, { webviewdomain: toAdd }),
    landed: async () => holdsAll(await set(), toAdd),
    mended: async ({ errcode }) => {
      if (errcode !== withoutFile) return undefined;
      process.progress.link({ rel: confirmFileLink, title: "The account's confirm file (校验文件)", href: ours });
      const what = `WeChat did not find the confirm file. ${place} It is tried again now and then, or on retry.`;
      const whatZh = `请把校验文件 ${confirmFile.name} 放到 ${hosts.map((host) => `https://${host}/`).join('、')} 的根目录，内容不能有任何改动。`;
      if (await asked({ what, whatZh })) return true;
      return { kind: 'refused', note: `WeChat did not find the confirm file. ${place}` };
    },
  });
};

const holdsAll = (set: readonly string[], domains: readonly string[]) =>
  domains.every((domain) => set.includes(domain));
