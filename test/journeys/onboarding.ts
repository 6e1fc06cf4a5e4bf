import { inventSocialCreditCode } from '../../scripts/journey/social-credit-code.ts';
import { type processesOf, registrationPace, type Started } from './following.ts';

/** Short timings of every part. */
export const onboardingTimings = {
  conversion: { window: 60_000, poll: 1_000, watch: 1_000, remind: 30_000, grace: 1_000 },
  setup: { auditPoll: 700, auditWindow: 60_000, lookUpAfter: 500 },
  verification: {
    ...{ linkWindow: 60_000, paymentWindow: 60_000, auditWindow: 60_000, poll: 400 },
    ...{ copyLife: 60_000, patience: 60_000, lookUpAfter: 1_500 },
  },
  filing: {
    ...{ faceWindow: 30_000, faceLife: 60_000, poll: 400, smsWindow: 60_000, reviewWindow: 60_000 },
    ...{ copyLife: 60_000, patience: 60_000, lookUpAfter: 500 },
  },
  release: { detectionPoll: 300, auditPoll: 700, auditWindow: 60_000, lookUpAfter: 500 },
};

/** A setup and a release that need no file. */
export const plainWish = {
  setup: { signature: '附近最好吃的面馆', categories: [{ first: 1, second: 2 }], testers: ['weixin_tester_1'] },
  release: { templateId: 1, userVersion: '1.0.0', userDesc: '首次上线' },
};

let merchants = 0;

/** What tests do with onboardings over the API. */
export const onboardingsOf = (processes: ReturnType<typeof processesOf>) => ({
  onboard: (account: object, declaration: object = plainWish, more: object = {}): Promise<Started> => {
    merchants += 1;
    return processes.start('/v1/merchant-onboardings', {
      merchantId: `m-${merchants}`,
      account,
      ...declaration,
      timings: onboardingTimings,
      ...more,
    });
  },
  /** A new enterprise, as an account's route. */
  enterprise: (input: object = {}) => ({
    kind: 'enterprise',
    name: `示例企业${inventSocialCreditCode().slice(-6)}`,
    code: inventSocialCreditCode(),
    componentPhone: '13800000000',
    timings: registrationPace,
    ...input,
  }),
});
