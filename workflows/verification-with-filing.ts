import { workflowInfo } from '@temporalio/workflow';
import type { FieldHint, ProcessResult } from '../messages/progress.ts';
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
import { openRefill } from './refill.ts';
import { awaitFitness, type Fitness } from './verification-with-filing/fitness.ts';
import { type Halt, planOf, type State, stepOf } from './verification-with-filing/plan.ts';
import { openProcedure } from './verification-with-filing/procedure.ts';
import { type Standing, standingOf } from './verification-with-filing/standing.ts';
import { submitBoth } from './verification-with-filing/submit.ts';

const steps = [
  ...['lease', 'entrance', 'materials', 'face-check', 'submit', 'payment', 'audit'],
  ...['platform-review', 'sms-check', 'bureau-review'],
];

/** Verifies and files one account in one (认证及备案): files → face check → submission → fee → audit → the filing's reviews. */
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
  let { application } = input;
  let state: State = { due: true };
  let unanswered = false;

  /** What an end leaves at WeChat. */
  const leftOpen = () => (state.standing ? { procedureId: state.standing.fact.procedureId } : {});
  /** What an earlier run left open there: it is gone on with, because it would keep a new one from beginning. */
  const leftBefore = async (): Promise<Standing | undefined> => {
    const { readOpenProcedure } = reads('Which verification with filing of this account is open?');
    const { workflowId } = workflowInfo();
    const open = await process.attempt(() => readOpenProcedure({ appid, workflowId }));
    return open ? standingOf(open) : undefined;
  };
  const submitted = async ({ standing: before }: State): Promise<State | VerificationWithFilingOutcome> => {
    const lost = () => {
      unanswered = true;
    };
    const deps = { appid, materials, face, procedure, byPeople, lost, timings };
    const result = await submitBoth(process, application, before, deps);
    unanswered = false;
    switch (result.kind) {
      case 'expired':
        return { ...result, ...leftOpen() };
      case 'refused':
        return { ...(before ? { standing: before } : {}), due: false, refused: result.hints };
      case 'submitted':
        if (result.payUrl) progress.link({ rel: 'pay-url', title: 'To pay (支付认证费)', href: result.payUrl });
        // An end that was asked for meanwhile must name it.
        state = { standing: standingOf({ procedureId: result.procedureId, status: 0, hints: [] }), due: false };
        return { standing: await procedure.read(result.procedureId), due: false };
    }
  };
  /** Waits until people correct or retry; `undefined` where nobody did. */
  const corrected = async ({ standing }: State, halt: Halt): Promise<State | undefined> => {
    const until = Date.now() + timings.patience;
    const correction = await refill.correction(halt, async (waitingFor, or): Promise<Standing | undefined> => {
      if (standing) return procedure.change(standing, waitingFor, until, or);
      await process.pause(timings.patience, waitingFor, or);
      return undefined;
    });
    if (!correction?.again) return correction && { standing: correction.moved, due: false };
    application = correction.data ?? application;
    return { ...(standing ? { standing } : {}), due: true };
  };

  return process.run<VerificationWithFilingOutcome>(
    async () => {
      await materials.hold(application);
      await process.step('lease', () => lease.take());
      const before = await leftBefore();
      if (before) state = { ...state, standing: before };
      else {
        const fit = await process.step('entrance', () => awaitFitness(entrance, timings.patience));
        if (fit.kind !== 'fit') return unfit(fit);
      }
      for (;;) {
        const plan = planOf(state);
        switch (plan.do) {
          case 'end':
            return plan.standing.kind === 'filed'
              ? { kind: 'filed', ...(await recordNumberOf(appid)) }
              : endOf(plan.standing);
          case 'submit': {
            const next = await submitted(state);
            if ('kind' in next) return next;
            state = next;
            break;
          }
          case 'follow': {
            const { standing, as } = plan;
            state = { standing: await process.step(stepOf[as], () => procedure.follow(standing, as)), due: false };
            break;
          }
          case 'correct': {
            const next = await corrected(state, plan.halt);
            if (!next) return uncorrected(plan.halt, leftOpen());
            state = next;
            break;
          }
          case 'look': {
            const { standing } = plan;
            const what = `Nobody knows the status ${standing.fact.status}: have a look.`;
            const next = await procedure.change(standing, { what, who: 'ops' }, Date.now() + timings.patience);
            if (!next) return { kind: 'expired', note: what, ...leftOpen() };
            state = { ...state, standing: next };
          }
        }
      }
    },
    {
      cancelled: (by) => ({
        ...by,
        ...leftOpen(),
        ...(unanswered ? { note: maybeBegun } : state.standing ? { note: stillOpen } : {}),
      }),
      end: async () => {
        await materials.letGo();
        await lease.giveBack();
      },
    },
  );
}

const maybeBegun = "WeChat's answer to a submission was lost: one may run that is not known here.";
const stillOpen = 'It stays open at WeChat; the next one of this account goes on with it.';

const unfit = (fit: Exclude<Fitness, { kind: 'fit' }>): VerificationWithFilingOutcome =>
  fit.kind === 'late' ? { kind: 'expired', note: fit.note } : { kind: 'rejected', note: fit.note, hints: [] };

const endOf = ({ kind, fact: { failReason } }: Standing): VerificationWithFilingOutcome =>
  kind === 'withdrawn'
    ? { kind: 'withdrawn', note: 'The filing was withdrawn; the account stays verified.' }
    : {
        kind: 'failed',
        note: 'The audit refused the verification for good.',
        ...(failReason ? { hintZh: failReason } : {}),
      };

const uncorrected = (
  {
    ended,
    note,
    hints = [],
  }: { readonly ended: Halt['ended']; readonly note: string; readonly hints?: readonly FieldHint[] },
  left: { readonly procedureId?: string },
): VerificationWithFilingOutcome =>
  ended === 'rejected' ? { kind: ended, note, hints, ...left } : { kind: ended, note, ...left };
