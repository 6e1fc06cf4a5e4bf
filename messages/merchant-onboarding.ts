import { defineUpdate } from '@temporalio/workflow';
import type { AccountSettings } from './account-settings.ts';
import type { SetupDeclaration, SetupTimings } from './account-setup.ts';
import type { Request } from './actions.ts';
import type { CodeReleaseInput, ReleaseTimings } from './code-release.ts';
import type { FilingApplication, FilingTimings } from './icp-filing.ts';
import type { Link } from './progress.ts';
import type { ConversionRoute, ConversionTimings } from './trial-conversion.ts';
import type { VerificationApplication, VerificationTimings } from './verification.ts';

/** The parts of an onboarding, in the order of its progress. */
export const onboardingParts = [
  'account',
  'conversion',
  'setup',
  'verification',
  'filing',
  'verification-with-filing',
  'release',
] as const;
export type OnboardingPart = (typeof onboardingParts)[number];

/** A process ready to be started, just as its own resource of the API would start it. */
export type PreparedStart = {
  readonly workflow: string;
  readonly workflowId: string;
  /** Without the `request`. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly summary: string;
  readonly externalIds?: readonly string[];
  readonly links?: readonly Link[];
  readonly subject?: readonly (readonly [label: string, value: string])[];
};

/** How the merchant's account comes to us: it is there already, or a process brings or makes it. */
export type AccountRoute =
  | { readonly kind: 'existing'; readonly appid: string }
  | {
      readonly kind: 'link' | 'enterprise' | 'personal' | 'personal-upgraded' | 'official-account' | 'trial';
      /** Equal for equal bodies: what was asked for, without what every preparation makes anew. */
      readonly wish: string;
      readonly start: PreparedStart;
    };

/** How a trial becomes formal; by the pointer its pushes find it. */
export type ConversionWish = { readonly route: ConversionRoute; readonly pointer?: string };

/** What is released first. */
export type ReleaseWish = Pick<CodeReleaseInput, 'userVersion' | 'userDesc' | 'ext' | 'variables'> & {
  readonly templateId: number;
};

/** What a merchant should have in the end. What is not named is left as it is. */
export type OnboardingDeclaration = {
  readonly account: AccountRoute;
  /** Of a trial, before anything else: it is named by its setup. */
  readonly conversion?: ConversionWish;
  readonly setup?: SetupDeclaration;
  /** Tags, variables and layer of ext.json, each in the place of what the account has. */
  readonly settings?: Partial<AccountSettings>;
  /** Verification (认证), once the name stands; in one with the filing where WeChat takes this kind of account so. */
  readonly verification?: VerificationApplication;
  /** Filing (备案), once it is verified, where that is declared. */
  readonly filing?: FilingApplication;
  readonly release?: ReleaseWish;
};

/** The durations of the parts that need the account first. */
export type OnboardingTimings = {
  readonly conversion: ConversionTimings;
  readonly setup: SetupTimings;
  readonly verification: VerificationTimings;
  readonly filing: FilingTimings;
  readonly release: ReleaseTimings;
};

export type MerchantOnboardingInput = {
  readonly merchantId: string;
  readonly declaration: OnboardingDeclaration;
  readonly timings: OnboardingTimings;
  /** The merchant's page: it shows the task that is the merchant's now, of whichever part. */
  readonly page: string;
  /** Our public address. */
  readonly publicUrl: string;
  readonly request: Request;
};

/** What became of one part, and by which process. */
export type PartRecord = {
  readonly part: OnboardingPart;
  readonly state: 'reached' | 'halted' | 'under-way' | 'not-begun';
  readonly process?: string;
  /** The process was running already: somebody else started it. */
  readonly joined?: true;
  readonly outcome?: { readonly kind: string };
};

/** How an onboarding ended: `stands` is what there is at WeChat, part by part. */
export type MerchantOnboardingOutcome =
  | { readonly kind: 'onboarded'; readonly appid: string; readonly stands: readonly PartRecord[] }
  | {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly why?: string;
      readonly appid?: string;
      readonly stands: readonly PartRecord[];
    };

/** Declare anew what the merchant should have; what differs is done, the rest stays. */
export const declare = defineUpdate<void, [Request & { readonly declaration: OnboardingDeclaration }], 'declare'>(
  'declare',
);
