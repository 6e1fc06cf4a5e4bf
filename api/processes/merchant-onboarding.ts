import { z } from 'zod';
import { setupTimings } from '../../messages/account-setup.ts';
import { releaseTimings } from '../../messages/code-release.ts';
import { filingTimings } from '../../messages/icp-filing.ts';
import { declare } from '../../messages/merchant-onboarding.ts';
import { longestPageLife } from '../../messages/page-links.ts';
import { conversionTimings } from '../../messages/trial-conversion.ts';
import { verificationTimings } from '../../messages/verification.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { pageSubjects } from '../pages/link.ts';
import { merchantOnboardingPage } from '../pages/merchant-onboarding.ts';
import { type Process, preparedAction, process, type StartContext } from '../process.ts';
import { accountSetup, setupBody } from './account-setup.ts';
import { authorizationLink } from './authorization-link.ts';
import { codeRelease, releaseBody } from './code-release.ts';
import { enterpriseRegistration } from './enterprise-registration.ts';
import { merchantId } from './fields.ts';
import { filingBody, icpFiling } from './icp-filing.ts';
import { officialAccountRegistration } from './official-account-registration.ts';
import { declarationBody, prepareDeclaration } from './onboarding-declaration.ts';
import { personalRegistration } from './personal-registration.ts';
import { steering } from './steering.ts';
import { conversionBody, trialConversion } from './trial-conversion.ts';
import { trialRegistration } from './trial-registration.ts';
import { verification, verificationBody } from './verification.ts';
import { verificationWithFiling } from './verification-with-filing.ts';

const body = declarationBody.extend({
  merchantId,
  timings: z
    .strictObject({
      conversion: conversionBody.shape.timings,
      setup: setupBody.shape.timings,
      verification: verificationBody.shape.timings,
      filing: filingBody.shape.timings,
      release: releaseBody.shape.timings,
    })
    .exactOptional()
    .describe('The timings of the parts that come after the account, as their own resources take them.'),
});

/** Whose calls it makes. */
const parts = [
  authorizationLink,
  enterpriseRegistration,
  personalRegistration,
  officialAccountRegistration,
  trialRegistration,
  trialConversion,
  accountSetup,
  verification,
  icpFiling,
  verificationWithFiling,
  codeRelease,
];

const idOf = (merchant: string) => workflowIds.merchantOnboarding(merchant);

/** The one page of a merchant, with the task of whichever part is the merchant's now on top. */
const merchantPage = (merchant: string, context: StartContext) =>
  context.of(merchantOnboarding, pageSubjects.merchant(merchant)).pageAt('/m', longestPageLife);

/** The whole way of a merchant, from an account to the first release. */
export const merchantOnboarding: Process = process({
  path: '/merchant-onboardings',
  workflow: 'merchantOnboarding',
  title: 'merchant onboarding',
  calls: [...new Set(parts.flatMap(({ calls }) => calls))],
  owns: [...new Set(parts.flatMap(({ owns = [] }) => owns))],
  start: {
    role: 'operator',
    body,
    id: ({ merchantId }) => idOf(merchantId),
    prepare: async ({ merchantId, timings, ...asked }, context) => {
      const page = merchantPage(merchantId, context);
      const { declaration, warning } = await prepareDeclaration(asked, merchantId, context);
      return {
        input: {
          merchantId,
          declaration,
          page,
          publicUrl: new URL(context.url).origin,
          timings: {
            conversion: { ...conversionTimings, ...timings?.conversion },
            setup: { ...setupTimings, ...timings?.setup },
            verification: { ...verificationTimings, ...timings?.verification },
            filing: { ...filingTimings, ...timings?.filing },
            release: { ...releaseTimings, ...timings?.release },
          },
        },
        summary: `Onboard ${merchantId}`,
        merchantId,
        links: [{ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: page }],
        ...(asked.account.kind === 'existing' ? { appid: asked.account.appid } : {}),
        ...(warning ? { warning } : {}),
        ...(asked.release ? { externalIds: [externalIds.template(asked.release.templateId)] } : {}),
      };
    },
  },
  actions: [
    ...steering,
    preparedAction({
      update: declare,
      role: 'operator',
      title: 'Declare anew what the merchant should have: what differs is done, the rest stays',
      body: declarationBody,
      prepare: async (asked, context) => {
        const merchant = context.workflowId.slice(idOf('').length);
        return { declaration: (await prepareDeclaration(asked, merchant, context)).declaration };
      },
    }),
  ],
  page: merchantOnboardingPage,
});
