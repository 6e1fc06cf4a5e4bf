import { condition, getExternalWorkflowHandle, patched, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Request } from '../messages/actions.ts';
import {
  auditDelayed,
  groupResubmitted,
  hostRefused,
  type RolloutWaveInput,
  type RolloutWaveResult,
  type WaveMerchant,
  waveAborted,
  waveClosed,
  waveMerchants,
  waveReported,
  waveRolledBack,
  waveSteered,
} from '../messages/rollout-wave.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { preflightOf } from './code-release/preflight.ts';
import { unlessCancelled } from './failures.ts';
import { reportLines } from './fleet-rollout/details.ts';
import { sumOf } from './fleet-rollout/sums.ts';
import { endOfProcess, processCalls } from './processes.ts';
import { rolloutCalls } from './rollout-calls.ts';
import { type LiveWave, lookOn } from './rollout-wave/looking.ts';
import { rehearse } from './rollout-wave/rehearsal.ts';
import { beginRelease, beginRollback } from './rollout-wave/releases.ts';
import { tellReports } from './rollout-wave/reporting.ts';
import * as waves from './rollout-wave/state.ts';
import { steerOn, steerReleases } from './rollout-wave/steering.ts';

/**
 * Up to 500 merchants of a rollout's wave, each with a release of its own that goes at its own pace: here they are only
 * begun, a few at a time, and their ends kept.
 */
export async function rolloutWave(input: RolloutWaveInput): Promise<RolloutWaveResult> {
  const { rolloutId, wave: number, part, timings } = input;
  let wave = waves.newWave(input.merchants, Date.now());
  let { steering } = input;
  let changes = 0;
  let closed = false;
  let aborted = false;
  let begun: readonly number[] = [];
  // Waves that were begun before this was asked go on as they did.
  const asksFirst = !input.again && patched('already-live');
  let broken: { readonly error: unknown } | undefined;
  const apply: LiveWave['apply'] = (change) => {
    wave = change(wave, Date.now());
    changes += 1;
    setCurrentDetails(reportLines(sumOf([waves.reportOf(wave, number, part)])).join('\n\n'));
  };
  /** All are decided, and nobody will be submitted again or rolled back. */
  const isOver = () => waves.isOver(wave) && closed;
  const live: LiveWave = { now: () => wave, apply, isOver };
  /** Lets something run beside the rest; an error of it ends the whole. */
  const beside = (work: () => Promise<void>) => {
    work().catch((error: unknown) => {
      broken ??= { error };
    });
  };
  const move = (appid: string, change: Parameters<typeof waves.moved>[2]) =>
    apply((before, now) => waves.moved(before, appid, change, now));

  setHandler(waveMerchants, () => [...wave.merchants.values()]);
  setHandler(auditDelayed, ({ appid }) => move(appid, { delayed: true }));
  setHandler(hostRefused, ({ appid, what }) => apply((before) => waves.atHost(before, appid, what)));
  setHandler(waveSteered, (next) => {
    if (next.version <= steering.version) return;
    steering = next;
    changes += 1;
  });
  setHandler(groupResubmitted, (again) => apply((before, now) => waves.resubmitted(before, again, now)));
  setHandler(waveRolledBack, ({ request }) => {
    for (const merchant of waves.inState(wave, 'live')) beside(() => rollBack(merchant, request));
  });
  setHandler(waveClosed, () => {
    closed = true;
    changes += 1;
  });
  setHandler(waveAborted, ({ undo, request }) => {
    aborted = true;
    apply(waves.left);
    for (const run of waves.openRuns(wave)) {
      beside(() => rolloutCalls(`End ${run.workflowId}`).endRelease({ run, undo, request }));
    }
  });

  /** Another process has the code of this account: waits until it has ended. */
  const othersEnd = async (appid: string) => {
    const run = await processCalls('Which process has the code?').findOpenRun(workflowIds.codeRelease(appid));
    if (run) await endOfProcess(`Until ${run.workflowId} has ended`).awaitEnd({ ...run, every: timings.idleLook });
  };
  /** Who may run this version: of them alone WeChat is asked. */
  const suspects = new Set<string>();
  const runsAlready = async ({ appid, release }: WaveMerchant) => {
    if (!asksFirst || !suspects.has(appid) || release) return false;
    return rolloutCalls(`Does ${appid} run it already?`).runsAlready(preflightOf({ ...input.release, appid }));
  };
  const begin = async (merchant: WaveMerchant) => {
    const { appid } = merchant;
    if (await runsAlready(merchant)) {
      return apply((before, now) => waves.ended(before, appid, { kind: 'already-live' }, now));
    }
    if (aborted) return move(appid, { state: 'left' });
    if (input.rehearsal) {
      const outcome = await rehearse(input, merchant);
      return apply((before, now) => waves.ended(before, appid, outcome, now));
    }
    const known = steering;
    const child = await beginRelease(input, merchant, known);
    if (child) {
      move(appid, { run: child.run });
      if (steering !== known) beside(() => steerReleases([child.run], known, steering));
      const outcome = await child.end;
      return apply((before, now) => waves.ended(before, appid, outcome, now));
    }
    move(appid, { state: 'busy' });
    await othersEnd(appid);
    suspects.add(appid);
    if (wave.merchants.get(appid)?.state === 'busy') move(appid, { state: 'waiting' });
  };
  const rollBack = async (merchant: WaveMerchant, request: Request) => {
    const { appid } = merchant;
    const { userVersion } = { ...input.release, ...merchant.release };
    const to = await rolloutCalls(`What did ${appid} run before?`).versionBefore({ appid, userVersion });
    if (to === null) return move(appid, { reason: `It ran no version before ${userVersion}.` });
    move(appid, { state: 'rolling-back' });
    for (;;) {
      const child = await beginRollback(input, merchant, { userVersion: to, request });
      if (child) {
        const outcome = await child.end;
        return apply((before, now) => waves.rolledBack(before, appid, outcome, now));
      }
      await othersEnd(appid);
    }
  };

  if (asksFirst) {
    const found = await rolloutCalls('Who may run it already?').whoMayRun(input.release);
    for (const appid of found) suspects.add(appid);
  }
  beside(() => lookOn(input, live));
  beside(() => steerOn(live, () => steering));
  const rollout = getExternalWorkflowHandle(workflowIds.fleetRollout(rolloutId));
  const report = () => waves.reportOf(wave, number, part);
  const reporting = tellReports(report, isOver, {
    every: timings.report,
    // A rollout that has closed needs no more telling.
    tell: (news) => rollout.signal(waveReported, news).catch(unlessCancelled),
  });
  while (!isOver()) {
    if (broken) throw broken.error;
    const now = Date.now();
    begun = waves.inLastMinute(begun, now);
    const next = steering.paused ? [] : waves.nextOf(wave, steering.pace, { now, slot: timings.slot, begun });
    for (const merchant of next) {
      begun = [...begun, now];
      move(merchant.appid, { state: 'preparing' });
      beside(() => begin(merchant));
    }
    const seen = changes;
    const news = () => changes > seen || broken !== undefined;
    const isPaced =
      !steering.paused && steering.pace.perMinute !== undefined && waves.inState(wave, 'waiting').length > 0;
    const [oldest = now] = begun;
    if (isPaced) await condition(news, Math.max(oldest + 60_000 - now, 1_000), { summary: 'The pace a minute' });
    else await condition(news);
  }
  await reporting;
  return { report: report(), merchants: [...wave.merchants.values()] };
}
