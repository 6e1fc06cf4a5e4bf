import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ExtJson } from '../wechat/ext-json/types.ts';
import type { AccountSettings } from './account-settings.ts';
import type { Request } from './actions.ts';
import type { Grant } from './authorization.ts';
import type { Delivery } from './delivery.ts';
import type { DeclaredParts, Inspection } from './inspection.ts';
import type { MonthCount } from './month-count.ts';
import type { AnsweredRequests } from './progress.ts';
import type { Sealed, SealedToken } from './sealed.ts';
import type { Undos } from './undos.ts';

/** What WeChat excludes from running together on one account, and the onboarding, of which an account has one. */
export const leaseNames = ['code', 'name', 'verification', 'filing', 'onboarding'] as const;
export type LeaseName = (typeof leaseNames)[number];

/** A privacy guide as the merchant declared it: the text for each key, and who answers for it. */
export type PrivacyGuide = {
  readonly settings: Readonly<Record<string, string>>;
  readonly owner: {
    readonly contact_phone?: string;
    readonly contact_email?: string;
    readonly contact_qq?: string;
    readonly contact_weixin?: string;
    readonly notice_method: string;
    readonly store_expire_timestamp?: string;
  };
};

/** One line of an account's release ledger; `at` is ISO 8601. */
export type ReleaseRecord = {
  readonly at: string;
  readonly userVersion: string;
  /** Absent where the code was uploaded by tools. */
  readonly templateId?: number;
  /** Absent only where somebody else had released what was rolled back to; its template is unknown too. */
  readonly auditid?: number;
  readonly workflowId: string;
  /** It went online by a rollback (回退). */
  readonly rollback?: { readonly from: string; readonly appVersion: number };
  /** Of the ext.json it was committed with, where that was rendered here. */
  readonly extHash?: string;
};

/** A rollback that took effect: `from` and `userVersion` are what users saw before and see now. */
export type RollbackRecord = {
  readonly at: string;
  readonly userVersion: string;
  readonly appVersion: number;
  readonly from: string;
  readonly workflowId: string;
};

/** A version that went online, with its ext.json whole where it is known. */
export type RecordedRelease = ReleaseRecord & { readonly ext?: ExtJson };

/** The ext.json of a version that was online, by its hash. */
export type FormerExt = { readonly hash: string; readonly ext: ExtJson };

/** An avatar that was set: `from` tells image and cut, `url` is where WeChat shows it. */
export type SetAvatar = { readonly from: string; readonly url: string };

/** A mini program that was registered with the subject of this official account; `at` is ISO 8601. */
export type RegistrationRecord = { readonly at: string; readonly appid: string };

/** An event of the account that met no open process. */
export type AccountEvent = { readonly at: string; readonly event: string; readonly note?: string };

/** The verification ends or has ended (年审), as WeChat told; `endsAt` is ISO 8601. */
export type YearlyReview = { readonly endsAt?: string; readonly message?: string };

/** What of an account runs at WeChat, which tells nobody by the account: a verification's task, a procedure with filing. */
export type Submissions = { readonly verification?: string; readonly verificationWithFiling?: string };
/** Something was submitted, or is over, by its number. */
export type SubmissionRecord = {
  readonly what: keyof Submissions;
  readonly id: string;
  readonly open: boolean;
};

/** What is known of the account from WeChat. */
export type Account = {
  readonly nickName?: string;
  readonly userName?: string;
  readonly principalName?: string;
  readonly registerType?: number;
  readonly status?: number;
};

