import { z } from 'zod';

/**
 * What becomes of a key that is there already: `replace` (整体替换) puts the new value in its place; `override` (同级覆盖)
 * does so with each member of the object; `override-each` with each member of each object in it.
 */
export type MergeRule = 'replace' | 'override' | 'override-each';

/** A key of an ext.json. */
export type ExtKey = {
  /** How WeChat merges it into the template's app.json, page.json or ext.json. */
  readonly merge: MergeRule;
  /** How our layers merge where they do not do as WeChat does. */
  readonly layers?: MergeRule;
  readonly value: z.ZodType;
  /** Whether a standard template (标准模板) takes it; others are refused (9402203). */
  readonly standard?: true;
  /** Other spellings, which WeChat's pages or app.json have too. */
  readonly alias?: string;
  /** What only the upload tools heed, and WeChat's server does not. */
  readonly toolOnly?: true;
};

const text = z.string().min(1);
const page = text.describe('the path of a page');
const members = z.record(z.string(), z.unknown());
const texts = z.array(text);

/**
 * Every documented key of an ext.json, as `/wxa/commit` takes it.
 * @see https://developers.weixin.qq.com/miniprogram/dev/devtools/ext.html
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_commit.html
 */
export const extKeys: Readonly<Record<string, ExtKey>> = {
  extEnable: { merge: 'replace', value: z.boolean(), toolOnly: true },
  extAppid: { merge: 'replace', value: z.string(), standard: true },
  directCommit: { merge: 'replace', value: z.boolean(), toolOnly: true },
  // WeChat puts it whole in the place of the template's; between layers that are all ours each adds its own members.
  ext: { merge: 'replace', layers: 'override', value: members, standard: true },
  extPages: { merge: 'override-each', value: z.record(page, members) },
  pages: { merge: 'replace', value: z.array(page) },
  subPackages: {
    merge: 'replace',
    alias: 'subpackages',
    value: z.array(z.looseObject({ root: text, pages: z.array(page) })),
  },
  window: { merge: 'override', value: members, standard: true },
  tabBar: { merge: 'override', value: z.looseObject({ list: z.array(members).optional() }) },
  networkTimeout: { merge: 'override', value: z.record(z.string(), z.number().positive()) },
  plugins: { merge: 'replace', value: z.record(z.string(), z.looseObject({ version: text, provider: text })) },
  requiredPrivateInfos: { merge: 'replace', value: texts },
  // The alias is how WeChat's page of ext.json spells it.
  navigateToMiniProgramAppIdList: { merge: 'replace', alias: 'navigateToMiniProgaramAppIdList', value: texts },
  functionPages: { merge: 'replace', value: z.unknown() },
  customOpen: { merge: 'replace', value: z.unknown() },
  sitemap: { merge: 'replace', value: z.unknown() },
};

const aliases = new Map(Object.entries(extKeys).flatMap(([name, { alias }]) => (alias ? [[alias, name]] : [])));

/** The name under which a key is merged and sent. */
export const keyNameOf = (name: string): string => aliases.get(name) ?? name;

/** A key's declaration, if it is documented; `Object.prototype`'s own names are not. */
export const extKeyOf = (name: string): ExtKey | undefined =>
  Object.hasOwn(extKeys, name) ? extKeys[name] : undefined;
