import { z } from 'zod';
import type { MaterialStore } from '../../materials/store.ts';
import { withdraw } from '../../messages/icp-filing.ts';
import {
  type CombinedApplication,
  refillBoth,
  verificationWithFilingTimings,
} from '../../messages/verification-with-filing.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer, merchantIdOf } from '../authorizers/find.ts';
import { checkMaterials } from '../materials/check.ts';
import { verificationWithFilingPage } from '../pages/verification-with-filing.ts';
import { action, process } from '../process.ts';
import { unless } from './field-problem.ts';
import { appid, milliseconds, reminders } from './fields.ts';
import { filingProblems, filingShape } from './filing-application.ts';
import { steering } from './steering.ts';
import { authData, authDataProblems } from './verification-application.ts';

/** Enterprises and people; WeChat takes no others here yet. */
const customerTypes: readonly number[] = [1, 15];

const application = z
  .strictObject({ auth_data: authData, ...filingShape })
  .superRefine((data, { addIssue }) => {
    const problems = [
      ...authDataProblems(data.auth_data),
      ...unless(
        customerTypes.includes(data.auth_data.customer_type),
        ['customer_type'],
        '1 (enterprise) or 15 (person)',
      ),
    ].map(([path, expected]) => [['auth_data', ...path], expected] as const);
    for (const [path, message] of [...problems, ...filingProblems(data)]) {
      addIssue({ code: 'custom', path: [...path], message });
    }
  })
  .describe(
    'What the account is verified and filed with, with the names of submit_auth_and_icp; where WeChat wants a media id stands a `material` of POST /v1/materials, uploaded for `verification` in `auth_data` and for `filing` elsewhere. `verify_task_id` is filled in.',
  );

const checkFiles = async (materials: MaterialStore, { auth_data, ...filing }: CombinedApplication): Promise<void> => {
  await checkMaterials(materials, auth_data, { purpose: 'verification', within: 'application.auth_data' });
  await checkMaterials(materials, filing, { purpose: 'filing', within: 'application' });
};

const body = z.strictObject({
  appid,
  application,
  timings: z
    .strictObject({
      faceWindow: milliseconds,
      faceLife: milliseconds,
      paymentWindow: milliseconds,
      auditWindow: milliseconds,
      poll: milliseconds,
      smsWindow: milliseconds,
      remind: reminders,
      reviewWindow: milliseconds,
      copyLife: milliseconds,
      patience: milliseconds,
      lookUpAfter: milliseconds,
      settle: milliseconds,
    })
    .exactOptional()
    .describe(
      'In milliseconds: how long the admin has for the face check and it is good for, the merchant for the fee, the audit before ops are told, how often WeChat is asked, how long the SMS check may take, how long before the end of a window to remind each time, how long a review may take, how long WeChat keeps files, how long people have for corrections, how long the event of a lost answer is waited for, how long an answer as of before must stand until it is believed.',
    ),
});

/** The verification and ICP filing of one mini program in one (认证及备案). */
export const verificationWithFiling = process({
  path: '/verification-with-filings',
  workflow: 'verificationWithFiling',
  title: 'verification with ICP filing',
  calls: [
    'cancelApplyIcpFiling',
    'checkNickName',
    'createIcpVerifyTask',
    'getAccountBasicInfo',
    'getIcpEntranceInfo',
    'getOnlineIcpOrder',
    'queryAuthAndIcp',
    'queryIcpVerifyTask',
    'secwxaapiUploadauthmaterial',
    'submitAuthAndIcp',
    'uploadIcpMedia',
  ],
  owns: ['cancelApplyIcpFiling'],
  start: {
    role: 'operator',
    body,
    id: ({ appid }) => workflowIds.verificationWithFiling(appid),
    prepare: async ({ timings, ...input }, { temporal, materials, page }) => {
      const merchantId = merchantIdOf(await findAuthorizer(temporal, input.appid));
      await refuseCustomised(temporal, input.appid, 'a verification with filing by the platform');
      await checkFiles(materials, input.application);
      return {
        input: { ...input, page, timings: { ...verificationWithFilingTimings, ...timings } },
        summary: `Verify and file ${input.appid} (认证及备案)`,
        appid: input.appid,
        ...(merchantId === undefined ? {} : { merchantId }),
        subject: [
          ['备案主体', input.application.icp_subject.base_info.name],
          ['小程序名称', input.application.auth_data.account_name],
          ['小程序', input.appid],
        ],
      };
    },
  },
  actions: [
    ...steering,
    action({
      update: refillBoth,
      role: 'operator',
      title: 'Give new data in place of what was refused',
      body: z.strictObject({ application }),
      check: (refill, { materials }) => checkFiles(materials, refill.application),
    }),
    action({ update: withdraw, role: 'operator', title: 'Take the filing back while the platform reviews it' }),
  ],
  page: verificationWithFilingPage,
});
