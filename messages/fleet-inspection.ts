import type { Request } from './actions.ts';
import type { DriftKind } from './inspection.ts';

/** How fast accounts are looked at: in a minute so many, each with three to a dozen calls of WeChat that only read. */
export const inspectionPace = { perMinute: 120 };

/** Accounts that one activity looks at. */
export const inspectionPage = 25;
/** Pages after which the process continues as new: one history stays small, however large the fleet. */
export const pagesOfRun = 100;

/** What came of looking at one account: `passing` is tried once more at the end. */
export type InspectedAccount = {
  readonly appid: string;
  readonly kind: 'inspected' | 'skipped' | 'failed' | 'passing';
  readonly drift?: readonly DriftKind[];
  /** Whether some of it is new. */
  readonly isNew?: boolean;
  readonly why?: string;
};

/** How many accounts drift in each way. */
export type DriftCounts = Readonly<Partial<Record<DriftKind, number>>>;

/** What an inspection has found so far. */
export type InspectionSums = {
  readonly inspected: number;
  /** Not authorized any more, or without the permission set that reading needs. */
  readonly skipped: number;
  readonly failed: number;
  readonly drifted: number;
  /** Of those how many were told as new. */
  readonly newlyDrifted: number;
  readonly drift: DriftCounts;
  /** Why some could not be looked at. */
  readonly failures: readonly { readonly appid: string; readonly why: string }[];
};

export type FleetInspectionInput = {
  /** All that are authorized unless told. */
  readonly appids?: readonly string[];
  readonly perMinute: number;
  readonly request: Request;
  /** What a run before this one has found, and whom it has left. */
  readonly carried?: InspectionCarried;
  /** Pages after which it continues as new; 100 unless told. */
  readonly pagesOfRun?: number;
};

/** What is carried from run to run. */
export type InspectionCarried = {
  readonly total: number;
  readonly left: readonly string[];
  /** To be tried once more. */
  readonly again: readonly string[];
  readonly sums: InspectionSums;
};

/** How an inspection ended. */
export type FleetInspectionOutcome = {
  readonly kind: 'inspected' | 'cancelled';
  readonly sums: InspectionSums;
  readonly by?: string;
  readonly why?: string;
};