/** The state of one entity `authorizer:<appid>`, carried through continue-as-new. */
export type AuthorizerState = Partial<AccountSettings> & {
  readonly appid: string;
  readonly merchantId?: string;
  readonly origin: 'authorized' | 'registered' | 'customised';
  /** `lost`: no refresh token is known and none can be had: the merchant must update the authorization. */
  readonly authorization: 'none' | 'granted' | 'withdrawn' | 'lost';
  /** CreateTime of the last grant or withdrawal applied, unix seconds. */
  readonly authorizationTime: number;
  readonly permissionSets: readonly number[];
  readonly accessToken?: SealedToken;
  readonly refreshToken?: Sealed;
  /** The merchant's own AppSecret, of a customised merchant (定制化型), whose tokens come from it. */
  readonly ownSecret?: Sealed;
  readonly account: Account;
  readonly privacyGuide?: PrivacyGuide;
  /** What setups declared last, part by part. */
  readonly declared?: DeclaredParts;
  /** What WeChat said when the account was looked at last. */
  readonly inspection?: Inspection;
  /** From which image the avatar was set, and the address it got. */
  readonly avatar?: SetAvatar;
  /** Changes of its server domains that we made: WeChat counts all changes of a month, and tells nobody. */
  readonly domainChanges?: MonthCount;
  /** Withdrawals of its audits that were made here. */
  readonly undos?: Undos;
  readonly ledger: readonly ReleaseRecord[];
  /** The ext.json of the last of these. */
  readonly onlineExt?: ExtJson;
  /** Those of versions before it, to which it may go back. */
  readonly formerExts?: readonly FormerExt[];
  /** Of an official account: what was registered with its subject last. */
  readonly registrations?: readonly RegistrationRecord[];
  /** Until the account is verified again. */
  readonly yearlyReview?: YearlyReview;
  readonly submissions?: Submissions;
  readonly events: readonly AccountEvent[];
  /** How many events were recorded in all; `events` keeps the last. */
  readonly eventCount: number;
  readonly leases: Readonly<Partial<Record<LeaseName, Lease>>>;
  /** Runs without a lease that want to be told, once, when the authorization changes. */
  readonly listeners?: readonly LeaseClaim[];
  /** Of them those to be told now. */
  readonly untold?: readonly LeaseClaim[];
  readonly seen: readonly string[];
  /** Keyed requests that were taken. */
  readonly answered: AnsweredRequests;
  /** Something said that the authorization changed; WeChat is asked, and the answer applies at that time. */
  readonly doubt?: AuthorizationDoubt;
  /** The refresh token is to be proved by a refresh within so many milliseconds. */
  readonly proofDue?: number;
};

/** Why the authorization must be looked up: when the push or list entry dates from, unix seconds, and a refresh token from the list. */
export type AuthorizationDoubt = { readonly createTime: number; readonly refreshToken?: Sealed };

/** A lease's holder, who waits for it, in order, and what the holder has yet to be told. */
export type Lease = {
  readonly holder: LeaseClaim;
  readonly waiting: readonly LeaseClaim[];
  readonly untold: readonly LeaseNews[];
};
export type LeaseNews = 'granted' | 'authorization-changed';
/** A run of a process; one that holds a lease does not continue as new. */
export type LeaseClaim = { readonly workflowId: string; readonly runId: string };

/** A grant on its way to the entity: it applies at `createTime`, unix seconds, once by its key. */
export type AppliedGrant = Grant & { readonly createTime: number; readonly account?: Account; readonly key: string };

/** An entry of the authorizer list: `authTime` in unix seconds, and how soon an idle refresh token is to be proved, in milliseconds. */
export type AuthorizationListing = {
  readonly refreshToken?: Sealed;
  readonly authTime: number;
  readonly proveWithin?: number;
};

/** Whose account it is and how it came to us. */
export type AccountAssignment = {
  readonly merchantId?: string;
  readonly origin?: AuthorizerState['origin'];
};

/** What may be shown of an account: no credential in it. */
export type AuthorizerView = Omit<
  AuthorizerState,
  | 'accessToken'
  | 'refreshToken'
  | 'ownSecret'
  | 'formerExts'
  | 'listeners'
  | 'untold'
  | 'seen'
  | 'answered'
  | 'doubt'
  | 'proofDue'
> & {
  readonly accessTokenExpiresAt?: string;
};

export type AuthorizerInput = {
  readonly appid: string;
  readonly state?: AuthorizerState;
  /** How many events a run may have before the entity continues as new; 1,500 unless told. */
  readonly historyLimit?: number;
};

