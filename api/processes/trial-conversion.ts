import { z } from 'zod';
import { convert } from '../../messages/trial-conversion.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer, merchantIdOf } from '../authorizers/find.ts';
import { checkMaterials } from '../materials/check.ts';
import { trialConversionPage } from '../pages/trial-conversion.ts';
import { preparedAction, process } from '../process.ts';
import { conversionPlan, conversionRoute, planOf, routeOf } from './conversion-plan.ts';
import { appid } from './fields.ts';
import { steering } from './steering.ts';

/** What a start takes. */
export const conversionBody = conversionPlan.extend({ appid });

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
    body: conversionBody,
    id: ({ appid }) => workflowIds.trialConversion(appid),
    prepare: async ({ appid, ...plan }, { temporal, ids, page, url, materials }) => {
      const merchantId = merchantIdOf(await findAuthorizer(temporal, appid));
      await refuseCustomised(temporal, appid, 'the conversion of a trial');
      await checkMaterials(materials, { name: plan.name }, { purpose: 'setup' });
      const { route } = plan;
      return {
        input: { ...planOf(plan, { url, ids }), appid, page },
        summary: `Make the trial ${appid} formal`,
        appid,
        ...(merchantId === undefined ? {} : { merchantId }),
        subject: [['体验小程序', appid], ...(route?.kind === 'enterprise' ? [['转正主体', route.name] as const] : [])],
      };
    },
  },
  actions: [
    ...steering,
    preparedAction({
      update: convert,
      role: 'operator',
      title: 'Convert this way: the first, another, or the same with corrected data',
      body: z.strictObject({ route: conversionRoute }),
      prepare: async ({ route }, { ids }) => ({ route: routeOf(route, ids) }),
    }),
  ],
  page: trialConversionPage,
});
