import type { QuotaReading } from '../activities/audit-quota.ts';
import {
  type AuditQuotaState,
  type AuditQuotaTimings,
  type Bar,
  type BarScope,
  type MonthlyQuota,
  type Priority,
  priorities,
  type QueuedTurn,
  type QuotaName,
  quotaNames,
  type SubmissionKind,
  type TurnReport,
  type TurnRequest,
} from '../messages/audit-quota.ts';
import type { LeaseClaim } from '../messages/authorizer.ts';
import { dayAt, daysLeft, monthAt, startOf } from './month-count.ts';

const unasked: MonthlyQuota = { spent: 0, waiting: [], given: [] };
/** The entity before anybody asked. */
export const newAuditQuota: AuditQuotaState = {
  settings: { reserve: 0, spread: false },
  quotas: { submissions: unasked, speedUps: unasked },
  stale: false,
  bars: {},
  bulkOn: { day: '', given: 0 },
};

/** So many may wait: their lines then fit well into what Temporal carries through continue-as-new (2 MiB). */
export const mostWaiting = 10_000;
/** How soon a question that failed is asked again, in milliseconds. */
const askAgain = 60_000;

const isSame = (one: LeaseClaim, other: LeaseClaim) => one.workflowId === other.workflowId && one.runId === other.runId;
const isOf =
  (claim: LeaseClaim) =>
  (turn: TurnRequest): boolean =>
    isSame(turn.claim, claim);

const withQuota = (
  state: AuditQuotaState,
  name: QuotaName,
  change: (quota: MonthlyQuota) => MonthlyQuota,
): AuditQuotaState => ({ ...state, quotas: { ...state.quotas, [name]: change(state.quotas[name]) } });

/** Whether the turn is theirs already. */
export const holds = (state: AuditQuotaState, name: QuotaName, claim: LeaseClaim): boolean =>
  state.quotas[name].given.some(isOf(claim));

/** Puts a run into the queue, unless it waits or has its turn already, or the queue is full. */
export const requested = (state: AuditQuotaState, name: QuotaName, request: TurnRequest, now: number) =>
  withQuota(state, name, (quota) => {
    const known = [...quota.given, ...quota.waiting].some(isOf(request.claim));
    if (known || quota.waiting.length >= mostWaiting) return quota;
    return { ...quota, waiting: [...quota.waiting, { ...request, at: now }] };
  });

/** Whether what WeChat said last is of this month. */
export const isCurrent = ({ readAt }: AuditQuotaState, now: number): boolean =>
  readAt !== undefined && monthAt(readAt) === monthAt(now);

/** How many turns of a priority may be given now; 0 or less where none. */
export const roomFor = (state: AuditQuotaState, name: QuotaName, priority: Priority, now: number): number => {
  const { told, spent, given } = state.quotas[name];
  if (!isCurrent(state, now)) return 0;
  // WeChat does not say: one at a time finds out.
  if (!told) return 1 - given.length;
  const left = told.rest - spent - given.length;
  if (name !== 'submissions' || priority === 'hot-fix') return left;
  const free = left - state.settings.reserve;
  if (priority !== 'bulk' || !state.settings.spread) return free;
  const today = state.bulkOn.day === dayAt(now) ? state.bulkOn.given : 0;
  return Math.min(free, Math.ceil((free + today) / daysLeft(now)) - today);
};

/** The bar that keeps a submission of this kind from being tried now. */
export const barOf = (
  { bars, quotas }: AuditQuotaState,
  kind: SubmissionKind,
): { readonly scope: BarScope; readonly bar: Bar } | undefined => {
  for (const scope of ['all', kind, 'month'] as const) {
    const bar = bars[scope];
    const tried = quotas.submissions.given.some((turn) => scope !== otherOf(turn.kind));
    if (bar && (!bar.trying || tried)) return { scope, bar };
  }
  return undefined;
};

const otherOf = (kind: SubmissionKind): SubmissionKind => (kind === 'first' ? 'iteration' : 'first');

/** Whose turn it is: by priority, then by arrival; who is barred, or whose priority has nothing left, holds nobody up. */
export const nextTurn = (state: AuditQuotaState, name: QuotaName, now: number): QueuedTurn | undefined => {
  const { waiting } = state.quotas[name];
  if (waiting.length === 0) return undefined;
  const barred = { first: barOf(state, 'first'), iteration: barOf(state, 'iteration') };
  for (const priority of priorities) {
    if (roomFor(state, name, priority, now) <= 0) continue;
    const next = waiting.find((one) => one.priority === priority && (name === 'speedUps' || !barred[one.kind]));
    if (next) return next;
  }
  return undefined;
};

/** Gives one who waits their turn. */
export const granted = (state: AuditQuotaState, name: QuotaName, turn: QueuedTurn, now: number): AuditQuotaState => {
  const next = withQuota(state, name, (quota) => ({
    ...quota,
    waiting: quota.waiting.filter((one) => one !== turn),
    given: [...quota.given, { ...turn, at: now }],
  }));
  return name === 'submissions' && turn.priority === 'bulk' ? bulkCounted(next, now, 1) : next;
};

const bulkCounted = (state: AuditQuotaState, now: number, change: number): AuditQuotaState => {
  const { day, given } = state.bulkOn;
  const today = day === dayAt(now) ? given : 0;
  return { ...state, bulkOn: { day: dayAt(now), given: Math.max(0, today + change) } };
};

