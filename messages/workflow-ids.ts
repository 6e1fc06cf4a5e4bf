/**
 * Workflow ids from business keys: a second start of the same thing is a conflict that names the running one. What is
 * made of personal or company data arrives here as an HMAC; workflows can't compute one, so ids of that kind are made outside.
 */
export const workflowIds = {
  auditQuota: () => 'audit-quota',
  component: () => 'component',
  authorizer: (appid: string) => `authorizer:${appid}`,
  authorization: (codeHmac: string) => `authorization:${codeHmac}`,
  authorizationLink: (merchantId: string, wishHmac: string) => `authorization-link:${merchantId}:${wishHmac}`,
  enterpriseRegistration: (codeHmac: string) => `enterprise-registration:${codeHmac}`,
  officialAccountRegistration: (officialAccount: string) => `official-account-registration:${officialAccount}`,
  adminRebind: (appid: string) => `admin-rebind:${appid}`,
  personalRegistration: (userHmac: string) => `personal-registration:${userHmac}`,
  accountSetup: (appid: string) => `account-setup:${appid}`,
  trialRegistration: (subjectHmac: string) => `trial-registration:${subjectHmac}`,
  trialConversion: (appid: string) => `trial-conversion:${appid}`,
  conversionQueue: () => 'conversion-queue',
  merchantOnboarding: (merchantId: string) => `merchant-onboarding:${merchantId}`,
  codeRelease: (appid: string) => `code-release:${appid}`,
  fleet: () => 'fleet',
  /** Of the whole fleet, or of some accounts by an HMAC. */
  fleetInspection: (someHmac?: string) =>
    someHmac === undefined ? 'fleet-inspection' : `fleet-inspection:${someHmac}`,
  fleetNight: () => 'fleet-night',
  fleetRollout: (rolloutId: string) => `fleet-rollout:${rolloutId}`,
  /** By the mark of a part of a wave. */
  rolloutWave: (mark: string) => `rollout-wave:${mark}`,
  icpFiling: (appid: string) => `icp-filing:${appid}`,
  pageRevocation: (subject: string) => `page-revocation:${subject}`,
  platformDomains: () => 'platform-domains',
  templateLibrary: () => 'template-library',
  templatePromotion: (draftId: number) => `template-promotion:${draftId}`,
  templateRemoval: (templateId: number) => `template-removal:${templateId}`,
  platformPublishCheck: (appid: string, msgid: string) => `publish-check:${appid}:${msgid}`,
  unroutedCallback: (dedupeKey: string) => `callback:${dedupeKey}`,
  verification: (appid: string) => `verification:${appid}`,
  verificationWithFiling: (appid: string) => `verification-with-filing:${appid}`,
  callbackForward: (rule: string, dedupeKey: string) => `forward:${rule}:${dedupeKey}`,
  callbackJournal: () => 'callback-journal',
  idempotentRequest: (keyHmac: string) => `request:${keyHmac}`,
  authorizerReconciliation: () => 'authorizer-reconciliation',
  draftWatch: () => 'draft-watch',
} as const;

/** Pointers for the search attribute ExternalIds: what a push may name instead of a workflow. */
export const externalIds = {
  registrationTask: (taskid: string) => `task:${taskid}`,
  /** A registration task runs whose id was lost with the answer to its create. */
  lostRegistrationTask: () => 'task-lost',
  enterprise: (codeHmac: string) => `enterprise:${codeHmac}`,
  preAuthCode: (codeHmac: string) => `pre-auth:${codeHmac}`,
  trial: (uniqueId: string) => `trial:${uniqueId}`,
  trialName: (nameHmac: string) => `trial-name:${nameHmac}`,
  userName: (userName: string) => `user:${userName}`,
  /** Open releases of a template, and accounts on which it is online; `none` where the code is of no template. */
  template: (templateId: number | undefined) => `template:${templateId ?? 'none'}`,
  /** Accounts on which a template is online that nobody here knows. */
  unknownTemplate: () => 'template:unknown',
  /** Accounts of which something differs from what is declared, by its kind. */
  drift: (kind: string) => `drift:${kind}`,
} as const;
