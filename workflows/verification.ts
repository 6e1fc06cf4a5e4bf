import { accountVerified, submissionRecorded } from '../messages/authorizer.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { refillVerification, type VerificationInput, type VerificationOutcome } from '../messages/verification.ts';
import { reads } from './facts.ts';
import { openLease } from './lease.ts';
import { openMaterials } from './materials.ts';
import { openProcess } from './process.ts';
import { record } from './record.ts';
import { openRefill } from './refill.ts';
import { openSubmission, type Tell } from './submission.ts';
import { leftBy } from './verification/left.ts';
import { nameStep } from './verification/name-check.ts';
import { planOf } from './verification/plan.ts';
import type { Standing } from './verification/standing.ts';
import { stepOf } from './verification/steps.ts';
import { submitVerification } from './verification/submit.ts';
import { openTask } from './verification/task.ts';

const steps = ['lease', nameStep, 'materials', 'submit', 'admin-check', 'payment', 'audit'] as const;
type Application = VerificationInput['application'];

/** Verifies one account (认证): name → pictures → submission → the admin's consent, face and phone → fee → the agency's audit. */
export async function verification(input: VerificationInput): Promise<ProcessResult<VerificationOutcome>> {
  const { appid, timings } = input;
  const process = openProcess(`Verification of ${appid} (认证)`, steps);
  const lease = openLease(process, appid, 'verification');
  const task = openTask(process, appid, timings);
  const materials = openMaterials(process, appid, timings.copyLife);
  const refill = openRefill(process, refillVerification, ({ application }) => application);
  const { byPeople } = refill;
  process.progress.link({ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: input.page });

  /** What an earlier run left open there: it is gone on with, because it would keep a new one from beginning. */
  const leftBefore = async (): Promise<Standing | undefined> => {
    const { readOpenVerification } = reads('Which verification of this account is open?');
    const open = await process.attempt(() => readOpenVerification({ appid }));
    return open ? task.show(open) : undefined;
  };
  const send = async (application: Application, before: Standing | undefined, tell: Tell<Standing>) => {
    const deps = { appid, materials, task, byPeople, lost: tell.lost, lookUpAfter: timings.lookUpAfter };
    const result = await submitVerification(process, application, before, deps);
    if (result.kind === 'refused') return result;
    const { standing } = result;
    const { taskid, url } = standing.fact;
    tell.taken(standing);
    await record(appid, submissionRecorded, { what: 'verification', id: taskid, open: true });
    if (url) task.show(standing.fact);
    // An adopted task came without its link.
    return { kind: 'sent', standing: url ? standing : await task.read(taskid) } as const;
  };
  const endOf = async ({ kind, fact: { taskid, failReason } }: Standing): Promise<VerificationOutcome> => {
    if (kind === 'verified') {
      // The year begins anew.
      await record(appid, accountVerified);
      return { kind };
    }
    await record(appid, submissionRecorded, { what: 'verification', id: taskid, open: false });
    return { kind: 'failed', note: failedForGood, ...(failReason ? { hintZh: failReason } : {}) };
  };
  const submission = openSubmission(process, {
    ...{ application: input.application, refill, patience: timings.patience, planOf, stepOf, send, leftBy, endOf },
    follow: task.follow,
    change: task.change,
    again: ({ fact }) => task.read(fact.taskid),
    numbersOf: ({ fact }) => `${fact.task}/${fact.apply}`,
  });

  return process.run<VerificationOutcome>(
    async () => {
      await materials.hold(input.application);
      await process.step('lease', () => lease.take());
      return submission.run(await leftBefore());
    },
    {
      cancelled: submission.cancelled,
      end: async () => {
        await materials.letGo();
        await lease.giveBack();
      },
    },
  );
}

const failedForGood = 'The audit refused the verification for good.';
