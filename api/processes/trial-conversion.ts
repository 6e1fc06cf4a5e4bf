import { z } from 'zod';
import { conversionTimings, convert } from '../../messages/trial-conversion.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer, merchantIdOf } from '../authorizers/find.ts';
import { trialConversionPage } from '../pages/trial-conversion.ts';
import { action, process } from '../process.ts';
import { appid, componentPhone, milliseconds, socialCreditCode } from './fields.ts';
import { nameWish } from './setup-declaration.ts';
import { steering } from './steering.ts';

const route = z
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

const body = z.strictObject({
  appid,
  route: route.exactOptional().describe('Without it the process waits for the action `convert`, and reminds.'),
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

/** How a trial becomes a formal mini program (试用小程序转正). */
export const trialConversion = process({
  path: '/trial-conversions',
  workflow: 'trialConversion',
  title: 'trial conversion',
  calls: [
    'fastNormalizeBetaWeappCreatetask',
    'fastNormalizeBetaWeappQuery',
    'getAuthorizerInfo',
    'getMpAdminAuth',
    'mpVerifyBetaWeapp',
    'verfifyBetaMiniprogram',
  ],
  start: {
    role: 'operator',
    body,
    id: ({ appid }) => workflowIds.trialConversion(appid),
    prepare: async ({ timings, ...input }, { temporal, ids, page, url }) => {
      const merchantId = merchantIdOf(await findAuthorizer(temporal, input.appid));
      await refuseCustomised(temporal, input.appid, 'the conversion of a trial');
      return {
        input: { ...input, page, publicUrl: new URL(url).origin, timings: { ...conversionTimings, ...timings } },
        summary: `Make the trial ${input.appid} formal`,
        appid: input.appid,
        ...(merchantId === undefined ? {} : { merchantId }),
        ...(input.route?.kind === 'enterprise'
          ? { externalIds: [externalIds.enterprise(ids.hmac('enterprise-code', input.route.code))] }
          : {}),
        subject: [
          ['体验小程序', input.appid],
          ...(input.route?.kind === 'enterprise' ? [['转正主体', input.route.name] as const] : []),
        ],
      };
    },
  },
  actions: [
    ...steering,
    action({
      update: convert,
      role: 'operator',
      title: 'Convert this way: the first, another, or the same with corrected data',
      body: z.strictObject({ route }),
    }),
  ],
  page: trialConversionPage,
});
