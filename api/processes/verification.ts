import { z } from 'zod';
import { refillVerification, verificationTimings } from '../../messages/verification.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer, merchantIdOf } from '../authorizers/find.ts';
import { checkMaterials } from '../materials/check.ts';
import { verificationPage } from '../pages/verification.ts';
import { action, process } from '../process.ts';
import { appid, milliseconds, reminders } from './fields.ts';
import { steering } from './steering.ts';
import { verificationApplication } from './verification-application.ts';

const application = verificationApplication.describe(
  'What the account is verified with, with the names of `auth_data` of wxaauth; where WeChat wants a media id stands a `material` of POST /v1/materials. `pay_type` 1 spends one of your prepaid packages, with 2 the merchant pays at the link.',
);
const materialsOf = { purpose: 'verification', within: 'application' } as const;

/** What a start takes. */
export const verificationBody = z.strictObject({
  appid,
  application,
  timings: z
    .strictObject({
      linkWindow: milliseconds,
      paymentWindow: milliseconds,
      remind: reminders,
      auditWindow: milliseconds,
      poll: milliseconds,
      copyLife: milliseconds,
      patience: milliseconds,
      lookUpAfter: milliseconds,
    })
    .exactOptional()
    .describe(
      'In milliseconds: how long the admin has at the link, the merchant for the fee, how long before the end of either to remind each time, how long the audit may take before ops are told, how often WeChat is asked, how long it keeps files, how long people have for corrections, how long the event of a lost answer is waited for.',
    ),
});

/** The verification of one account (认证), at first and each year. */
export const verification = process({
  path: '/verifications',
  workflow: 'verification',
  title: 'verification',
  calls: [
    'checkNickName',
    'getAccountBasicInfo',
    'secwxaapiQueryauth',
    'secwxaapiReauth',
    'secwxaapiUploadauthmaterial',
    'secwxaapiWxaauth',
  ],
  start: {
    role: 'operator',
    body: verificationBody,
    id: ({ appid }) => workflowIds.verification(appid),
    prepare: async ({ timings, ...input }, { temporal, materials, page }) => {
      const merchantId = merchantIdOf(await findAuthorizer(temporal, input.appid));
      await refuseCustomised(temporal, input.appid, 'a verification by the platform');
      await checkMaterials(materials, input.application, materialsOf);
      return {
        input: { ...input, page, timings: { ...verificationTimings, ...timings } },
        summary: `Verify ${input.appid} (认证)`,
        appid: input.appid,
        ...(merchantId === undefined ? {} : { merchantId }),
        subject: [
          ['小程序名称', input.application.account_name],
          ['小程序', input.appid],
        ],
      };
    },
  },
  actions: [
    ...steering,
    action({
      update: refillVerification,
      role: 'operator',
      title: 'Give new data in place of what was refused',
      body: z.strictObject({ application }),
      check: (refill, { materials }) => checkMaterials(materials, refill.application, materialsOf),
    }),
  ],
  page: verificationPage,
});
