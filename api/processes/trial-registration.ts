import { z } from 'zod';
import { trialTimings } from '../../messages/trial-registration.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { checkMaterials } from '../materials/check.ts';
import { trialRegistrationPage } from '../pages/trial-registration.ts';
import { process } from '../process.ts';
import { conversionPlan, planOf } from './conversion-plan.ts';
import { merchantId, milliseconds } from './fields.ts';
import { steering } from './steering.ts';
import { trialName } from './trial-name.ts';

/** What a start takes. */
export const trialBody = z.strictObject({
  name: trialName,
  openid: z
    .string()
    .trim()
    .regex(/^[\w-]{20,64}$/, 'an openid, such as oABCD1234567890abcdefghijklm')
    .describe(
      "The openid of the WeChat user who will be the trial's admin, in an app of yours that is bound to the platform's open account.",
    ),
  merchantId: merchantId.exactOptional(),
  conversion: z
    .union([conversionPlan, z.literal(false)])
    .default({})
    .describe(
      'With what the conversion begins once the trial is there: it waits for a way to be chosen and reminds of the end of the 14 days. `false` for none.',
    ),
  timings: z
    .strictObject({
      window: milliseconds,
      poll: milliseconds,
      remind: milliseconds,
      grace: milliseconds,
      authorization: milliseconds,
      trial: milliseconds,
    })
    .exactOptional()
    .describe(
      'In milliseconds: how long the user has, how often the account is looked for, how long before the end to remind, how late push and authorization may be, how long a trial lives.',
    ),
});

/** The registration of a trial mini program (试用小程序). */
export const trialRegistration = process({
  path: '/trial-registrations',
  workflow: 'trialRegistration',
  title: 'trial registration',
  calls: ['getAuthorizerInfo', 'registerBetaMiniprogram'],
  start: {
    role: 'operator',
    body: trialBody,
    id: ({ openid, name }, ids) => workflowIds.trialRegistration(ids.hmac('trial', JSON.stringify([openid, name]))),
    prepare: async ({ timings, conversion, ...input }, { ids, page, url, materials }) => {
      await checkMaterials(materials, { conversion }, { purpose: 'setup' });
      const namePointer = externalIds.trialName(ids.hmac('trial-name', input.name));
      const links = [
        { rel: 'merchant-page', title: "The merchant's page (商家页面)", href: page },
        { rel: 'plugin', title: 'What the plugin opens (服务商组件)', href: `${url}/plugin` },
      ];
      return {
        input: {
          ...input,
          namePointer,
          links,
          timings: { ...trialTimings, ...timings },
          ...(conversion ? { conversion: planOf(conversion, { url, ids }) } : {}),
        },
        summary: `Register the trial ${input.name}`,
        ...(input.merchantId ? { merchantId: input.merchantId } : {}),
        externalIds: [namePointer],
        links,
        subject: [['小程序名称', input.name]],
      };
    },
  },
  actions: steering,
  page: trialRegistrationPage,
});
