import { submissionRecorded } from '../messages/authorizer.ts';
import type { ProcessResult } from '../messages/progress.ts';
import {
  refillBoth,
  type VerificationWithFilingInput,
  type VerificationWithFilingOutcome,
} from '../messages/verification-with-filing.ts';
import { reads } from './facts.ts';
import { openFaceCheck } from './icp-filing/face-check.ts';
import { recordNumberOf } from './icp-filing/record-number.ts';
import { openEntrance } from './icp-filing/review.ts';
import { openLease } from './lease.ts';
import { openMaterials } from './materials.ts';
import { openProcess } from './process.ts';
import { record } from './record.ts';
import { openRefill } from './refill.ts';
import { openSubmission, type Tell } from './submission.ts';
import { nameStep } from './verification/name-check.ts';
import { awaitFitness } from './verification-with-filing/fitness.ts';
import { leftBy } from './verification-with-filing/left.ts';
import { planOf, stepOf } from './verification-with-filing/plan.ts';
import { openProcedure } from './verification-with-filing/procedure.ts';
import { type Standing, standingOf } from './verification-with-filing/standing.ts';
import { submitBoth } from './verification-with-filing/submit.ts';

const steps = [
  ...['lease', 'entrance', nameStep, 'materials', 'face-check', 'submit', 'payment', 'audit'],
  ...['platform-review', 'sms-check', 'bureau-review'],
];

type Application = VerificationWithFilingInput['application'];

/** Verifies and files one account in one (认证及备案): name → files → face check → submission → fee → audit → the filing's reviews. */
export async function verificationWithFiling(
  input: VerificationWithFilingInput,
): Promise<ProcessResult<VerificationWithFilingOutcome>> {
  const { appid, timings } = input;
  const process = openProcess(`Verification and filing of ${appid} (认证及备案)`, steps);
  const { progress } = process;
  const lease = openLease(process, appid, 'verification', 'filing');
  const procedure = openProcedure(process, appid, timings);
  const entrance = openEntrance(process, appid, timings.poll);
  const materials = openMaterials(process, appid, timings.copyLife);
  const refill = openRefill(process, refillBoth, ({ application }) => application);
  const { byPeople } = refill;
  const face = openFaceCheck(process, { appid, timings, alongWithAuth: true, byPeople });
  progress.link({ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: input.page });

  /** What an earlier run left open there: it is gone on with, because it would keep a new one from beginning. */
  const leftBefore = async (): Promise<Standing | undefined> => {
    const { readOpenProcedure } = reads('Which verification with filing of this account is open?');
    const open = await process.attempt(() => readOpenProcedure({ appid }));
    return open ? standingOf(open) : undefined;
  };
  const send = async (application: Application, before: Standing | undefined, tell: Tell<Standing>) => {
    const deps = { appid, materials, face, procedure, byPeople, lost: tell.lost, timings };
    const result = await submitBoth(process, application, before, deps);
    if (result.kind === 'expired') return { kind: 'ended', end: { ...result, ...leftBy(before).open } } as const;
    if (result.kind === 'refused') return result;
    const { procedureId, payUrl } = result;
    tell.taken(standingOf({ procedureId, status: 0, hints: [] }));
    await record(appid, submissionRecorded, { what, id: procedureId, open: true });
    if (payUrl) progress.link({ rel: 'pay-url', title: 'To pay (支付认证费)', href: payUrl });
    return { kind: 'sent', standing: await procedure.readAfter(before, procedureId) } as const;
  };
  const endOf = async (standing: Standing): Promise<VerificationWithFilingOutcome> => {
    await record(appid, submissionRecorded, { what, id: standing.fact.procedureId, open: false });
    if (standing.kind === 'filed') return { kind: 'filed', ...(await recordNumberOf(appid)) };
    const { note = '' } = leftBy(standing);
    if (standing.kind === 'withdrawn') return { kind: 'withdrawn', note };
    const { failReason } = standing.fact;
    return { kind: 'failed', note, ...(failReason ? { hintZh: failReason } : {}) };
  };
  const submission = openSubmission(process, {
    ...{ application: input.application, refill, patience: timings.patience, planOf, stepOf, send, leftBy, endOf },
    follow: procedure.follow,
    change: procedure.change,
    again: async (standing) => standing,
    numbersOf: ({ fact }) => String(fact.status),
  });

  return process.run<VerificationWithFilingOutcome>(
    async () => {
      await materials.hold(input.application);
      await process.step('lease', () => lease.take());
      const before = await leftBefore();
      if (!before) {
        const fit = await process.step('entrance', () => awaitFitness(entrance, timings.patience));
        if (fit.kind === 'unfit') return fit;
        if (fit.kind === 'late') return { kind: 'expired', note: fit.note };
      }
      return submission.run(before);
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

const what = 'verificationWithFiling';
