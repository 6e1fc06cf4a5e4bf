import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { type SetupDeclaration, setupTimings } from '../../messages/account-setup.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer, merchantIdOf } from '../authorizers/find.ts';
import { invalidInput } from '../http/invalid-input.ts';
import { checkMaterials } from '../materials/check.ts';
import { accountSetupPage } from '../pages/account-setup.ts';
import { process } from '../process.ts';
import { describeRun, isOpen } from '../routes/run.ts';
import { appid, milliseconds } from './fields.ts';
import { declaration } from './setup-declaration.ts';
import { steering } from './steering.ts';

/** What a start takes. */
export const setupBody = declaration
  .extend({
    appid,
    timings: z
      .strictObject({
        auditPoll: milliseconds,
        auditWindow: milliseconds,
        lookUpAfter: milliseconds,
        copyLife: milliseconds,
        domainPoll: milliseconds,
      })
      .exactOptional()
      .describe(
        'In milliseconds: how often audits are asked for, how long one may take, how long after a lost answer to look, how long WeChat keeps a file, how often the platform is asked for domains.',
      ),
  })
  .refine(
    ({ appid, timings, ...wanted }) => Object.keys(wanted).length > 0,
    'at least one thing that the account should have',
  )
  .refine(({ appid, openAccount }) => openAccount?.sameAs !== appid, {
    path: ['openAccount', 'sameAs'],
    message: 'another account than this one',
  });

/** The setup of an account: brings it to a declaration of what it should have. */
export const accountSetup = process({
  path: '/account-setups',
  workflow: 'accountSetup',
  title: 'account setup',
  calls: [
    'addCategory',
    'applyPrivacyInterface',
    'bindOpenAccount',
    'bindTester',
    'checkNickName',
    'createOpenAccount',
    'getAccountBasicInfo',
    'getApiQuota',
    'getEffectiveJumpDomain',
    'getEffectiveServerDomain',
    'getJumpDomainConfirmFile',
    'getNickNameStatus',
    'getOpenAccount',
    'getPrefetchDomain',
    'getPrivacyInterface',
    'getPrivacySetting',
    'getSettingCategories',
    'getTester',
    'modifyCategory',
    'modifyJumpDomainAdd',
    'modifyJumpDomainDirectlyAdd',
    'modifyServerDomainAdd',
    'modifyServerDomainDirectlyAdd',
    'setHeadImage',
    'setNickName',
    'setPrefetchDomain',
    'setPrivacySetting',
    'setSignature',
    'uploadTempMedia',
  ],
  owns: ['bindOpenAccount', 'setPrivacySetting'],
  start: {
    role: 'operator',
    body: setupBody,
    id: ({ appid }) => workflowIds.accountSetup(appid),
    prepare: async ({ appid, timings, ...wanted }, { temporal, url, materials }) => {
      const merchantId = merchantIdOf(await findAuthorizer(temporal, appid));
      await refuseCustomised(temporal, appid, 'an account setup');
      await refuseUnknown(temporal, wanted, 'openAccount.sameAs');
      await checkMaterials(materials, wanted, { purpose: 'setup' });
      return {
        input: { appid, wanted, publicUrl: new URL(url).origin, timings: { ...setupTimings, ...timings } },
        summary: `Set up ${appid}: ${Object.keys(wanted).join(', ')}`,
        appid,
        ...(merchantId === undefined ? {} : { merchantId }),
        subject: [['小程序', appid]],
      };
    },
  },
  actions: steering,
  page: accountSetupPage,
});

/** Refuses another account of the merchant that is none of ours: its open account could not be read. */
export const refuseUnknown = async (
  temporal: Client,
  { openAccount }: SetupDeclaration,
  field: string,
): Promise<void> => {
  const sameAs = openAccount?.sameAs;
  if (sameAs === undefined) return;
  const entity = await describeRun(temporal, workflowIds.authorizer(sameAs));
  if (entity && isOpen(entity)) return;
  const expected = 'an account that has authorized this platform';
  throw invalidInput([{ field, expected, detail: `${sameAs} is unknown here.` }]);
};
