import type { MerchantState } from '../messages/fleet-rollout.ts';
import type { Fate, Victim } from './plan.ts';
import { victims } from './plan.ts';

/** What WeChat knows of a merchant, by the simulator's own record. */
export type Truth = {
  readonly authorized: boolean;
  /** The version that users have. */
  readonly online?: string;
  /** How its latest audit stands, as WeChat numbers it. */
  readonly audit?: number;
  readonly submitted: number;
  readonly released: number;
  readonly rolledBack: number;
  readonly undone: number;
  /** Submissions and releases that WeChat refused because they had been made already (85009, 85052). */
  readonly askedTwice: number;
};

/** How the rollout says a merchant stands. */
export type OnBoard = { readonly state: MerchantState; readonly reason?: string };

/** A callback that the gateway said it had. */
export type TakenPush = { readonly event: string; readonly appid: string; readonly at: number };

/** All that is known at the end of a run. */
export type Evidence = {
  readonly version: string;
  readonly merchants: readonly {
    readonly appid: string;
    readonly fate: Fate;
    readonly truth: Truth;
    readonly board?: OnBoard;
  }[];
  /** The counts of the rollout's outcome. */
  readonly counts: Readonly<Partial<Record<MerchantState, number>>>;
  /** Callbacks of which no workflow has any trace. */
  readonly lostPushes: readonly TakenPush[];
  /** Callbacks that are still to be delivered. */
  readonly inInbox: number;
  readonly kills: readonly Victim[];
  readonly wantedKills: number;
  /** What did not come about in its time. */
  readonly late: readonly string[];
};

const audits = { passed: 0, rejected: 1, withdrawn: 3 } as const;

/** In which state a merchant of each fate ends, and how WeChat stands to it then. */
const ends: Readonly<
  Record<Fate, { readonly state: MerchantState; readonly isTrue: (truth: Truth, version: string) => boolean }>
> = {
  passes: { state: 'live', isTrue: ({ online, released }, version) => online === version && released === 1 },
  rejected: { state: 'rejected', isTrue: ({ audit, released }) => audit === audits.rejected && released === 0 },
  stuck: { state: 'withdrawn', isTrue: ({ audit, undone }) => audit === audits.withdrawn && undone === 1 },
  delayed: { state: 'withdrawn', isTrue: ({ audit, undone }) => audit === audits.withdrawn && undone === 1 },
  leaves: { state: 'cancelled', isTrue: ({ authorized, online }) => !authorized && online === undefined },
};

/** What is not as it must be, in plain sentences; none where all is well. */
export const complaintsOf = (evidence: Evidence): readonly string[] => [
  ...evidence.late,
  ...evidence.merchants.flatMap((merchant) => complaintsAbout(merchant, evidence.version)),
  ...countComplaints(evidence),
  ...evidence.lostPushes.map(
    ({ event, appid, at }) => `${appid}: ${event} of ${new Date(at * 1000).toISOString()} was taken and then lost.`,
  ),
  ...(evidence.inInbox > 0 ? [`${evidence.inInbox} callbacks are still in the inbox.`] : []),
  ...killComplaints(evidence),
];

const complaintsAbout = (
  { appid, fate, truth, board }: Evidence['merchants'][number],
  version: string,
): readonly string[] => {
  const { state, isTrue } = ends[fate];
  const told = board ? `${board.state}${board.reason ? ` (${board.reason})` : ''}` : 'not there';
  const often = (what: string, count: number) => (count > 1 ? [`${appid}: was ${what} ${count} times.`] : []);
  return [
    ...(board?.state === state
      ? []
      : [`${appid}: its fate is "${fate}", so it should be ${state}; on the board it is ${told}.`]),
    ...(isTrue(truth, version)
      ? []
      : [`${appid}: its fate is "${fate}", and at WeChat it stands otherwise: ${JSON.stringify(truth)}.`]),
    ...(board?.state === 'live' && truth.online !== version
      ? [`${appid}: is live on the board, and WeChat shows ${truth.online ?? 'no version'}.`]
      : []),
    ...often('submitted', truth.submitted),
    ...often('released', truth.released),
    ...often('rolled back', truth.rolledBack),
    ...(truth.submitted === 0 ? [`${appid}: was never submitted.`] : []),
    ...(truth.askedTwice > 0
      ? [`${appid}: WeChat had to refuse ${truth.askedTwice} calls because they had been made already.`]
      : []),
  ];
};

const countComplaints = ({ merchants, counts }: Evidence): readonly string[] => {
  const states = new Set([...Object.keys(counts), ...merchants.flatMap(({ board }) => board?.state ?? [])]);
  return [...states].flatMap((state) => {
    const onBoard = merchants.filter(({ board }) => board?.state === state).length;
    const counted = Object.entries(counts).find(([name]) => name === state)?.[1] ?? 0;
    return onBoard === counted ? [] : [`The outcome counts ${counted} as ${state}, the board ${onBoard}.`];
  });
};

const killComplaints = ({ kills, wantedKills }: Evidence): readonly string[] => {
  const each = Math.floor(wantedKills / victims.length);
  const few = victims.filter((victim) => kills.filter((one) => one === victim).length < each);
  return [
    ...(kills.length < wantedKills ? [`Only ${kills.length} of ${wantedKills} kills came about.`] : []),
    ...few.map((victim) => `${victim} was killed fewer than ${each} times.`),
  ];
};
