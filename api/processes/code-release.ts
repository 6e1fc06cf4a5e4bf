import { z } from 'zod';
import { releaseNow, releaseTimings, undo } from '../../messages/code-release.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer, merchantIdOf } from '../authorizers/find.ts';
import { extLayer, variables } from '../ext/fields.ts';
import { refuseExt } from '../ext/refuse-ext.ts';
import { codeReleasePage } from '../pages/code-release.ts';
import { action, process } from '../process.ts';
import { refuseRetiring } from '../templates/retiring.ts';
import { appid, milliseconds } from './fields.ts';
import { steering } from './steering.ts';

/** What a start takes. */
export const releaseBody = z.strictObject({
  appid,
  templateId: z.int().min(0).describe('A template of the library (template_id).'),
  userVersion: z.string().trim().min(1).max(64).describe('The version that users see (user_version).'),
  userDesc: z.string().trim().min(1).max(200).describe('What the auditor and operators read (user_desc).'),
  ext: extLayer.exactOptional(),
  variables: variables.exactOptional(),
  release: z
    .enum(['auto', 'manual'])
    .default('auto')
    .describe('`manual`: the approved version goes online with the action `release`.'),
  timings: z
    .strictObject({
      detectionPoll: milliseconds,
      auditPoll: milliseconds,
      auditWindow: milliseconds,
      lookUpAfter: milliseconds,
    })
    .exactOptional()
    .describe(
      'In milliseconds: how often detection and audit are asked for, how long an audit may take, how long after a lost answer to look.',
    ),
});

/** The release of a template to one mini program. */
export const codeRelease = process({
  path: '/code-releases',
  workflow: 'codeRelease',
  title: 'code release',
  calls: [
    'commit',
    'getAllCategoryName',
    'getAuditStatus',
    'getCodePrivacyInfo',
    'getLatestAuditStatus',
    'getPrivacySetting',
    'getVersionInfo',
    'release',
    'setPrivacySetting',
    'submitAudit',
    'undoAudit',
  ],
  owns: ['setPrivacySetting'],
  start: {
    role: 'operator',
    body: releaseBody,
    id: ({ appid }) => workflowIds.codeRelease(appid),
    prepare: async ({ timings, ...input }, { temporal }) => {
      const merchantId = merchantIdOf(await findAuthorizer(temporal, input.appid));
      await Promise.all([
        refuseCustomised(temporal, input.appid, 'a code release'),
        refuseExt(temporal, input),
        refuseRetiring(temporal, input.templateId),
      ]);
      const merchant = merchantId === undefined ? {} : { merchantId };
      return {
        input: { ...input, timings: { ...releaseTimings, ...timings } },
        summary: `Release ${input.userVersion} (template ${input.templateId}) to ${input.appid}`,
        appid: input.appid,
        externalIds: [externalIds.template(input.templateId)],
        ...merchant,
        subject: [
          ['小程序', input.appid],
          ['版本', input.userVersion],
        ],
      };
    },
  },
  actions: [
    ...steering,
    action({ update: releaseNow, role: 'approver', title: 'Put the approved version online' }),
    action({
      update: undo,
      role: 'operator',
      title: 'Withdraw the audit under way, also one that blocks the submission',
    }),
  ],
  page: codeReleasePage,
});
