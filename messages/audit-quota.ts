import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Request } from './actions.ts';
import type { LeaseClaim } from './authorizer.ts';

/** What WeChat gives a provider so many times a month: submissions (提审), and accelerations (加急) of audits. */
export const quotaNames = ['submissions', 'speedUps'] as const;
export type QuotaName = (typeof quotaNames)[number];

/** Who goes first; `bulk` is for releases of many, the only ones that are spread over the month. */
export const priorities = ['hot-fix', 'new-merchant', 'normal', 'bulk'] as const;
export type Priority = (typeof priorities)[number];

/** Whether an account was never released before: WeChat bars the two apart. */
export type SubmissionKind = 'first' | 'iteration';

/** A run asks for its turn; the same claim gets the same turn. */
export type TurnRequest = {
  readonly claim: LeaseClaim;
  readonly appid: string;
  readonly priority: Priority;
  readonly kind: SubmissionKind;
  readonly rolloutId?: string;
};

/** Whether the turn is theirs; `expectedAt` in milliseconds since the epoch, where it can be told. */
export type TurnAnswer =
  | { readonly granted: true }
  | {
      readonly granted: false;
      readonly why: string;
      readonly who: 'wechat' | 'ops';
      readonly expectedAt?: number;
    };

/** Which submissions WeChat refuses: those of the month (85085), all (86008), first ones (86009), iterations (86010). */
export const barScopes = ['month', 'all', 'first', 'iteration'] as const;
export type BarScope = (typeof barScopes)[number];

/** What came of a turn; `said` is WeChat's refusal in words. */
export type TurnResult =
  | { readonly kind: 'used' | 'unused' }
  | { readonly kind: 'barred'; readonly scope: BarScope; readonly said: string };

export type TurnReport = { readonly claim: LeaseClaim; readonly result: TurnResult };

/** One who waits; `at` in milliseconds since the epoch. */
export type QueuedTurn = TurnRequest & { readonly at: number };

/** A turn that was given and not reported yet; `at` is when it was given, or last seen to be in living hands. */
export type GivenTurn = QueuedTurn;

/** One quota of the month. */
export type MonthlyQuota = {
  /** As WeChat said it last; absent before it was asked, and where it did not know (0/0). */
  readonly told?: { readonly rest: number; readonly limit: number };
  /** Turns used that WeChat's last answer may not have counted. */
  readonly spent: number;
  /** In the order in which they came. */
  readonly waiting: readonly QueuedTurn[];
  readonly given: readonly GivenTurn[];
};

/** A refusal that reaches further than one account; `since` in milliseconds since the epoch. */
export type Bar = {
  readonly since: number;
  readonly said: string;
  /** Somebody lifted it: one at a time tries whether WeChat takes submissions again. */
  readonly trying?: true;
  /** Of the month: what WeChat said was left at the first look after it; more than that lifts it. */
  readonly restThen?: number;
};

/** How operators have the month used. */
export type QuotaSettings = {
  /** So many submissions are kept for hot fixes. */
  readonly reserve: number;
  /** `bulk` takes a day's share of the month only. */
  readonly spread: boolean;
};

/** The state of the entity `audit-quota`; times in milliseconds since the epoch. */
export type AuditQuotaState = {
  readonly settings: QuotaSettings;
  readonly quotas: Readonly<Record<QuotaName, MonthlyQuota>>;
  /** When WeChat was asked last with success, and by which account, which is asked again first. */
  readonly readAt?: number;
  readonly toldBy?: string;
  /** Something happened since that changes what is left. */
  readonly stale: boolean;
  /** Why it could not be read the last time, and when that was. */
  readonly trouble?: { readonly at: number; readonly why: string };
  readonly bars: Readonly<Partial<Record<BarScope, Bar>>>;
  /** Turns given to `bulk` on a day of China, such as `2026-11-23`. */
  readonly bulkOn: { readonly day: string; readonly given: number };
};

/** Durations in milliseconds. */
export type AuditQuotaTimings = {
  /** How soon after a submission WeChat is asked what is left; what comes meanwhile shares the question. */
  readonly settle: number;
  /** How often WeChat is asked while somebody waits for more. */
  readonly poll: number;
  /** After how long it is looked whether the holder of a turn still lives. */
  readonly patience: number;
};

/** WeChat's real pace. */
export const auditQuotaTimings: AuditQuotaTimings = { settle: 10_000, poll: 600_000, patience: 900_000 };

/** How the state is carried through continue-as-new: those who wait as lines, for there may be thousands. */
export type CarriedAuditQuota = Omit<AuditQuotaState, 'quotas'> & {
  readonly quotas: Readonly<Record<QuotaName, Omit<MonthlyQuota, 'waiting'> & { readonly waiting: readonly string[] }>>;
};

export type AuditQuotaInput = {
  readonly state?: CarriedAuditQuota;
  readonly timings: AuditQuotaTimings;
  /** How many events a run may have before the entity continues as new; 1,500 unless told. */
  readonly historyLimit?: number;
};

/** One quota as it is shown. */
export type QuotaView = {
  readonly rest?: number;
  readonly limit?: number;
  readonly given: number;
  readonly waiting: Readonly<Record<Priority, number>>;
};

/** What holds submissions up that wait for their turn; `since` is ISO 8601, absent where WeChat refused nothing yet. */
export type SubmissionStop = {
  readonly scope: BarScope;
  readonly since?: string;
  readonly said: string;
  /** When or how it ends. */
  readonly ends: string;
  /** Ops must say when it is over: no query of WeChat tells. */
  readonly needsOps: boolean;
};

/** The entity as it is shown; times are ISO 8601. */
export type AuditQuotaView = QuotaSettings & {
  readonly submissions: QuotaView;
  readonly speedUps: QuotaView;
  readonly readAt?: string;
  readonly trouble?: string;
  readonly bars: readonly {
    readonly scope: BarScope;
    readonly since: string;
    readonly said: string;
    readonly trying: boolean;
  }[];
  /** When the last queued submission of each rollout is expected, and what stops some of them. */
  readonly rollouts: readonly {
    readonly rolloutId: string;
    readonly waiting: number;
    readonly lastExpectedAt?: string;
    readonly stops: readonly SubmissionStop[];
  }[];
};

/** Asks for turns, of several runs at once; answers in their order. Who waits is told by `submissionGranted` or `speedUpGranted`. */
export const requestTurns = defineUpdate<
  readonly TurnAnswer[],
  [readonly (TurnRequest & { readonly quota: QuotaName })[]]
>('requestTurns');
/** To the asker: submit now. */
export const submissionGranted = defineSignal('submissionGranted');
/** To the asker: accelerate now. */
export const speedUpGranted = defineSignal('speedUpGranted');
/** What came of a turn to submit, or a place in the queue that is given up. */
export const submissionReported = defineSignal<[TurnReport]>('submissionReported');
/** What came of a turn to accelerate, or a place in the queue that is given up. */
export const speedUpReported = defineSignal<[TurnReport]>('speedUpReported');
/** An audit was withdrawn: WeChat is asked what is left. */
export const auditWithdrawn = defineSignal('auditWithdrawn');
/** Has one at a time try whether WeChat takes submissions again: of one scope, or of all that are barred. */
export const resumeSubmissions = defineUpdate<void, [{ readonly scope?: BarScope; readonly request: Request }]>(
  'resumeSubmissions',
);
/** Changes how the month is used. */
export const configureQuota = defineUpdate<QuotaSettings, [Partial<QuotaSettings> & { readonly request: Request }]>(
  'configureQuota',
);
export const auditQuotaView = defineQuery<AuditQuotaView>('auditQuotaView');
