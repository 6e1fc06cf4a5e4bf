import { z } from 'zod';
import type { PrivacyAnswer, SubmissionWish } from '../../messages/code-release.ts';
import { material } from './fields.ts';
import { privacyInterfaces } from './setup-declaration.ts';

const id = z.int().min(1);
const className = z.string().trim().min(1).max(64);

const item = z.strictObject({
  first_class: className,
  second_class: className,
  third_class: className.exactOptional(),
  first_id: id,
  second_id: id,
  third_id: id.exactOptional(),
  address: z.string().trim().min(1).max(1_000).exactOptional().describe('A page of the code.'),
  tag: z
    .string()
    .trim()
    .refine((tags) => tags.split(' ').length <= 10, 'at most 10 tags, joined by a space')
    .refine((tags) => tags.split(' ').every((tag) => tag.length >= 1 && tag.length <= 20), 'tags of 1 to 20 characters')
    .exactOptional(),
  title: z.string().trim().min(1).max(32).exactOptional(),
});

const numbers = (most: number) => z.array(z.int().min(0).max(most)).min(1).max(10);

/** What may be said to the auditor, by name of the field. */
export const submissionWish = {
  categories: z
    .array(item)
    .min(1)
    .max(5)
    .exactOptional()
    .describe('Approved categories (类目) as WeChat names them, with page, tags and title; the first 5 unless told.'),
  ugcDeclare: z
    .strictObject({
      scene: numbers(6).describe('0 none, 1 profile, 2 image, 3 video, 4 text, 5 audio.'),
      other_scene_desc: z.string().max(256).exactOptional(),
      method: numbers(4).exactOptional().describe('1 WeChat, 2 another product, 3 people, 4 none.'),
      has_audit_team: z.literal([0, 1]).exactOptional(),
      audit_desc: z.string().max(256).exactOptional(),
    })
    .exactOptional()
    .describe("How users' content is checked; a first submission in some social categories needs it (85094)."),
  preview: z
    .strictObject({
      pictures: z.array(material).min(1).max(10).exactOptional(),
      videos: z.array(material).min(1).max(10).exactOptional(),
    })
    .refine(({ pictures, videos }) => pictures ?? videos, 'pictures or videos')
    .exactOptional()
    .describe('Pictures and recordings for the auditor, uploaded with `purpose=audit`.'),
  orderPath: z.string().trim().min(1).max(1_000).exactOptional().describe('The page of orders (订单中心).'),
  feedback: z
    .strictObject({
      info: z.string().trim().min(1).max(200),
      materials: z.array(material).min(1).max(5).exactOptional(),
    })
    .exactOptional()
    .describe('What was mended since a rejection; WeChat reads it after one only.'),
};

z.object(submissionWish) satisfies z.ZodType<SubmissionWish>;

/** What is done about privacy interfaces that the account may not use (61040). */
export const privacyAnswer = z
  .strictObject({
    guide: z
      .literal(true)
      .exactOptional()
      .describe('Complete the privacy guide by what is declared for the account, and submit again.'),
    unused: z.literal(true).exactOptional().describe('Say that they are not used.'),
    apply: privacyInterfaces.exactOptional().describe('Apply for them, and submit once they are open.'),
  })
  .refine(
    ({ guide, unused, apply }) => guide ?? unused ?? apply,
    'guide, unused or apply',
  ) satisfies z.ZodType<PrivacyAnswer>;
