import { z } from 'zod';
import { extLayer } from '../ext/fields.ts';
import { appid } from '../processes/fields.ts';

/** What the provider says of a template. */
export const templateDescription = z.strictObject({
  note: z.string().trim().min(1).max(500).exactOptional().describe('For people.'),
  ext: extLayer.exactOptional(),
  pages: z
    .array(z.string().trim().min(1).max(200))
    .min(1)
    .max(2_000)
    .exactOptional()
    .describe('The pages in its code, which WeChat does not tell; `pages` of an ext.json is checked against them.'),
  keep: z.boolean().exactOptional().describe('`true`: it is never removed to make room, whether it is used or not.'),
});

/** A template's id in a path. */
export const templateId = z
  .string()
  .regex(/^\d{1,9}$/, 'a template_id, such as 47')
  .transform(Number)
  .pipe(z.int())
  .describe('The id of a template (template_id).');

const upload = {
  userVersion: z.string(),
  userDesc: z.string(),
  createdAt: z.iso.datetime(),
  sourceAppid: z.string().exactOptional().describe('The development mini program (开发小程序) that it is from.'),
  source: z.string().exactOptional(),
};

/** One template of the library. */
export const templateLine = z.object({
  templateId: z.number(),
  ...upload,
  draftId: z.number().exactOptional(),
  standard: z.boolean().describe('A standard template (标准模板), which WeChat takes no more.'),
  default: z.boolean().describe('Released where nobody names a template.'),
  retiring: z.boolean().describe('Nobody uses it, and it is about to make room: no release begins with it.'),
  promotedAt: z.iso.datetime().exactOptional().describe('When it was promoted here; absent where somebody else did.'),
  ...templateDescription.shape,
  ext: z.looseObject({}).exactOptional().describe("The template's layer of the ext.json of its releases."),
});

/** The library. */
export const libraryAnswer = z.object({
  templates: z.array(templateLine).describe('The newest first.'),
  defaultTemplate: z.number().exactOptional(),
  most: z.number().describe('How many ordinary templates WeChat keeps.'),
  described: z
    .array(z.number())
    .describe('Templates of which something is said here and that the library does not hold.'),
});

/** The draft box. */
export const draftsAnswer = z.object({
  drafts: z.array(
    z.object({
      draftId: z.number(),
      ...upload,
      developer: z.string().exactOptional().describe("The uploader's WeChat nickname."),
      ruled: z.boolean().describe('Whether a rule promotes what this development mini program uploads.'),
    }),
  ),
});

/** Whose drafts are promoted by themselves. */
export const promotionRules = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        sourceAppid: appid.describe('The development mini program (开发小程序) whose newest draft is promoted.'),
        makeDefault: z.boolean().default(false).describe('Whether each new template becomes the default.'),
      }),
    )
    .max(100)
    .refine((rules) => new Set(rules.map(({ sourceAppid }) => sourceAppid)).size === rules.length, 'each source once'),
});
