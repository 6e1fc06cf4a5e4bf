import { z } from 'zod';
import type { SetupDeclaration } from '../../messages/account-setup.ts';
import { privacyGuide } from '../authorizers/answers.ts';
import { appid, material } from './fields.ts';

/** A file for WeChat. */
const media = z
  .strictObject({
    material: material
      .exactOptional()
      .describe('A picture that was uploaded here (`POST /v1/materials?purpose=setup`).'),
    mediaId: z
      .string()
      .regex(/^[\w-]{1,200}$/, 'a media_id, of letters, digits, - and _')
      .exactOptional()
      .describe('A media_id that was uploaded for this account (`POST /v1/calls/uploadTempMedia`); it lives 3 days.'),
  })
  .refine(({ material, mediaId }) => (material === undefined) !== (mediaId === undefined), 'material or mediaId');

const side = z.number().min(0).max(1);
const avatar = z
  .strictObject({
    media: media.describe('The image: PNG, JPEG or GIF of at most 2 MB.'),
    cut: z
      .strictObject({ x1: side, y1: side, x2: side, y2: side })
      .refine(({ x1, y1, x2, y2 }) => x1 < x2 && y1 < y2, 'x1 below x2 and y1 below y2')
      .exactOptional()
      .describe('The part of the image that shows, from 0 to 1; all of it unless told.'),
  })
  .describe('The avatar (头像).');

const category = z.strictObject({
  first: z.int().min(1),
  second: z.int().min(1),
  certificates: z
    .array(z.strictObject({ key: z.string().min(1).max(200), media }))
    .max(20)
    .exactOptional()
    .describe("The material that the category needs, by WeChat's name of each (`qualify` of getAllCategories)."),
});

const once = (what: string) => `each ${what} once`;

/** How long a name is to WeChat, for which a Chinese character counts twice. */
export const widthOf = (name: string): number =>
  [...name].reduce((width, character) => width + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);

/** A name, and what proves the right to it. */
export const nameWish = z
  .strictObject({
    name: z
      .string()
      .trim()
      .regex(/^\P{Cc}+$/u, 'text without control characters')
      .refine((text) => widthOf(text) >= 4 && widthOf(text) <= 30, '4 to 30 characters, a Chinese one counts twice'),
    license: media.exactOptional().describe("An organisation's business licence."),
    idCard: media.exactOptional().describe("A person's identity card."),
    materials: z.array(media).max(5).exactOptional().describe('What else proves the right to the name.'),
  })
  .refine(({ license, idCard }) => license ?? idCard, {
    path: ['license'],
    message: "an organisation's licence, or a person's idCard",
  })
  .describe('The name (名称) and what proves the right to it. WeChat gives 2 names a calendar year.');

const host = '([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]';
/** Domains with this scheme; a server domain may have a port, and neither is an IP nor has a path. */
const domains = (scheme: string, port: boolean, most: number) => {
  const form = new RegExp(`^${scheme}://(?!api\\.weixin\\.qq\\.com(:|$))${host}${port ? '(:\\d{1,5})?' : ''}$`);
  const words = `${scheme}:// and a host, ${port ? 'with or without port, ' : 'without port, '}no path, no IP, not api.weixin.qq.com`;
  return z
    .array(z.string().trim().toLowerCase().regex(form, words))
    .min(1)
    .max(most)
    .refine((all) => new Set(all).size === all.length, once('domain'));
};
const serverList = (scheme: string) => domains(scheme, true, 200).exactOptional();
const way = z
  .enum(['platform', 'direct'])
  .default('platform')
  .describe(
    '`platform` (方式一): registered in the platform first, hold at once. `direct` (方式二): domains of the merchant, hold after the next release. One account should keep to one way.',
  );

const serverDomains = z
  .strictObject({
    way,
    requestdomain: serverList('https'),
    wsrequestdomain: serverList('wss'),
    uploaddomain: serverList('https'),
    downloaddomain: serverList('https'),
    udpdomain: serverList('udp'),
    tcpdomain: serverList('tcp'),
  })
  .refine(({ way, ...lists }) => Object.keys(lists).length > 0, 'at least one list')
  .describe(
    'Server domains (服务器域名) that it should have, by type; others that it has stay. WeChat takes 50 changes a month.',
  );

