import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../messages/actions.ts';
import type {
  FleetInspectionInput,
  FleetInspectionOutcome,
  InspectedAccount,
} from '../../messages/fleet-inspection.ts';
import { type ProcessResult, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

type Page = { appids: readonly string[]; run: string };

let stage: FakeStage;
let fleet: readonly string[];
let pages: Page[];
let look: (appid: string) => Omit<InspectedAccount, 'appid'>;
let held: Promise<void>;
let runs = 0;
beforeAll(async () => {
  stage = await startFakeStage({
    accountsToInspect: async () => fleet,
    inspectAccounts: async (page: Page) => {
      pages.push(page);
      await held;
      return page.appids.map((appid) => ({ appid, ...look(appid) }));
    },
  });
});
afterAll(() => stage.stop());
beforeEach(() => {
  pages = [];
  held = Promise.resolve();
  look = () => ({ kind: 'inspected', drift: [], isNew: false });
  fleet = Array.from({ length: 60 }, (_, index) => `wx${String(index).padStart(3, '0')}`);
});

const start = (more: Partial<FleetInspectionInput> = {}) => {
  runs += 1;
  return stage.temporal.workflow.start<(input: FleetInspectionInput) => Promise<ProcessResult<FleetInspectionOutcome>>>(
    'fleetInspection',
    {
      workflowId: `fleet-inspection:${runs}`,
      taskQueue: taskQueues.main,
      args: [{ perMinute: 600, request: { by: 'test' }, ...more }],
    },
  );
};
const outcomeOf = async (more: Partial<FleetInspectionInput> = {}) =>
  (await (await start(more)).result()).progress.outcome;

describe('an inspection of the fleet', () => {
  it('looks at all, page after page, and counts what it finds', async () => {
    look = (appid) => {
      if (appid === 'wx003') return { kind: 'skipped', why: 'It is not authorized.' };
      if (appid === 'wx004') return { kind: 'failed', why: '48001' };
      if (appid === 'wx030') return { kind: 'inspected', drift: ['version', 'serverDomains'], isNew: true };
      return { kind: 'inspected', drift: appid === 'wx031' ? ['version'] : [], isNew: false };
    };
    expect(await outcomeOf()).toEqual({
      kind: 'inspected',
      sums: {
        ...{ inspected: 58, skipped: 1, failed: 1, drifted: 2, newlyDrifted: 1 },
        drift: { version: 2, serverDomains: 1 },
        failures: [{ appid: 'wx004', why: '48001' }],
      },
    });
    expect(pages.map(({ appids }) => appids.length)).toEqual([25, 25, 10]);
    expect(pages.flatMap(({ appids }) => appids)).toEqual(fleet);
  });

  it('looks once more at the end at those where something passes, and then leaves them', async () => {
    look = (appid) => (['wx001', 'wx059'].includes(appid) ? { kind: 'passing', why: '-1' } : { kind: 'inspected' });
    expect(await outcomeOf()).toMatchObject({ sums: { inspected: 58, failed: 2, failures: { length: 2 } } });
    expect(pages.at(-1)?.appids).toEqual(['wx001', 'wx059']);
    expect(pages).toHaveLength(4);
  });

  it('continues as new where the fleet is large, and nobody is looked at twice', async () => {
    look = (appid) => (appid === 'wx001' ? { kind: 'passing', why: '-1' } : { kind: 'inspected' });
    const handle = await start({ pagesOfRun: 1 });
    const { progress } = await handle.result();
    expect(progress.outcome).toMatchObject({ kind: 'inspected', sums: { inspected: 59, failed: 1 } });
    expect(pages.flatMap(({ appids }) => appids)).toEqual([...fleet, 'wx001']);
    expect(new Set(pages.map(({ run }) => run))).toEqual(new Set([handle.firstExecutionRunId]));
    expect((await stage.temporal.workflow.getHandle(handle.workflowId).describe()).runId).not.toBe(
      handle.firstExecutionRunId,
    );
  });

  it('looks at those that are named, and at no others', async () => {
    expect(await outcomeOf({ appids: ['wxA'] })).toMatchObject({ sums: { inspected: 1 } });
    expect(pages.map(({ appids }) => appids)).toEqual([['wxA']]);
  });

  it('ends at the next page where somebody asks it to, and says how far it came', async () => {
    let goOn = () => {};
    held = new Promise((resolve) => {
      goOn = resolve;
    });
    const handle = await start();
    await expect.poll(() => pages.length, { timeout: 20_000 }).toBe(1);
    await handle.executeUpdate(cancel, { args: [{ by: 'li', why: 'busy' }] });
    expect((await handle.query(progressQuery)).stage).toBe('inspect');
    goOn();
    const { progress } = await handle.result();
    expect(progress.outcome).toMatchObject({ kind: 'cancelled', by: 'li', why: 'busy', sums: { inspected: 25 } });
    expect(pages).toHaveLength(1);
  });
});
