import { z } from 'zod';
import { filingTimings, refillFiling, withdraw } from '../../messages/icp-filing.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer, merchantIdOf } from '../authorizers/find.ts';
import { checkMaterials } from '../materials/check.ts';
import { icpFilingPage } from '../pages/icp-filing.ts';
import { action, process } from '../process.ts';
import { appid, milliseconds, reminders } from './fields.ts';
import { filingApplication } from './filing-application.ts';
import { steering } from './steering.ts';

const application = filingApplication.describe(
  'What is filed, with the names of apply_icp_filing; where WeChat wants a media id stands a `material` of POST /v1/materials. `verify_task_id` is filled in.',
);

/** What a start takes. */
export const filingBody = z.strictObject({
  appid,
  application,
  timings: z
    .strictObject({
      faceWindow: milliseconds,
      faceLife: milliseconds,
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
      'In milliseconds: how long the admin has for the face check and it is good for, how often WeChat is asked, how long the SMS check may take, how long before the end of a window to remind each time, how long a review may take, how long WeChat keeps files, how long people have for corrections, how long after a lost answer to look, how long an answer as of before must stand until it is believed.',
    ),
});

/** The ICP filing of one mini program (备案). */
export const icpFiling = process({
  path: '/icp-filings',
  workflow: 'icpFiling',
  title: 'ICP filing',
  calls: [
    'applyIcpFiling',
    'cancelApplyIcpFiling',
    'createIcpVerifyTask',
    'getIcpEntranceInfo',
    'getOnlineIcpOrder',
    'queryIcpVerifyTask',
    'uploadIcpMedia',
  ],
  owns: ['cancelApplyIcpFiling'],
  start: {
    role: 'operator',
    body: filingBody,
    id: ({ appid }) => workflowIds.icpFiling(appid),
    prepare: async ({ timings, ...input }, { temporal, materials, page }) => {
      const merchantId = merchantIdOf(await findAuthorizer(temporal, input.appid));
      await refuseCustomised(temporal, input.appid, 'a filing by the platform');
      await checkMaterials(materials, input.application, { purpose: 'filing', within: 'application' });
      return {
        input: { ...input, page, timings: { ...filingTimings, ...timings } },
        summary: `File ${input.appid} (备案)`,
        appid: input.appid,
        ...(merchantId === undefined ? {} : { merchantId }),
        subject: [
          ['备案主体', input.application.icp_subject.base_info.name],
          ['小程序', input.appid],
        ],
      };
    },
  },
  actions: [
    ...steering,
    action({
      update: refillFiling,
      role: 'operator',
      title: 'Give new data in place of what was refused',
      body: z.strictObject({ application }),
      check: (refill, { materials }) =>
        checkMaterials(materials, refill.application, { purpose: 'filing', within: 'application' }),
    }),
    action({ update: withdraw, role: 'operator', title: 'Take the application back while the platform reviews it' }),
  ],
  page: icpFilingPage,
});
