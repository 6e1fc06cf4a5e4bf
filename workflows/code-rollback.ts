import { getExternalWorkflowHandle, isCancellation, setHandler, workflowInfo } from '@temporalio/workflow';
import { authorizationChanged, type RollbackRecord, rollbackRecorded } from '../messages/authorizer.ts';
import type { CodeRollbackInput, CodeRollbackOutcome } from '../messages/code-rollback.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { findTarget, readBack, rollBack } from './code-rollback/roll-back.ts';
import { openLease } from './lease.ts';
import { openProcess, type Process } from './process.ts';

const steps = ['lease', 'check', 'rollback', 'read-back'] as const;

/**
 * Puts an earlier version online again (版本回退), which needs no audit. It runs under the id of the account's release, so
 * that none runs beside it.
 */
export async function codeRollback(input: CodeRollbackInput): Promise<ProcessResult<CodeRollbackOutcome>> {
  const { appid } = input;
  const process = openProcess(`Roll ${appid} back`, steps);
  const lease = openLease(process, appid, 'code');
  let doubtful = false;
  setHandler(authorizationChanged, () => process.wake());

  return process.run<CodeRollbackOutcome>(
    async () => {
      await process.step('lease', () => lease.take());
      const { choice, before } = await process.step('check', () => findTarget(process, input));
      if (choice.kind !== 'target') return choice;
      const { target } = choice;
      const lost = () => {
        doubtful = true;
      };
      const sent = await process.step('rollback', () => rollBack(process, input, { target, before, lost }));
      if (sent === 'forbidden') {
        const note =
          'WeChat does not allow it (87012): the online version was rolled back to before, or a staged release was taken back before it.';
        process.progress.fail('rollback', note);
        return { kind: 'refused', note };
      }
      doubtful = true;
      const userVersion = await process.step('read-back', () => readBack(process, input, target));
      const record = {
        at: new Date().toISOString(),
        userVersion,
        appVersion: target.app_version,
        from: before?.release_version ?? '',
      };
      await recordRollback(process, appid, record);
      return { kind: 'rolled-back', ...record };
    },
    {
      cancelled: (by) => ({
        ...by,
        ...(doubtful ? { note: 'The rollback was sent: what is online is not known here, look it up.' } : {}),
      }),
      end: () => lease.giveBack(),
    },
  );
}

/** Tells the account's ledger. What is online is online: an entity that can't be told does not change the outcome. */
const recordRollback = async (
  process: Process,
  appid: string,
  record: Omit<RollbackRecord, 'workflowId'>,
): Promise<void> => {
  const { workflowId } = workflowInfo();
  const entity = getExternalWorkflowHandle(workflowIds.authorizer(appid));
  await entity.signal(rollbackRecorded, { ...record, workflowId }).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    process.progress.note('read-back', "The account's ledger could not be told of this rollback.");
  });
};
