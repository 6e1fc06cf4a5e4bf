import { condition, continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { InspectionActivities } from '../activities/inspections.ts';
import {
  type FleetInspectionInput,
  type FleetInspectionOutcome,
  type InspectionCarried,
  inspectionPage,
  pagesOfRun as usualPages,
} from '../messages/fleet-inspection.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { counted, noSums, sumWords } from './fleet-inspection/sums.ts';
import { openProcess } from './process.ts';

/** Looks at all accounts, page after page at a bounded pace: what WeChat says of each is kept by its entity, with what differs from what is declared. */
export async function fleetInspection(input: FleetInspectionInput): Promise<ProcessResult<FleetInspectionOutcome>> {
  const process = openProcess('Inspection of the fleet', ['accounts', 'inspect', 'again']);
  let carried: InspectionCarried = input.carried ?? { total: 0, left: [], again: [], sums: noSums };
  let pages = 0;
  const show = (step: string) => process.progress.note(step, sumWords(carried));

  const lookAt = async (appids: readonly string[], isLast: boolean) => {
    const page = await process.attempt(() =>
      inspecting(`Look at ${appids.length} accounts from ${appids[0]} on`).inspectAccounts({
        ...{ appids, perMinute: input.perMinute },
        run: workflowInfo().firstExecutionRunId,
      }),
    );
    pages += 1;
    carried = counted(carried, page, isLast);
    show(isLast ? 'again' : 'inspect');
  };
  const continueIfLong = async () => {
    if (pages < (input.pagesOfRun ?? usualPages)) return;
    await condition(process.actions.finished);
    process.checkpoint();
    await continueAsNew<typeof fleetInspection>({ ...input, carried });
  };

  return process.run<FleetInspectionOutcome>(
    async () => {
      await process.step('accounts', async () => {
        if (input.carried) return;
        const left = input.appids ?? (await inspecting('Which accounts are authorized?').accountsToInspect());
        carried = { ...carried, left, total: left.length };
      });
      await process.step('inspect', async () => {
        show('inspect');
        while (carried.left.length > 0) {
          process.checkpoint();
          await continueIfLong();
          await lookAt(carried.left.slice(0, inspectionPage), false);
        }
      });
      if (carried.again.length === 0) process.progress.skip('again', 'All answered.');
      else {
        await process.step('again', async () => {
          while (carried.again.length > 0) {
            process.checkpoint();
            await continueIfLong();
            const appids = carried.again.slice(0, inspectionPage);
            await lookAt(appids, true);
            carried = { ...carried, again: carried.again.filter((appid) => !appids.includes(appid)) };
          }
        });
      }
      return { kind: 'inspected', sums: carried.sums };
    },
    { cancelled: (by) => ({ ...by, sums: carried.sums }) },
  );
}

const inspecting = (summary: string) =>
  proxyActivities<InspectionActivities>({
    summary,
    startToCloseTimeout: '30 minutes',
    heartbeatTimeout: '30s',
    retry: { initialInterval: '2s', maximumInterval: '1 minute', maximumAttempts: 6 },
  });
