import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  isCancellation,
  patched,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type { AuditQuotaActivities } from '../activities/audit-quota.ts';
import {
  type AuditQuotaInput,
  auditQuotaView,
  auditWithdrawn,
  configureQuota,
  type QueuedTurn,
  type QuotaName,
  quotaNames,
  requestTurns,
  resumeSubmissions,
  speedUpGranted,
  speedUpReported,
  submissionGranted,
  submissionReported,
  type TurnAnswer,
} from '../messages/audit-quota.ts';
import { carried, unpacked } from './audit-quota-carried.ts';
import { answerOf, shownOfQuota, viewOf } from './audit-quota-forecast.ts';
import {
  granted,
  heldBy,
  holds,
  isCurrent,
  newAuditQuota,
  nextTurn,
  readDueAt,
  readingTaken,
  reported,
  requested,
  resumed,
  sweepDueAt,
} from './audit-quota-state.ts';
import { callTimeouts } from './call-timeouts.ts';
import { isTimeToContinue, openState } from './entity.ts';
import { weChatFailureOf, wordsOf } from './failures.ts';
import { openKeyRotation } from './key-rotation.ts';
import { untilNextDay } from './settlement.ts';

const granting = {
  submissions: { granted: submissionGranted, reported: submissionReported },
  speedUps: { granted: speedUpGranted, reported: speedUpReported },
} as const;

/** How long a request waits for WeChat's first word of a month before it is queued, in milliseconds. */
const firstWord = 5_000;
/** So many turns are told at once. */
const together = 20;

const calls = proxyActivities<AuditQuotaActivities>({ ...callTimeouts, retry: { maximumAttempts: 3 } });

/**
 * The entity of the provider's month: it alone says who may submit for audit, or accelerate one, and asks WeChat what is
 * left. What WeChat says is the truth; what was given since is taken off until WeChat has counted it.
 */
export const auditQuota = async (input: AuditQuotaInput): Promise<void> => {
  const { timings } = input;
  const state = openState(input.state ? unpacked(input.state) : newAuditQuota, (now) => shownOfQuota(now, Date.now()));
  const rotation = openKeyRotation(state);
  const ending = () => rotation.due() || isTimeToContinue(input.historyLimit);

  /** Whose answer is on its way and says itself that it is their turn; entities of before tell them by a signal too. */
  const answering = new Set<string>();
  const isAnswered = patched('turn-told-by-answer')
    ? ({ claim }: QueuedTurn) => answering.has(claim.runId)
    : () => false;

  setHandler(requestTurns, async (requests) => {
    for (const request of requests) {
      answering.add(request.claim.runId);
      state.change((now) => requested(now, request.quota, request, Date.now()));
    }
    const settled = () => isCurrent(state.now(), Date.now()) || state.now().trouble !== undefined;
    await condition(() => settled() || ending(), firstWord, { summary: 'What is left of the month' });
    // Who asks while it is their turn need not be told.
    for (const request of requests) {
      const next = nextTurn(state.now(), request.quota, Date.now());
      if (next?.claim.runId === request.claim.runId)
        state.change((now) => granted(now, request.quota, next, Date.now()));
    }
    for (const { claim } of requests) answering.delete(claim.runId);
    return requests.map((request): TurnAnswer => {
      if (holds(state.now(), request.quota, request.claim)) return { granted: true };
      return answerOf(state.now(), request.quota, request, Date.now());
    });
  });
  for (const name of quotaNames)
    setHandler(granting[name].reported, (report) => state.change((now) => reported(now, name, report, Date.now())));
  setHandler(auditWithdrawn, () => state.change((now) => ({ ...now, stale: true })));
  setHandler(resumeSubmissions, ({ scope }) => state.change((now) => resumed(now, scope)));
  setHandler(configureQuota, ({ request: _by, ...settings }) => {
    state.change((now) => ({ ...now, settings: { ...now.settings, ...settings } }));
    return state.now().settings;
  });
  setHandler(auditQuotaView, () => viewOf(state.now(), Date.now()));

  /** Gives the turns that can be given now; those who have gone need none. */
  const give = async () => {
    const given: { name: QuotaName; turn: QueuedTurn }[] = [];
    for (const name of quotaNames) {
      for (let next = nextTurn(state.now(), name, Date.now()); next && given.length < together; ) {
        const turn = next;
        state.change((now) => granted(now, name, turn, Date.now()));
        if (!isAnswered(turn)) given.push({ name, turn });
        next = nextTurn(state.now(), name, Date.now());
      }
    }
    await Promise.all(
      given.map(async ({ name, turn: { claim } }) => {
        const holder = getExternalWorkflowHandle(claim.workflowId, claim.runId);
        try {
          await holder.signal(granting[name].granted);
        } catch (error) {
          if (isCancellation(error)) throw error;
          const result = { kind: 'unused' } as const;
          state.change((now) => reported(now, name, { claim, result }, Date.now()));
        }
      }),
    );
    return given.length > 0;
  };
  const read = async () => {
    const before = state.now();
    state.change((now) => ({ ...now, stale: false }));
    const asked = [
      before.toldBy,
      ...quotaNames.flatMap((name) => before.quotas[name].waiting.map(({ appid }) => appid)),
    ];
    try {
      const appids = [...new Set(asked.flatMap((appid) => appid ?? []).slice(0, 5))];
      const reading = await calls.readAuditQuota(appids);
      state.change((now) => readingTaken(now, reading, before, Date.now()));
    } catch (error) {
      const why = `What is left of the month can not be read: ${wordsOf(weChatFailureOf(error))}`;
      state.change((now) => ({ ...now, stale: true, trouble: { at: Date.now(), why } }));
    }
  };
  const sweep = async () => {
    const old = (name: QuotaName) =>
      state.now().quotas[name].given.filter(({ at }) => at + timings.patience <= Date.now());
    for (const name of quotaNames) {
      const seen = old(name).map(({ claim }) => claim);
      if (seen.length === 0) continue;
      const closed = await calls.closedAmong(seen).catch((error: unknown) => {
        if (isCancellation(error)) throw error;
        return [];
      });
      state.change((now) => heldBy(now, name, closed, seen, Date.now()));
    }
  };

  await CancellationScope.nonCancellable(async () => {
    while (!ending()) {
      if (await give()) continue;
      const now = Date.now();
      const readAt = readDueAt(state.now(), timings, now) ?? Number.POSITIVE_INFINITY;
      const sweepAt = sweepDueAt(state.now(), timings.patience) ?? Number.POSITIVE_INFINITY;
      if (readAt <= now) await read();
      else if (sweepAt <= now) await sweep();
      else {
        const before = state.now();
        const called = () => state.now() !== before || ending();
        const wake = Math.min(readAt, sweepAt, now + untilNextDay(now));
        await condition(called, wake - now, { summary: 'Until WeChat is asked what is left of the month' });
      }
    }
    await rotation.apply();
    await condition(allHandlersFinished);
    await continueAsNew<typeof auditQuota>({ ...input, state: carried(state.now()) });
  });
};
