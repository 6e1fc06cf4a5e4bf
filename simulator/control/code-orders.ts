import { z } from 'zod';
import { appealStatus } from '../world/violations.ts';
import type { World } from '../world/world.ts';
import { accountNamed, milliseconds } from './orders.ts';

const text = z.string().min(1);

/** Code that a development mini program uploads to the draft box; what is left out is that of template 1. */
export const draftOrder = z.strictObject({
  userVersion: text.exactOptional(),
  userDesc: text.exactOptional(),
  sourceAppid: text.exactOptional(),
  source: text.exactOptional(),
  developer: text.exactOptional(),
  pages: z.array(text).min(1).exactOptional(),
  privacyKeys: z.array(text).exactOptional(),
  privacyInterfaces: z.array(text).exactOptional(),
});

/** How many templates of each kind there may be. */
export const libraryOrder = z.strictObject({ limit: z.int().min(0) });

/** A draft that was made a standard template while that was possible, and how its audit stands. */
export const standardTemplateOrder = z.strictObject({
  draftId: z.int(),
  auditStatus: z.int().min(0).max(5).default(3),
  reason: z.string().default(''),
});

/** A template that somebody removes on the platform's own pages at WeChat. */
export const templateRemovalOrder = z.strictObject({ templateId: z.int() });

/** How long the privacy detection of a commit takes, in milliseconds of the simulator's clock. */
export const detectionOrder = z.strictObject({ ms: milliseconds });
/** How many submissions and accelerations a month has. */
export const quotaOrder = z
  .strictObject({ submissions: z.int().min(0).optional(), speedups: z.int().min(0).optional() })
  .refine(
    ({ submissions, speedups }) => submissions !== undefined || speedups !== undefined,
    'submissions or speedups is needed',
  );

/** Which submissions a punishment bars: the provider's of a scope, or one account's. */
export const barsOrder = (world: World) =>
  z
    .strictObject({
      scope: z.enum(['all', 'first', 'iteration']).optional(),
      appid: accountNamed(world).optional(),
      barred: z.boolean().default(true),
    })
    .refine(({ scope, appid }) => (scope === undefined) !== (appid === undefined), 'scope or appid is needed');

/** What WeChat finds that an account violated. */
export const illegalRecordOrder = (world: World) =>
  z.strictObject({
    appid: accountNamed(world),
    reason: text.default('存在诱导分享行为'),
    content: text.default('违规内容'),
  });

const material = z.strictObject({
  content: text.default('违规内容'),
  contentUrl: text.default('https://example.com/violation'),
  reason: text.default('内容是正常的'),
  proofs: z.array(text).default([]),
});

/** An appeal against a violation. */
export const appealOrder = (world: World) =>
  z.strictObject({
    appid: accountNamed(world),
    illegalRecordId: text,
    from: z.enum(['user', 'provider']).default('user'),
    materials: z
      .array(material)
      .min(1)
      .default([material.parse({})]),
  });

/** How an appeal ends. */
export const appealEndOrder = (world: World) =>
  z.strictObject({
    appid: accountNamed(world),
    appealRecordId: z.int(),
    does: z.enum(['grant', 'reject', 'withdraw']),
    reason: z.string().default(''),
  });

/** What each end of an appeal makes of it. */
export const endOf = {
  grant: appealStatus.granted,
  reject: appealStatus.rejected,
  withdraw: appealStatus.withdrawn,
} as const;

/** A punishment of an account, for days where its kind has any. */
export const punishmentOrder = (world: World) =>
  z.strictObject({
    appid: accountNamed(world),
    does: z.enum(['warn', 'barFunctions', 'takeDown', 'barAccount', 'barPage']),
    days: z.int().min(1).default(7),
    page: text.default('pages/index/index'),
  });

/** How WeChat numbers each punishment. */
export const punishmentType = { warn: 1, barFunctions: 2, takeDown: 3, barAccount: 4, barPage: 10 } as const;
