import { type IcpFilingInput, type IcpFilingOutcome, refillFiling } from '../messages/icp-filing.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { applyForFiling } from './icp-filing/apply.ts';
import { openFaceCheck } from './icp-filing/face-check.ts';
import { planOf, type Refused, type State } from './icp-filing/plan.ts';
import { recordNumberOf } from './icp-filing/record-number.ts';
import { openEntrance, openReview, stepOf } from './icp-filing/review.ts';
import type { Standing } from './icp-filing/standing.ts';
import { openLease } from './lease.ts';
import { openMaterials } from './materials.ts';
import { openProcess } from './process.ts';
import { openRefill } from './refill.ts';

const steps = [
  'lease',
  'entrance',
  'materials',
  'face-check',
  'apply',
  'platform-review',
  'sms-check',
  'bureau-review',
] as const;

/** Files one mini program (备案): files → face check → application → the platform's review → SMS check → the bureau's review. */
export async function icpFiling(input: IcpFilingInput): Promise<ProcessResult<IcpFilingOutcome>> {
  const { appid, timings } = input;
  const process = openProcess(`Filing of ${appid} (备案)`, steps);
  const lease = openLease(process, appid, 'filing');
  const entrance = openEntrance(process, appid, timings.poll);
  const review = openReview(process, appid, entrance, timings);
  const materials = openMaterials(process, appid, timings.copyLife);
  const refill = openRefill(process, refillFiling, ({ application }) => application);
  const { byPeople } = refill;
  const face = openFaceCheck(process, { appid, timings, alongWithAuth: false, byPeople });
  process.progress.link({ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: input.page });
  let { application } = input;
  let reviewing = false;
  let unanswered = false;

  /** Waits until the account is ready to be filed; `undefined` where it never is. */
  const ready = (from: Standing, lacks: string) => {
    const what = `The account lacks ${lacks} before it can be filed.`;
    return entrance.change(from, { what, who: 'provider' }, Date.now() + timings.patience);
  };
  /** Waits for new data in place of what was refused; `undefined` where nobody gave any, and nothing else happened. */
  const corrected = async (from: Standing, refused: Refused): Promise<State | undefined> => {
    const until = Date.now() + timings.patience;
    const correction = await refill.correction({ ...refused, who: 'merchant' }, (waitingFor, corrected) =>
      entrance.change(from, waitingFor, until, corrected),
    );
    if (!correction?.again) return correction && { standing: correction.moved, due: false };
    application = correction.data ?? application;
    return { standing: from, due: true };
  };
  const applied = async (standing: Standing): Promise<State | IcpFilingOutcome> => {
    const lost = () => {
      unanswered = true;
    };
    const result = await applyForFiling(process, application, { appid, materials, face, timings, lost });
    unanswered = false;
    switch (result.kind) {
      case 'expired':
        return result;
      case 'applied':
        return { standing: underReview, due: false, before: standing };
      case 'refused':
        return { standing, due: false, refused: { step: 'apply', note: notAccepted, hints: result.hints } };
    }
  };

  return process.run<IcpFilingOutcome>(
    async () => {
      await materials.hold(application);
      await process.step('lease', () => lease.take());
      let state: State = { standing: await process.step('entrance', () => entrance.read()), due: true };
      for (;;) {
        const plan = planOf(state);
        reviewing = plan.do === 'review';
        switch (plan.do) {
          case 'end':
            if (plan.as === 'withdrawn') return { kind: 'withdrawn', note: 'The application was withdrawn.' };
            return { kind: 'filed', ...(await recordNumberOf(appid)) };
          case 'review': {
            const { standing } = plan;
            const step = stepOf[standing.kind];
            const { before } = state;
            const next = await process.step(step, () => review(standing, before));
            state = { ...state, standing: next, due: false };
            break;
          }
          case 'ready': {
            const { standing } = plan;
            const lacks = standing.lacks.join(', ');
            const changed = await process.step('entrance', () => ready(standing, lacks));
            if (!changed) return { kind: 'expired', note: `The account lacked ${lacks}.` };
            state = { standing: changed, due: true };
            break;
          }
          case 'apply': {
            const next = await applied(state.standing);
            if ('kind' in next) return next;
            state = next;
            break;
          }
          case 'correct': {
            const next = await corrected(state.standing, plan.refused);
            if (!next) return { kind: 'rejected', note: plan.refused.note, hints: plan.refused.hints };
            state = next;
            break;
          }
          case 'look': {
            const { standing } = state;
            const what = `Nobody knows the filing's status ${standing.fact.status}: have a look.`;
            const waitingFor = { what, who: 'ops' } as const;
            const next = await entrance.change(standing, waitingFor, Date.now() + timings.patience);
            if (!next) return { kind: 'expired', note: what };
            state = { ...state, standing: next };
          }
        }
      }
    },
    {
      cancelled: (by) => ({ ...by, ...(unanswered ? { note: maybeOpen } : reviewing ? { note: leftOpen } : {}) }),
      end: async () => {
        await materials.letGo();
        await lease.giveBack();
      },
    },
  );
}

const underReview: Standing = { kind: 'platform', fact: { status: 2, available: true, hints: [] } };
const notAccepted = 'WeChat did not accept the application.';
const maybeOpen =
  "WeChat's answer to the application was lost: it may be under review there; the next filing of this account looks.";
const leftOpen = 'The application stays under review at WeChat; the next filing of this account follows it.';
