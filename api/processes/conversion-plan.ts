import { z } from 'zod';
import type { Ids } from '../../credentials/ids.ts';
import { setupTimings } from '../../messages/account-setup.ts';
import { type ConversionPlan, type ConversionRoute, conversionTimings } from '../../messages/trial-conversion.ts';
import { externalIds } from '../../messages/workflow-ids.ts';
import { componentPhone, milliseconds, socialCreditCode } from './fields.ts';
import { nameWish } from './setup-declaration.ts';

/** How a trial becomes formal. */
export const conversionRoute = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('enterprise').describe('The legal person proves who they are, then the admin agrees.'),
      name: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .regex(/^\P{Cc}*$/u, 'text without control characters')
        .describe('The name in the business licence (企业名称).'),
      code: socialCreditCode,
      componentPhone,
    }),
    z.strictObject({
      kind: z
        .literal('official-account')
        .describe("The official account's admin lends its subject, then the admin agrees."),
      account: z
        .string()
        .trim()
        .regex(/^[\w-]{2,64}$/, 'an appid, a WeChat id or an original id (gh_…)')
        .describe('The official account (公众号): its appid, WeChat id or original id.'),
      sameAdmin: z.boolean().default(false).describe('The admin of both accounts is the same person.'),
    }),
    z.strictObject({
      kind: z
        .literal('personal-upgraded')
        .describe("The user alone: a person's upgraded mini program (个人升级版小程序)."),
      componentPhone,
    }),
  ])
  .describe('How the trial becomes formal, and whose it will be.');

/** What a conversion can be begun with before its trial is there. */
export const conversionPlan = z.strictObject({
  route: conversionRoute
    .exactOptional()
    .describe('Without it the process waits for the action `convert`, and reminds.'),
  name: nameWish
    .exactOptional()
    .describe('What it is named once it is formal; without it the ending of a trial stays.'),
  timings: z
    .strictObject({
      window: milliseconds,
      poll: milliseconds,
      watch: milliseconds,
      remind: milliseconds,
      reminders: z.array(z.int().min(1)).max(20).exactOptional(),
      grace: milliseconds,
      trial: milliseconds,
    })
    .exactOptional()
    .describe(
      'In milliseconds: how long each person has, how often the account is read meanwhile and else, how long before the end of a window and of the trial to remind, how late pushes may be, how long a trial lives.',
    ),
});

/** A route as the workflow takes it: an enterprise's with the pointer by which pushes that name it alone are told. */
export const routeOf = (route: z.output<typeof conversionRoute>, ids: Ids): ConversionRoute =>
  route.kind === 'enterprise'
    ? { ...route, pointer: externalIds.enterprise(ids.hmac('enterprise-code', route.code)) }
    : route;

/** A plan as the workflow takes it. */
export const planOf = (
  { route, name, timings }: z.output<typeof conversionPlan>,
  { url, ids }: { readonly url: string; readonly ids: Ids },
): ConversionPlan => ({
  ...(route ? { route: routeOf(route, ids) } : {}),
  ...(name ? { setup: { wanted: { name }, publicUrl: new URL(url).origin, timings: setupTimings } } : {}),
  timings: { ...conversionTimings, ...timings },
});