const businessDomains = z
  .strictObject({ way, domains: domains('https', false, 300) })
  .describe(
    'Business domains (业务域名) that it should have; others that it has stay. Each serves a confirm file (校验文件) at its root: the gateway does for our own public address, for others the progress says which file.',
  );

const prefetchDomains = z
  .array(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(new RegExp(`^(?!api\\.weixin\\.qq\\.com$)${host}$`), 'a host without scheme, port and path, no IP'),
  )
  .min(1)
  .max(5)
  .refine((all) => new Set(all).size === all.length, once('host'))
  .describe(
    'Hosts whose names clients look up ahead (DNS 预解析域名), 5 at most; others that it has stay. WeChat takes 50 changes a month.',
  );

const address = z.url({ protocol: /^https?$/ }).max(1_000);
const privacyInterface = z
  .strictObject({
    name: z.string().regex(/^wx\.[A-Za-z]{1,60}$/, 'an interface, such as wx.getLocation'),
    content: z.string().trim().min(1).max(300).describe('What the mini program needs it for.'),
    pages: z.array(address).min(1).max(10).exactOptional().describe('Addresses of pages that show it.'),
    pictures: z.array(address).min(1).max(10).exactOptional().describe('Addresses of pictures that show it.'),
    video: address.regex(/\.mp4($|\?)/i, 'the address of an MP4').exactOptional(),
  })
  .refine(({ pages, pictures, video }) => pages ?? pictures ?? video, 'at least one of pages, pictures, video')
  .describe('An interface that needs a permission, and what shows WeChat why it is needed.');

/** Interfaces that need a permission, each once. */
export const privacyInterfaces = z
  .array(privacyInterface)
  .min(1)
  .max(20)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, once('interface'));

const openAccount = z
  .strictObject({
    openAppid: appid.exactOptional().describe('The open account to bind it to.'),
    sameAs: appid.exactOptional().describe('Another account of the merchant with which it shares UnionIDs.'),
  })
  .refine(({ openAppid, sameAs }) => !openAppid || !sameAs, 'openAppid or sameAs, not both')
  .describe(
    'The open account (开放平台账号) to which it is bound; created where neither account has one. It is never unbound from another.',
  );

/** What an account should have; what is not named stays as it is. */
export const declaration = z.strictObject({
  name: nameWish.exactOptional(),
  signature: z
    .string()
    .trim()
    .min(4)
    .max(120)
    .exactOptional()
    .describe('The introduction (功能介绍): 4 to 120 characters, at least 4 of them Chinese.'),
  avatar: avatar.exactOptional(),
  categories: z
    .array(category)
    .min(1)
    .max(20)
    .refine(
      (all) => new Set(all.map(({ first, second }) => `${first} ${second}`)).size === all.length,
      once('category'),
    )
    .exactOptional()
    .describe('Categories (类目) that it should have; others that it has stay.'),
  serverDomains: serverDomains.exactOptional(),
  businessDomains: businessDomains.exactOptional(),
  prefetchDomains: prefetchDomains.exactOptional(),
  privacyGuide: privacyGuide
    .exactOptional()
    .describe('The privacy guide (用户隐私保护指引) in the words of the merchant; other keys that it has stay.'),
  privacyInterfaces: privacyInterfaces
    .exactOptional()
    .describe('Privacy interfaces (地理位置等隐私接口) that it should have the permission for.'),
  openAccount: openAccount.exactOptional(),
  testers: z
    .array(z.string().regex(/^[a-zA-Z][-_a-zA-Z0-9]{5,19}$/, 'a WeChat id: 6 to 20 letters, digits, - and _'))
    .min(1)
    .max(100)
    .refine((all) => new Set(all).size === all.length, once('tester'))
    .exactOptional()
    .describe('WeChat ids of testers (体验者) that it should have; others that it has stay.'),
}) satisfies z.ZodType<SetupDeclaration>;