export const authorizerToken = defineQuery<SealedToken | null>('authorizerToken');
export const authorizerView = defineQuery<AuthorizerView>('authorizerView');
/** Fetches a new access token unless the one whose fingerprint is `stale` was already replaced. */
export const refreshAuthorizerToken = defineUpdate<SealedToken, [{ readonly stale?: string }]>(
  'refreshAuthorizerToken',
);
/** A customised merchant's AppSecret, and who gives it. */
export type SecretAdoption = { readonly secret: Sealed; readonly merchantId?: string; readonly request?: Request };

/** Takes the AppSecret of a customised merchant once a token proves it; fails with WeChat's refusal where none does. */
export const adoptSecret = defineUpdate<void, [SecretAdoption]>('adoptSecret');
/** A person says whose account it is. */
export const assignMerchant = defineUpdate<void, [{ readonly merchantId: string; readonly request: Request }]>(
  'assignMerchant',
);
/** Declares the merchant's privacy guide, from which releases complete WeChat's. */
export const declarePrivacyGuide = defineUpdate<void, [{ readonly guide: PrivacyGuide; readonly request: Request }]>(
  'declarePrivacyGuide',
);

/** A code was exchanged or a refresh token adopted. */
export const authorizationGranted = defineSignal<[AppliedGrant]>('authorizationGranted');
/** No refresh token can be had for this account. */
export const authorizationLost =
  defineSignal<[{ readonly createTime: number; readonly key: string }]>('authorizationLost');
/** The authorizer list names this account: repairs what events missed. */
export const authorizationListed = defineSignal<[AuthorizationListing]>('authorizationListed');
/** The authorizer list does not name this account, which we hold as authorized: a withdrawal may have been missed. */
export const authorizationUnlisted = defineSignal('authorizationUnlisted');
/** Whose account it is and how it came to us, from the process that knows. */
export const accountAssigned = defineSignal<[AccountAssignment]>('accountAssigned');
/** An event whose process is closed: kept in the account's record. */
export const accountEvent = defineSignal<[Delivery]>('accountEvent');
/** A version went online. */
export const releaseRecorded = defineSignal<[RecordedRelease]>('releaseRecorded');
/** An earlier version went online again. */
export const rollbackRecorded = defineSignal<[RollbackRecord]>('rollbackRecorded');
/** Somebody changed the account through us. */
export const changeNoted = defineSignal<[AccountEvent]>('changeNoted');
/** An audit was withdrawn. */
export const undoRecorded = defineSignal('undoRecorded');
/** An avatar was set. */
export const avatarRecorded = defineSignal<[SetAvatar]>('avatarRecorded');
/** The server domains were changed, which the month counts. */
export const domainChangeRecorded = defineSignal('domainChangeRecorded');
/** A process declares the merchant's privacy guide. */
export const privacyGuideRecorded = defineSignal<[PrivacyGuide]>('privacyGuideRecorded');
/** A mini program was registered with the subject of this official account. */
export const registrationRecorded = defineSignal<[RegistrationRecord]>('registrationRecorded');
/** Something runs at WeChat, which the next process of its kind goes on with, or is over. */
export const submissionRecorded = defineSignal<[SubmissionRecord]>('submissionRecorded');
/** A process asks for a lease; `leaseGranted` answers it. */
export const leaseRequested =
  defineSignal<[{ readonly lease: LeaseName; readonly claim: LeaseClaim }]>('leaseRequested');
/** A process gives its lease back, or its place in the queue. */
export const leaseReturned = defineSignal<[{ readonly lease: LeaseName; readonly claim: LeaseClaim }]>('leaseReturned');
/** To the process: the lease is yours. */
export const leaseGranted = defineSignal<[{ readonly lease: LeaseName }]>('leaseGranted');
/** A run that holds no lease wants to be told, once, when the authorization changes. */
export const authorizationHeeded = defineSignal<[LeaseClaim]>('authorizationHeeded');
/** To lease holders and who asked for it: the authorization changed; what was parked on it may try again. */
export const authorizationChanged =
  defineSignal<[{ readonly permissionSets: readonly number[] }]>('authorizationChanged');
/** The account was verified (认证), at first or for another year. */
export const accountVerified = defineSignal('accountVerified');
