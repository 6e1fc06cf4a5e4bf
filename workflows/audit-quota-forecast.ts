import type {
  AuditQuotaState,
  AuditQuotaView,
  BarScope,
  Priority,
  QueuedTurn,
  QuotaName,
  QuotaView,
  SubmissionStop,
  TurnAnswer,
  TurnRequest,
} from '../messages/audit-quota.ts';
import { barScopes, priorities } from '../messages/audit-quota.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { barOf, isCurrent, roomFor } from './audit-quota-state.ts';
import type { Shown } from './entity.ts';
import { dayAt, daysLeft, startOf } from './month-count.ts';

const rankOf = ({ priority }: TurnRequest) => priorities.indexOf(priority);

/** How many come before one who waits. */
const aheadOf = (waiting: readonly QueuedTurn[], turn: QueuedTurn): number => {
  const mine = waiting.indexOf(turn);
  return waiting.filter((one, index) => rankOf(one) < rankOf(turn) || (rankOf(one) === rankOf(turn) && index < mine))
    .length;
};

/**
 * When the turn of one before whom so many wait will come as things stand, in milliseconds since the epoch: months give
 * what their limit leaves beside the reserve. `undefined` where nobody can tell.
 */
export const expectedAt = (
  state: AuditQuotaState,
  name: QuotaName,
  turn: TurnRequest,
  ahead: number,
  now: number,
): number | undefined => {
  const { told } = state.quotas[name];
  const bar = name === 'submissions' ? barOf(state, turn.kind) : undefined;
  if (!told || !isCurrent(state, now) || (bar && bar.scope !== 'month')) return undefined;
  const { reserve, spread } = state.settings;
  const kept = name === 'submissions' && turn.priority !== 'hot-fix' ? reserve : 0;
  const slow = name === 'submissions' && turn.priority === 'bulk' && spread;
  const today = bar ? 0 : Math.max(0, roomFor(state, name, turn.priority, now));
  if (ahead < today) return now;
  if (slow && !bar) {
    const month = Math.max(0, roomFor(state, name, 'normal', now));
    const left = daysLeft(now);
    if (ahead < month && left > 1) {
      const days = 1 + Math.floor((ahead - today) / Math.max(1, Math.ceil((month - today) / (left - 1))));
      return startOf(now, { months: 0, days: dayOf(now) + days });
    }
    return later(ahead - month);
  }
  return later(ahead - today);

  function later(more: number): number | undefined {
    const each = (told?.limit ?? 0) - kept;
    if (each <= 0) return undefined;
    const months = 1 + Math.floor(more / each);
    const first = startOf(now, { months });
    return slow
      ? startOf(first, { months: 0, days: Math.floor((more % each) / Math.ceil(each / daysLeft(first))) })
      : first;
  }
};

/** The day of the month, from 0. */
const dayOf = (now: number) => daysLeft(startOf(now, { months: 0 })) - daysLeft(now);

/** What one who waits is told. */
export const answerOf = (state: AuditQuotaState, name: QuotaName, request: TurnRequest, now: number): TurnAnswer => {
  const { waiting, told } = state.quotas[name];
  const turn = waiting.find(({ claim }) => claim.runId === request.claim.runId);
  if (!turn) return { granted: false, who: 'ops', why: 'The queue of submissions is full: it is asked again later.' };
  const bar = name === 'submissions' ? barOf(state, turn.kind) : undefined;
  if (bar && bar.scope !== 'month') return { granted: false, who: 'ops', why: `${bar.bar.said} ${resumeIt}` };
  const ahead = aheadOf(waiting, turn);
  const at = expectedAt(state, name, turn, ahead, now);
  const who = state.trouble ? 'ops' : 'wechat';
  const what = name === 'submissions' ? 'submissions' : 'accelerations';
  const kept = name === 'submissions' ? `, ${state.settings.reserve} of them kept for hot fixes` : '';
  const left =
    state.trouble?.why ??
    (told && isCurrent(state, now)
      ? `${told.rest} of ${told.limit} ${what} of this month are left${kept}`
      : `WeChat has not said how many ${what} of this month are left`);
  const why = `${bar ? `${bar.bar.said} ` : ''}${left}; ${ahead} wait before this one.`;
  return { granted: false, why, who, ...(at === undefined ? {} : { expectedAt: at }) };
};

const resumeIt = 'POST /v1/audit-quota/actions/resume tries again once it is over.';

/** The entity as it is shown. */
export const viewOf = (state: AuditQuotaState, now: number): AuditQuotaView => ({
  ...state.settings,
  submissions: quotaView(state, 'submissions', now),
  speedUps: quotaView(state, 'speedUps', now),
  ...(state.readAt === undefined ? {} : { readAt: new Date(state.readAt).toISOString() }),
  ...(state.trouble ? { trouble: state.trouble.why } : {}),
  bars: barsOf(state),
  rollouts: rolloutsOf(state, now),
});

