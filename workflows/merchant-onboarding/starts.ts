import type { MerchantOnboardingInput, OnboardingPart, PreparedStart } from '../../messages/merchant-onboarding.ts';
import {
  type VerificationWithFilingTimings,
  verificationWithFilingTimings,
} from '../../messages/verification-with-filing.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';

/** The parts that an account has to be there for. */
type PartOfAccount = Exclude<OnboardingPart, 'account'>;
type Common = Pick<MerchantOnboardingInput, 'timings' | 'page' | 'publicUrl'>;

/** The process of a part of the account, for a wish as `wishOf` gives it. */
export const startOf = (
  part: PartOfAccount,
  wish: string,
  appid: string,
  { timings, page, publicUrl }: Common,
): PreparedStart => {
  const wanted: Record<string, unknown> = JSON.parse(wish);
  switch (part) {
    case 'conversion': {
      const { route, pointer } = wanted;
      return {
        workflow: 'trialConversion',
        workflowId: workflowIds.trialConversion(appid),
        input: { appid, route, page, timings: timings.conversion },
        summary: `Make the trial ${appid} formal`,
        ...(typeof pointer === 'string' ? { externalIds: [pointer] } : {}),
        subject: [['体验小程序', appid]],
      };
    }
    case 'setup':
      return {
        workflow: 'accountSetup',
        workflowId: workflowIds.accountSetup(appid),
        input: { appid, wanted, publicUrl, timings: timings.setup },
        summary: `Set up ${appid}: ${Object.keys(wanted).join(', ')}`,
      };
    case 'verification':
      return {
        workflow: 'verification',
        workflowId: workflowIds.verification(appid),
        input: { appid, application: wanted, page, timings: timings.verification },
        summary: `Verify ${appid} (认证)`,
        subject: [['小程序', appid]],
      };
    case 'filing':
      return {
        workflow: 'icpFiling',
        workflowId: workflowIds.icpFiling(appid),
        input: { appid, application: wanted, page, timings: timings.filing },
        summary: `File ${appid} (备案)`,
        subject: [['小程序', appid]],
      };
    case 'verification-with-filing':
      return {
        workflow: 'verificationWithFiling',
        workflowId: workflowIds.verificationWithFiling(appid),
        input: { appid, application: wanted, page, timings: bothTimings(timings) },
        summary: `Verify and file ${appid} (认证及备案)`,
        subject: [['小程序', appid]],
      };
    case 'release': {
      // The account has them by now.
      const { settings: _kept, ...release } = wanted;
      return {
        workflow: 'codeRelease',
        workflowId: workflowIds.codeRelease(appid),
        // It is held where it would be too early.
        input: {
          ...release,
          appid,
          release: 'auto',
          holds: ['submit', 'release'],
          priority: 'new-merchant',
          timings: timings.release,
        },
        externalIds: [externalIds.template(typeof wanted.templateId === 'number' ? wanted.templateId : undefined)],
        summary: `Release ${String(wanted.userVersion)} (template ${String(wanted.templateId)}) to ${appid}`,
        subject: [
          ['小程序', appid],
          ['版本', String(wanted.userVersion)],
        ],
      };
    }
  }
};

/** The pace of the two; a face check is good for less long here. */
const bothTimings = ({ verification, filing }: Common['timings']): VerificationWithFilingTimings => ({
  ...filing,
  faceLife: Math.min(filing.faceLife, verificationWithFilingTimings.faceLife),
  paymentWindow: verification.paymentWindow,
  auditWindow: verification.auditWindow,
  lookUpAfter: verification.lookUpAfter,
});
