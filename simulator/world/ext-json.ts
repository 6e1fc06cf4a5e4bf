import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import { checkPlugins } from './plugins.ts';
import type { Template } from './templates.ts';

/** The parts of an ext.json that WeChat checks against the template. */
const extJson = z.looseObject({
  extAppid: z.string().optional(),
  pages: z.array(z.string()).optional(),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).optional(),
  extPages: z.record(z.string(), z.unknown()).optional(),
  tabBar: z.object({ list: z.array(z.object({ pagePath: z.string().optional() })).default([]) }).optional(),
  plugins: z.record(z.string(), z.object({ version: z.string(), provider: z.string() })).optional(),
  requiredPrivateInfos: z.array(z.string()).optional(),
});

/** Interfaces that a fuzzy location excludes. */
const exactLocation = ['getLocation', 'onLocationChange', 'startLocationUpdate', 'startLocationUpdateBackground'];
const locationInterfaces = ['getFuzzyLocation', ...exactLocation, 'chooseLocation', 'choosePoi', 'chooseAddress'];

/** What the ext.json of a standard template may hold. */
const standardKeys = ['extAppid', 'ext', 'window'];

/** What a commit takes from its ext.json: the pages that remain, and the location interfaces it declares. */
export type Extension = { readonly pages: readonly string[]; readonly declared: readonly string[] };

/**
 * Reads the ext.json of a commit. Refuses: 85048 not JSON, 85013 not an ext.json or another account's, 9402203 more than
 * a standard template takes, 85047 no pages, 85045 a page the template lacks, 85046 a tab without page, 80066, 80067
 * and 80082 plugins, 85310–85312 location interfaces.
 */
export const readExtJson = (text: string, template: Template, account: Account): Extension => {
  const ext = parsed(text);
  if (ext.extAppid && ext.extAppid !== account.appid) throw new Refusal(85013, 'extAppid is another account');
  if (template.standard && Object.keys(ext).some((key) => !standardKeys.includes(key))) throw new Refusal(9402203);
  const { pages = template.pages } = ext;
  if (pages.length === 0) throw new Refusal(85047);
  const packed = (ext.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`));
  const named = [...pages, ...packed, ...Object.keys(ext.extPages ?? {})];
  if (named.some((page) => !template.pages.includes(page))) throw new Refusal(85045);
  if (ext.tabBar?.list.some(({ pagePath }) => !pagePath)) throw new Refusal(85046);
  checkPlugins(account, Object.values(ext.plugins ?? {}));
  const { requiredPrivateInfos: declared = [] } = ext;
  checkLocationInterfaces(declared, account);
  return { pages, declared };
};

const parsed = (text: string): z.output<typeof extJson> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(85048);
  }
  const result = extJson.safeParse(value);
  if (!result.success) throw new Refusal(85013);
  return result.data;
};

const checkLocationInterfaces = (names: readonly string[], account: Account) => {
  if (names.some((name) => !locationInterfaces.includes(name))) throw new Refusal(85310);
  if (names.includes('getFuzzyLocation') && names.some((name) => exactLocation.includes(name)))
    throw new Refusal(85311);
  if (names.some((name) => !account.privacyInterfaces.has(`wx.${name}`))) throw new Refusal(85312);
};
