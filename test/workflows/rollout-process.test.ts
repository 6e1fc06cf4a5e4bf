import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notYet } from '../../activities/failure.ts';
import { createProcessActivities } from '../../activities/processes.ts';
import { createRolloutActivities } from '../../activities/rollouts.ts';
import { releaseTimings } from '../../messages/code-release.ts';
import {
  abortRollout,
  changePace,
  changeRolloutWindows,
  defaultGate,
  type FleetRolloutInput,
  type FleetRolloutOutcome,
  type Forecast,
  pauseRollout,
  resumeRollout,
  rolloutTimings,
  rolloutView,
} from '../../messages/fleet-rollout.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { hostRefused, waveMark } from '../../messages/rollout-wave.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { createClient } from '../../wechat/client.ts';
import { bundleOf, type FakeStage, startFakeStage } from './fake-activities.ts';
import { end } from './rollout-parts.ts';

type Workflow = (input: FleetRolloutInput) => Promise<ProcessResult<FleetRolloutOutcome>>;

const request = { by: 'test' };
const night = { from: '22:00', to: '02:00' };
const forecasts = new Map<string, Forecast>();

describe('the workflow of a rollout', () => {
  let stage: FakeStage;
  let rollouts = 0;

  beforeAll(async () => {
    const real: { now?: ReturnType<typeof createRolloutActivities> & ReturnType<typeof createProcessActivities> } = {};
    const call = (name: string) => (argument: unknown) =>
      Reflect.apply(Reflect.get(real.now ?? {}, name), null, [argument]);
    const names = ['endRelease', 'lookAtReleases', 'steerReleases', 'awaitPartEnd', 'findOpenRun', 'awaitEnd'];
    stage = await startFakeStage(
      {
        ...Object.fromEntries(names.map((name) => [name, call(name)])),
        whoMayRun: async () => [],
        resolveTarget: async ({ appids }: { appids: string[] }) => ({ targets: appids, unknown: [] }),
        awaitForecast: async ({ rolloutId }: { rolloutId: string }) => {
          const forecast = forecasts.get(rolloutId);
          forecasts.delete(rolloutId);
          if (!forecast) throw notYet('Nothing new.', 100);
          return forecast;
        },
      },
      undefined,
      await bundleOf(fileURLToPath(new URL('./rollout-parts.ts', import.meta.url))),
    );
    // None of the activities that are real here calls WeChat.
    const noWeChat = createClient({ baseUrl: 'http://127.0.0.1:9', componentAppid: 'wx', tokens: async () => '' });
    real.now = { ...createRolloutActivities(stage.temporal, noWeChat), ...createProcessActivities(stage.temporal) };
  });
  afterAll(() => stage.stop());

  const begin = async (count: number, more: Partial<FleetRolloutInput> = {}) => {
    rollouts += 1;
    const rolloutId = `r${rollouts}`;
    const appids = Array.from({ length: count }, (_, index) => `wx-${rollouts}-${index}`);
    const handle = await stage.temporal.workflow.start<Workflow>('fleetRollout', {
      workflowId: workflowIds.fleetRollout(rolloutId),
      taskQueue: taskQueues.main,
      args: [
        {
          ...{ rolloutId, target: { kind: 'appids', appids }, waves: [{ merchants: 2 }, { rest: true }] },
          ...{ gate: defaultGate, pace: { window: 8 }, rehearsal: false, request },
          release: {
            ...{ templateId: 1, userVersion: '1.0.0', userDesc: 'x', release: 'auto', priority: 'bulk' },
            timings: releaseTimings,
          },
          timings: { ...rolloutTimings, look: 100, idleLook: 200, report: 50, watch: 1, decide: 1, forecast: 100 },
          ...more,
        },
      ],
    });
    const latest = stage.temporal.workflow.getHandle<Workflow>(handle.workflowId);
    const releaseOf = (index: number) =>
      stage.temporal.workflow.getHandle(workflowIds.codeRelease(appids[index] ?? ''));
    const shown = (index: number) => releaseOf(index).query(progressQuery);
    return {
      handle: latest,
      firstRun: handle.firstExecutionRunId,
      waveOf: (wave: number) =>
        stage.temporal.workflow.getHandle(workflowIds.rolloutWave(waveMark(rolloutId, wave, 1))),
      /** What a release was begun with and told since. */
      hears: (index: number, words: string) =>
        expect
          .poll(() => shown(index).catch(() => undefined), { timeout: 30_000 })
          .toMatchObject({ steps: [{}, { note: words }] }),
      ends: async (index: number, kind: string) => {
        await expect.poll(() => shown(index).catch(() => undefined), { timeout: 30_000 }).toBeDefined();
        await releaseOf(index).signal(end, { kind, reason: 'because' });
      },
      counts: (expected: object) =>
        expect.poll(async () => (await latest.query(rolloutView)).counts, { timeout: 30_000 }).toMatchObject(expected),
      outcome: async () => (await latest.result()).progress.outcome,
      runId: async () => (await latest.describe()).runId,
    };
  };

  it('goes on where it was after continuing as new, and knows its waves again, also one that is terminated', async () => {
    const rollout = await begin(4, { historyLimit: 60, waves: [{ merchants: 2 }, { merchants: 1 }, { rest: true }] });
    await rollout.counts({ waiting: 2 });
    const keyed = { ...request, idempotency: { key: 'k', body: 'b' } };
    await rollout.handle.executeUpdate(changePace, { args: [{ ...keyed, window: 3 }] });
    const afterChange = async () => {
      await rollout.handle.executeUpdate(changePace, { args: [{ ...request, window: 1 }] }).catch(() => undefined);
      return rollout.runId();
    };
    // It goes on anew between two words to its waves.
    await expect.poll(afterChange, { interval: 100, timeout: 30_000 }).not.toBe(rollout.firstRun);
    await rollout.counts({ waiting: 2 });
    const { steps } = await rollout.handle.query(progressQuery);
    expect(steps[0]).toMatchObject({ name: 'targets', state: 'done', note: '4 accounts' });
    await rollout.ends(0, 'released');
    await rollout.ends(1, 'released');
    await rollout.counts({ live: 2, waiting: 1 });
    await rollout.waveOf(2).terminate();
    await rollout.counts({ live: 2, failed: 1, waiting: 1 });
    await rollout.handle.executeUpdate(resumeRollout, { args: [request] });
    await rollout.ends(3, 'released');
    expect(await rollout.outcome()).toMatchObject({ kind: 'rolled-out', counts: { live: 3, failed: 1 } });
    expect((await rollout.handle.result()).answered).toEqual({ k: 'b' });
  });

  it('holds the releases that have begun while it is paused, and lets them go on', async () => {
    const rollout = await begin(3);
    await rollout.hears(0, 'null');
    await rollout.handle.executeUpdate(pauseRollout, { args: [request] });
    await rollout.hears(0, 'null hold null');
    await rollout.hears(1, 'null hold null');
    await rollout.handle.executeUpdate(resumeRollout, { args: [request] });
    await rollout.hears(0, 'null hold null go null');
    await rollout.handle.executeUpdate(changePace, { args: [{ ...request, window: 1 }] });
    await rollout.handle.executeUpdate(changeRolloutWindows, { args: [{ ...request, releaseWindow: night }] });
    const window = JSON.stringify(night);
    await rollout.hears(1, `null hold null go null go ${window}`);
    await rollout.ends(0, 'released');
    await rollout.ends(1, 'released');
    await rollout.hears(2, window);
    await rollout.handle.executeUpdate(abortRollout, { args: [{ ...request, undo: false }] });
    expect(await rollout.outcome()).toMatchObject({ kind: 'aborted', counts: { live: 2, cancelled: 1 } });
  });

  it('says when its last submission is expected', async () => {
    forecasts.set(`r${rollouts + 1}`, { waiting: 40, lastSubmissionOn: '2026-12-01' });
    const rollout = await begin(2);
    const what = expect.stringContaining('Its last submission is expected on 2026-12-01.');
    await expect
      .poll(() => rollout.handle.query(progressQuery), { timeout: 30_000 })
      .toMatchObject({ waitingFor: { what } });
    await rollout.ends(0, 'released');
    await rollout.ends(1, 'released');
    expect(await rollout.outcome()).toMatchObject({ kind: 'rolled-out', counts: { live: 2 } });
  });

  it('says what is to be done where WeChat refuses a host, until that is over', async () => {
    const rollout = await begin(1);
    const [appid, what] = [`wx-${rollouts}-0`, 'Add 203.0.113.9 to 白名单IP.'];
    await rollout.hears(0, 'null');
    const wave = rollout.waveOf(1);
    const shows = (expected: object) =>
      expect.poll(() => rollout.handle.query(progressQuery), { timeout: 30_000 }).toMatchObject(expected);
    await wave.signal(hostRefused, { appid, what });
    await shows({ attention: 'ops', waitingFor: { who: 'ops', what: expect.stringContaining(what) } });
    expect(await rollout.handle.query(rolloutView)).toMatchObject({ hostRefused: what });
    await wave.signal(hostRefused, { appid });
    await shows({ attention: 'none', waitingFor: { who: 'wechat', what: expect.not.stringContaining(what) } });
    expect(await rollout.handle.query(rolloutView)).not.toHaveProperty('hostRefused');
    await rollout.ends(0, 'released');
    expect(await rollout.outcome()).toMatchObject({ kind: 'rolled-out', counts: { live: 1 } });
  });

  it('says what stops its submissions, who must act, and no more once that is over', async () => {
    const stop = { scope: 'first', said: 'Refused (86009).', ends: '`resume` tries.', needsOps: true } as const;
    const rolloutId = `r${rollouts + 1}`;
    forecasts.set(rolloutId, { waiting: 2, stops: [{ ...stop, since: '2026-11-24T00:00:00.000Z' }] });
    const rollout = await begin(2);
    const shows = (expected: object) =>
      expect.poll(() => rollout.handle.query(progressQuery), { timeout: 30_000 }).toMatchObject(expected);
    const words = 'never released are stopped since 2026-11-24T00:00:00.000Z: Refused (86009). `resume` tries.';
    await shows({ attention: 'ops', waitingFor: { who: 'ops', what: expect.stringContaining(words) } });
    expect(await rollout.handle.query(rolloutView)).toMatchObject({ forecast: { stops: [{ scope: 'first' }] } });
    forecasts.set(rolloutId, { waiting: 0 });
    await shows({ attention: 'none', waitingFor: { who: 'wechat', what: expect.not.stringContaining('stopped') } });
    await rollout.ends(0, 'released');
    await rollout.ends(1, 'released');
    expect(await rollout.outcome()).toMatchObject({ kind: 'rolled-out', counts: { live: 2 } });
  });
});