/** Takes what came of a turn; a place in the queue goes with it. */
export const reported = (
  state: AuditQuotaState,
  name: QuotaName,
  { claim, result }: TurnReport,
  now: number,
): AuditQuotaState => {
  const turn = state.quotas[name].given.find(isOf(claim));
  const freed = withQuota(state, name, (quota) => ({
    ...quota,
    given: quota.given.filter((one) => one !== turn),
    waiting: quota.waiting.filter((one) => !isSame(one.claim, claim)),
    spent: quota.spent + (result.kind === 'used' ? 1 : 0),
  }));
  if (result.kind === 'used') {
    const { bars } = freed;
    return { ...freed, stale: true, bars: name === 'submissions' ? barsAfterSuccess(bars, turn) : bars };
  }
  const unused = turn?.priority === 'bulk' && name === 'submissions' ? bulkCounted(freed, now, -1) : freed;
  if (result.kind !== 'barred') return unused;
  const { scope, said } = result;
  return {
    ...unused,
    stale: true,
    bars: { ...unused.bars, [scope]: { since: unused.bars[scope]?.since ?? now, said } },
  };
};

/** What was taken shows that a bar which was tried is over. */
const barsAfterSuccess = (bars: AuditQuotaState['bars'], turn: TurnRequest | undefined): AuditQuotaState['bars'] => {
  const over = (scope: string, { trying }: Bar) =>
    trying && (scope === 'month' || scope === 'all' || scope === turn?.kind);
  return Object.fromEntries(Object.entries(bars).filter(([scope, bar]) => !over(scope, bar)));
};

/** Frees the turns of runs that are closed; of the others it is seen that they live. */
export const heldBy = (
  state: AuditQuotaState,
  name: QuotaName,
  closed: readonly LeaseClaim[],
  seen: readonly LeaseClaim[],
  now: number,
): AuditQuotaState => {
  const lost = closed.filter((claim) => holds(state, name, claim));
  const next = withQuota(state, name, (quota) => ({
    ...quota,
    given: quota.given
      .filter(({ claim }) => !closed.some((one) => isSame(one, claim)))
      .map((turn) => (seen.some((one) => isSame(one, turn.claim)) ? { ...turn, at: now } : turn)),
  }));
  // Whoever had it may have used it before the end.
  return lost.length > 0 ? { ...next, stale: true } : next;
};

/** Takes WeChat's word, which has counted what was spent before the question. */
export const readingTaken = (
  state: AuditQuotaState,
  { toldBy, ...told }: QuotaReading,
  before: AuditQuotaState,
  now: number,
): AuditQuotaState => {
  const { trouble: _over, bars, ...rest } = state;
  const taken = (name: QuotaName): MonthlyQuota => {
    const { told: _old, ...quota } = state.quotas[name];
    const spent = Math.max(0, quota.spent - before.quotas[name].spent);
    return { ...quota, spent, ...(told[name] ? { told: told[name] } : {}) };
  };
  return {
    ...rest,
    quotas: { submissions: taken('submissions'), speedUps: taken('speedUps') },
    readAt: now,
    bars: barsAfterReading(bars, told.submissions?.rest, now),
    ...(toldBy === undefined ? {} : { toldBy }),
  };
};

/** The month's bar is over where the month is, or where more is left than at the first look after the refusal. */
const barsAfterReading = (bars: AuditQuotaState['bars'], rest: number | undefined, now: number) => {
  const { month, ...others } = bars;
  if (!month || monthAt(month.since) !== monthAt(now)) return others;
  if (rest === undefined) return bars;
  if (month.restThen !== undefined && rest > month.restThen) return others;
  return { ...others, month: { ...month, restThen: Math.min(rest, month.restThen ?? rest) } };
};

/** Has bars tried, of one scope or of all. */
export const resumed = (state: AuditQuotaState, scope?: BarScope): AuditQuotaState => {
  const tried = ([name, bar]: [string, Bar]) => [name, !scope || scope === name ? { ...bar, trying: true } : bar];
  return { ...state, stale: true, bars: Object.fromEntries(Object.entries(state.bars).map(tried)) };
};

/** When WeChat is to be asked what is left, in milliseconds since the epoch; `undefined` where nobody needs to know. */
export const readDueAt = (state: AuditQuotaState, timings: AuditQuotaTimings, now: number): number | undefined => {
  const { readAt, trouble, stale } = state;
  const waits = quotaNames.some((name) => state.quotas[name].waiting.length > 0);
  if (!waits && !stale) return undefined;
  if (trouble) return trouble.at + Math.min(askAgain, timings.poll);
  if (readAt === undefined || !isCurrent(state, now)) return now;
  return stale ? readAt + timings.settle : Math.min(readAt + timings.poll, startOf(readAt, { months: 1 }));
};

/** When it is to be looked whether the holders of turns still live, in milliseconds since the epoch. */
export const sweepDueAt = (state: AuditQuotaState, patience: number): number | undefined => {
  const oldest = Math.min(...quotaNames.flatMap((name) => state.quotas[name].given.map(({ at }) => at)));
  return Number.isFinite(oldest) ? oldest + patience : undefined;
};
