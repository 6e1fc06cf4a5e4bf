import type { Process } from '../process.ts';
import { accountSetup } from './account-setup.ts';
import { adminRebind } from './admin-rebind.ts';
import { authorizationLink } from './authorization-link.ts';
import { callbackForward } from './callback-forward.ts';
import { codeRelease } from './code-release.ts';
import { codeRollback } from './code-rollback.ts';
import { enterpriseRegistration } from './enterprise-registration.ts';
import { fleetInspection } from './fleet-inspection.ts';
import { fleetRollout } from './fleet-rollout.ts';
import { icpFiling } from './icp-filing.ts';
import { merchantOnboarding } from './merchant-onboarding.ts';
import { officialAccountRegistration } from './official-account-registration.ts';
import { personalRegistration } from './personal-registration.ts';
import { platformPublishCheck } from './platform-publish-check.ts';
import { templatePromotion } from './template-promotion.ts';
import { templateRemoval } from './template-removal.ts';
import { trialConversion } from './trial-conversion.ts';
import { trialRegistration } from './trial-registration.ts';
import { unroutedCallback } from './unrouted-callback.ts';
import { verification } from './verification.ts';
import { verificationWithFiling } from './verification-with-filing.ts';

/** Every process of the API; a new one is a file beside this and a line here. */
export const processes: readonly Process[] = [
  merchantOnboarding,
  authorizationLink,
  enterpriseRegistration,
  personalRegistration,
  officialAccountRegistration,
  adminRebind,
  accountSetup,
  trialRegistration,
  trialConversion,
  templatePromotion,
  templateRemoval,
  codeRelease,
  fleetInspection,
  fleetRollout,
  codeRollback,
  verification,
  icpFiling,
  verificationWithFiling,
  platformPublishCheck,
  unroutedCallback,
  callbackForward,
];
