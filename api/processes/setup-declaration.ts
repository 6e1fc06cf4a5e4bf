import { z } from 'zod';
import type { SetupDeclaration } from '../../messages/account-setup.ts';

/** A file for WeChat. */
const media = z.strictObject({
  mediaId: z
    .string()
    .regex(/^[\w-]{1,200}$/, 'a media_id, of letters, digits, - and _')
    .describe('A media_id that was uploaded for this account (`POST /v1/calls/uploadTempMedia`); it lives 3 days.'),
});

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
const widthOf = (name: string): number =>
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
  .describe('The name (名称) and what proves the right to it. WeChat gives 2 names a calendar year.');

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
  testers: z
    .array(z.string().regex(/^[a-zA-Z][-_a-zA-Z0-9]{5,19}$/, 'a WeChat id: 6 to 20 letters, digits, - and _'))
    .min(1)
    .max(100)
    .refine((all) => new Set(all).size === all.length, once('tester'))
    .exactOptional()
    .describe('WeChat ids of testers (体验者) that it should have; others that it has stay.'),
}) satisfies z.ZodType<SetupDeclaration>;
