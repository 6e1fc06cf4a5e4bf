import { z } from 'zod';
import { subjectReuseTimings } from '../../messages/official-account-registration.ts';
import { adopt } from '../../messages/registration.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { findAuthorizer } from '../authorizers/find.ts';
import { officialAccountRegistrationPage } from '../pages/official-account-registration.ts';
import { action, process } from '../process.ts';
import { consentDurations } from './consent.ts';
import { appid, merchantId, milliseconds } from './fields.ts';
import { steering } from './steering.ts';

/** What a start takes. */
export const officialAccountBody = z.strictObject({
  officialAccount: appid.describe('The appid of the official account (公众号) whose subject the mini program gets.'),
  copyVerification: z
    .boolean()
    .default(true)
    .describe(
      "Whether it gets the official account's verification (微信认证) too; a government, media or other organisation must.",
    ),
  merchantId: merchantId.exactOptional(),
  timings: z
    .strictObject({ ...consentDurations, search: milliseconds })
    .exactOptional()
    .describe(
      'In milliseconds: how long the admin has, how long before the end to remind each time, how often to look whether the account may register, how long after a lost answer to look, how long to search before a person is asked.',
    ),
});

/** The registration with the subject of an official account (复用公众号主体快速注册小程序). */
export const officialAccountRegistration = process({
  path: '/official-account-registrations',
  workflow: 'officialAccountRegistration',
  title: 'official account registration',
  calls: ['getAuthorizerInfo', 'getLinkMiniprogram', 'registerMiniprogramByOffiaccount'],
  start: {
    role: 'operator',
    body: officialAccountBody,
    // WeChat takes one at a time.
    id: ({ officialAccount }) => workflowIds.officialAccountRegistration(officialAccount),
    prepare: async ({ timings, merchantId, ...asked }, { temporal, page, pageAt, publicUrlTrouble }) => {
      await findAuthorizer(temporal, asked.officialAccount);
      const merchant = merchantId ? { merchantId } : {};
      const consent = pageAt('/consents', officialAccountRegistrationPage.life);
      return {
        input: { ...asked, ...merchant, page, consent, timings: { ...subjectReuseTimings, ...timings } },
        summary: `Register with the subject of ${asked.officialAccount}`,
        ...merchant,
        subject: [['公众号', asked.officialAccount]],
        ...(publicUrlTrouble ? { warning: publicUrlTrouble } : {}),
      };
    },
  },
  actions: [
    ...steering,
    action({
      update: adopt,
      role: 'operator',
      title: 'Name the account that was made, where an answer was lost and no list tells',
      body: z.strictObject({ appid }),
    }),
  ],
  page: officialAccountRegistrationPage,
});
