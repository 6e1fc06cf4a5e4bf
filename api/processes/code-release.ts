import { z } from 'zod';
import { priorities } from '../../messages/audit-quota.ts';
import {
  answerPrivacy,
  changeWindows,
  finishGray,
  override,
  pauseGray,
  raiseGray,
  releaseNow,
  releaseTimings,
  resumeGray,
  speedUp,
  takeBackGray,
  undo,
} from '../../messages/code-release.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer, merchantIdOf } from '../authorizers/find.ts';
import { extLayer, variables } from '../ext/fields.ts';
import { refuseExt } from '../ext/refuse-ext.ts';
import { invalidInput } from '../http/invalid-input.ts';
import { checkMaterials } from '../materials/check.ts';
import { codeReleasePage } from '../pages/code-release.ts';
import { action, process } from '../process.ts';
import { refuseRetiring } from '../templates/retiring.ts';
import { appid, milliseconds } from './fields.ts';
import { steering } from './steering.ts';
import { privacyAnswer, submissionWish } from './submission-wish.ts';
import { releaseWindows, windowsChange } from './windows.ts';

/** What a start takes. */
export const releaseBody = z.strictObject({
  appid,
  templateId: z
    .int()
    .min(0)
    .exactOptional()
    .describe('A template of the library (template_id); without it `directCommit` is needed.'),
  directCommit: z
    .literal(true)
    .exactOptional()
    .describe('The code was uploaded to the account by tools (directCommit): nothing is committed.'),
  userVersion: z.string().trim().min(1).max(64).describe('The version that users see (user_version).'),
  userDesc: z.string().trim().min(1).max(200).describe('What the auditor and operators read (user_desc).'),
  ext: extLayer.exactOptional(),
  variables: variables.exactOptional(),
  release: z
    .enum(['auto', 'manual'])
    .default('auto')
    .describe('`manual`: the approved version goes online with the action `release`.'),
  secondPerson: z.boolean().exactOptional().describe('The action `release` is needed, by another key than this one.'),
  priority: z
    .enum(priorities)
    .default('normal')
    .describe("Who goes first where the provider's submissions of the month are short."),
  ...submissionWish,
  speedUp: z
    .boolean()
    .exactOptional()
    .describe("Take one of the month's accelerations (加急) for its audit; goes on without where none is left."),
  privacyInterfaces: privacyAnswer
    .exactOptional()
    .describe(
      'What is done where WeChat finds privacy interfaces without permission (61040); a person is asked unless told.',
    ),
  gray: z
    .array(z.strictObject({ percentage: z.int().min(1).max(99), for: milliseconds.unwrap() }))
    .min(1)
    .max(20)
    .refine(
      (all) => all.every(({ percentage }, at) => at === 0 || percentage > (all[at - 1]?.percentage ?? 0)),
      'percentages that rise',
    )
    .exactOptional()
    .describe('A staged release (分阶段发布): which part of the users, and for how many milliseconds; then all.'),
  ...releaseWindows,
  rolloutId: z
    .string()
    .regex(/^[\w.:-]{1,64}$/, '1 to 64 letters, digits and . : _ -')
    .exactOptional(),
  timings: z
    .strictObject({
      detectionPoll: milliseconds,
      auditPoll: milliseconds,
      auditWindow: milliseconds,
      lookUpAfter: milliseconds,
      grayWindow: milliseconds,
    })
    .exactOptional()
    .describe(
      'In milliseconds: how often detection and audit are asked for, how long an audit may take, how long after a lost answer to look, after how long a staged release is finished.',
    ),
});

/** The release of a template to one mini program. */
export const codeRelease = process({
  path: '/code-releases',
  workflow: 'codeRelease',
  title: 'code release',
  calls: [
    'applyPrivacyInterface',
    'commit',
    'getAllCategoryName',
    'getAuditStatus',
    'getCodePrivacyInfo',
    'getEffectiveServerDomain',
    'getGrayReleasePlan',
    'getLatestAuditStatus',
    'getPrivacyInterface',
    'getPrivacySetting',
    'getVersionInfo',
    'getVisitStatus',
    'grayRelease',
    'release',
    'revertGrayRelease',
    'setPrivacySetting',
    'speedupCodeAudit',
    'submitAudit',
    'undoAudit',
  ],
  owns: ['setPrivacySetting'],
  start: {
    role: 'operator',
    body: releaseBody,
    id: ({ appid }) => workflowIds.codeRelease(appid),
    prepare: async ({ timings, directCommit, ...input }, { temporal, materials }) => {
      if ((input.templateId === undefined) === (directCommit === undefined)) throw invalidInput([noSource]);
      const merchantId = merchantIdOf(await findAuthorizer(temporal, input.appid));
      await Promise.all([
        ...(['pictures', 'videos'] as const).map((only) =>
          checkMaterials(materials, { preview: { [only]: input.preview?.[only] } }, { purpose: 'audit', only }),
        ),
        checkMaterials(materials, { feedback: input.feedback }, { purpose: 'setup' }),
        refuseCustomised(temporal, input.appid, 'a code release'),
        refuseExt(temporal, input),
        refuseRetiring(temporal, input.templateId),
      ]);
      const merchant = merchantId === undefined ? {} : { merchantId };
      return {
        input: { ...input, timings: { ...releaseTimings, ...timings } },
        summary: `Release ${input.userVersion} (${sourceOf(input)}) to ${input.appid}`,
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
    action({ update: override, role: 'approver', title: 'Go on in spite of what the preflight found' }),
    action({ update: releaseNow, role: 'approver', title: 'Put the approved version online' }),
    action({ update: raiseGray, role: 'approver', title: 'Go on to the next stage of the staged release now' }),
    action({ update: finishGray, role: 'approver', title: 'Release to all users now' }),
    action({ update: takeBackGray, role: 'approver', title: 'Take the staged release back' }),
    action({ update: pauseGray, role: 'operator', title: 'Raise the staged release no further until `resume`' }),
    action({ update: resumeGray, role: 'operator', title: 'Go on with the stages of the staged release' }),
    action({
      update: answerPrivacy,
      role: 'operator',
      title: 'Say what is done about privacy interfaces without permission (61040)',
      body: privacyAnswer,
    }),
    action({
      update: changeWindows,
      role: 'operator',
      title: 'Change when it may be submitted and go online',
      body: windowsChange,
    }),
    action({
      update: speedUp,
      role: 'operator',
      title: "Take one of the month's accelerations (加急) for the audit under way",
    }),
    action({
      update: undo,
      role: 'operator',
      title: 'Withdraw the audit under way, also one that blocks the submission',
    }),
  ],
  page: codeReleasePage,
});

const noSource = {
  field: 'templateId',
  expected: 'templateId, or directCommit: true',
  detail: 'A release ships a template, or code that was uploaded to the account by tools: name one of them.',
};

const sourceOf = ({ templateId }: { readonly templateId?: number }) =>
  templateId === undefined ? 'uploaded by tools' : `template ${templateId}`;