const barsOf = ({ bars }: AuditQuotaState): AuditQuotaView['bars'] =>
  barScopes.flatMap((scope) => {
    const bar = bars[scope];
    if (!bar) return [];
    return [{ scope, since: new Date(bar.since).toISOString(), said: bar.said, trying: bar.trying === true }];
  });

const quotaView = (state: AuditQuotaState, name: QuotaName, now: number): QuotaView => {
  const { told, spent, given, waiting } = state.quotas[name];
  const known = told && isCurrent(state, now) ? { rest: Math.max(0, told.rest - spent), limit: told.limit } : {};
  const counts = { 'hot-fix': 0, 'new-merchant': 0, normal: 0, bulk: 0 };
  for (const { priority } of waiting) counts[priority] += 1;
  return { ...known, given: given.length, waiting: counts };
};

/** One pass over the queue in its order: the last of each rollout is the one that counts. */
const rolloutsOf = (state: AuditQuotaState, now: number): AuditQuotaView['rollouts'] => {
  const { waiting } = state.quotas.submissions;
  const inOrder = priorities.flatMap((priority) => waiting.filter((turn) => turn.priority === priority));
  const last = new Map<string, { turn: QueuedTurn; ahead: number; waiting: number; scopes: Set<BarScope> }>();
  const scopeOf = stoppedBy(state, now);
  for (const [ahead, turn] of inOrder.entries()) {
    const { rolloutId } = turn;
    if (rolloutId === undefined) continue;
    const { waiting = 0, scopes = new Set<BarScope>() } = last.get(rolloutId) ?? {};
    const scope = scopeOf(turn);
    if (scope) scopes.add(scope);
    last.set(rolloutId, { turn, ahead, waiting: waiting + 1, scopes });
  }
  return [...last].map(([rolloutId, { turn, ahead, waiting, scopes }]) => {
    const at = expectedAt(state, 'submissions', turn, ahead, now);
    const stops = barScopes.filter((scope) => scopes.has(scope)).map((scope) => stopOf(state, scope, now));
    return { rolloutId, waiting, ...(at === undefined ? {} : { lastExpectedAt: new Date(at).toISOString() }), stops };
  });
};

/** What stops one who waits for a turn to submit, if anything does; a day's share of the month is no stop. */
const stoppedBy = (state: AuditQuotaState, now: number): ((turn: TurnRequest) => BarScope | undefined) => {
  const barred = { first: barOf(state, 'first')?.scope, iteration: barOf(state, 'iteration')?.scope };
  const isTold = state.quotas.submissions.told !== undefined && isCurrent(state, now);
  const usedUp = (priority: Priority): BarScope | undefined =>
    isTold && roomFor(state, 'submissions', priority, now) <= 0 ? 'month' : undefined;
  const [hot, others] = [usedUp('hot-fix'), usedUp('normal')];
  return ({ kind, priority }) => barred[kind] ?? (priority === 'hot-fix' ? hot : others);
};

const stopOf = (state: AuditQuotaState, scope: BarScope, now: number): SubmissionStop => {
  const bar = state.bars[scope];
  const since = bar ? { since: new Date(bar.since).toISOString() } : {};
  if (scope === 'month') {
    const { reserve } = state.settings;
    const kept = reserve > 0 ? `, but for ${reserve} that are kept for hot fixes` : '';
    const said = bar?.said ?? `The submissions of this month are used up${kept}.`;
    const ends = `It ends by itself on ${dayAt(startOf(now, { months: 1 }))}, or once WeChat says that more is left.`;
    return { scope, ...since, said, ends, needsOps: false };
  }
  const ends = bar?.trying ? 'One submission tries now whether it is over.' : resumeIt;
  return { scope, ...since, said: bar?.said ?? '', ends, needsOps: !bar?.trying };
};

/** What shows of the entity in Temporal. */
export const shownOfQuota = (state: AuditQuotaState, now: number): Shown => {
  const { trouble } = state;
  const bars = barsOf(state);
  const { reserve, spread } = state.settings;
  const line = (what: string, { rest, limit, given, waiting }: QuotaView) => {
    const left = rest === undefined ? 'not known how many are left' : `${rest} of ${limit} left`;
    return `- ${what}: ${left}, ${given} under way; waiting: ${priorities.map((one) => `${waiting[one]} ${one}`).join(', ')}`;
  };
  const acts = bars.filter(({ scope, trying }) => scope !== 'month' && !trying);
  const details = [
    ...acts.map(({ said }) => `**ops must act**: ${said} ${resumeIt}`),
    ...(trouble ? [`**${trouble.why}**`] : []),
    line('Submissions', quotaView(state, 'submissions', now)),
    line('Accelerations', quotaView(state, 'speedUps', now)),
    `- ${reserve} submissions are kept for hot fixes${spread ? ', bulk is spread over the month' : ''}.`,
  ];
  const attention = acts.length > 0 || trouble ? 'ops' : 'none';
  return { details: details.join('\n'), attributes: [{ key: searchAttributes.Attention, value: attention }] };
};
