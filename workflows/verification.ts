import { getExternalWorkflowHandle, isCancellation, workflowInfo } from '@temporalio/workflow';
import { accountVerified } from '../messages/authorizer.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { refillVerification, type VerificationInput, type VerificationOutcome } from '../messages/verification.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { reads } from './facts.ts';
import { openLease } from './lease.ts';
import { openMaterials } from './materials.ts';
import { openProcess } from './process.ts';
import { openRefill } from './refill.ts';
import { type Halt, planOf, type State } from './verification/plan.ts';
import type { Standing } from './verification/standing.ts';
import { stepOf } from './verification/steps.ts';
import { submitVerification } from './verification/submit.ts';
import { openTask } from './verification/task.ts';

const steps = ['lease', 'materials', 'submit', 'admin-check', 'payment', 'audit'] as const;

/** Verifies one account (认证): pictures → submission → the admin's consent, face and phone → fee → the agency's audit. */
export async function verification(input: VerificationInput): Promise<ProcessResult<VerificationOutcome>> {
  const { appid, timings } = input;
  const process = openProcess(`Verification of ${appid} (认证)`, steps);
  const lease = openLease(process, appid, 'verification');
  const task = openTask(process, appid, timings);
  const materials = openMaterials(process, appid, timings.copyLife);
  const refill = openRefill(process, refillVerification, ({ application }) => application);
  const { byPeople } = refill;
  const { progress } = process;
  progress.link({ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: input.page });
  let { application } = input;
  let state: State = { due: true };
  let unanswered = false;

  /** What an end leaves at WeChat. */
  const leftOpen = () => (state.standing ? { taskid: state.standing.fact.taskid } : {});
  /** What an earlier run left open there: it is gone on with, because it would keep a new one from beginning. */
  const leftBefore = async (): Promise<Standing | undefined> => {
    const { readOpenVerification } = reads('Which verification of this account is open?');
    const { workflowId } = workflowInfo();
    const open = await process.attempt(() => readOpenVerification({ appid, workflowId }));
    return open ? task.show(open) : undefined;
  };
  const submitted = async ({ standing: before }: State): Promise<State> => {
    const lost = () => {
      unanswered = true;
    };
    const deps = { appid, materials, task, byPeople, lost, lookUpAfter: timings.lookUpAfter };
    const result = await submitVerification(process, application, before, deps);
    unanswered = false;
    if (result.kind === 'refused') {
      return { ...(before ? { standing: before } : {}), due: false, refused: result.hints };
    }
    const { fact } = result.standing;
    // An end that was asked for meanwhile must name the task.
    state = { standing: result.standing, due: false };
    // An adopted task came without its link.
    if (!fact.url) return { standing: await task.read(fact.taskid), due: false };
    task.show(fact);
    return state;
  };
  /** Waits until people correct or retry; `undefined` where nobody did. */
  const corrected = async ({ standing }: State, halt: Halt): Promise<State | undefined> => {
    const until = Date.now() + timings.patience;
    const correction = await refill.correction(halt, async (waitingFor, or): Promise<Standing | undefined> => {
      if (standing) return task.change(standing, waitingFor, until, or);
      await process.pause(timings.patience, waitingFor, or);
      return undefined;
    });
    if (!correction?.again) return correction && { standing: correction.moved, due: false };
    application = correction.data ?? application;
    // A link that was given up here may still live at WeChat.
    return { ...(standing ? { standing: await task.read(standing.fact.taskid) } : {}), due: true };
  };

  return process.run<VerificationOutcome>(
    async () => {
      await materials.hold(application);
      await process.step('lease', () => lease.take());
      const before = await leftBefore();
      if (before) state = { ...state, standing: before };
      for (;;) {
        const plan = planOf(state);
        switch (plan.do) {
          case 'end':
            if (plan.standing.kind === 'verified') await tellAccount(appid);
            return endOf(plan.standing);
          case 'submit':
            state = await submitted(state);
            break;
          case 'follow': {
            const { standing, as } = plan;
            const next = await process.step(stepOf[as], () => task.follow(standing, as));
            state = { standing: next, due: false, followed: as };
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
            const what = `Nobody knows the status ${standing.fact.task}/${standing.fact.apply}: have a look.`;
            const next = await task.change(standing, { what, who: 'ops' }, Date.now() + timings.patience);
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

/** The year begins anew. An entity that can't be told changes nothing of that. */
const tellAccount = async (appid: string): Promise<void> => {
  const entity = getExternalWorkflowHandle(workflowIds.authorizer(appid));
  await entity.signal(accountVerified).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
  });
};

const maybeBegun = "WeChat's answer to a submission was lost: a verification may run that is not known here.";
const stillOpen = 'The verification stays open at WeChat; the next one of this account goes on with it.';

const endOf = ({ kind, fact: { failReason } }: Standing): VerificationOutcome =>
  kind === 'verified'
    ? { kind: 'verified' }
    : {
        kind: 'failed',
        note: 'The audit refused the verification for good.',
        ...(failReason ? { hintZh: failReason } : {}),
      };

const uncorrected = ({ ended, note, hints = [] }: Halt, left: { readonly taskid?: string }): VerificationOutcome =>
  ended === 'rejected' ? { kind: ended, note, hints, ...left } : { kind: ended, note, ...left };
