import { fieldHints } from '../../messages/icp-hints.ts';
import type { FieldHint } from '../../messages/progress.ts';
import type { CombinedApplication, VerificationWithFilingTimings } from '../../messages/verification-with-filing.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { reads } from '../facts.ts';
import { fieldHintOf } from '../failures.ts';
import type { FaceCheck } from '../icp-filing/face-check.ts';
import { hintsOfRefusal } from '../icp-filing/hints.ts';
import { named } from '../icp-filing/named.ts';
import type { Brought, Materials } from '../materials.ts';
import { beginOnce } from '../once-by-event.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { checkName } from '../verification/name-check.ts';
import { complete, isRefusal } from '../verification/request.ts';
import type { ByPeople } from '../waking.ts';
import { wxOnce } from '../wechat.ts';
import type { Procedure } from './procedure.ts';
import type { Standing } from './standing.ts';

/** What became of a submission. */
export type Submitted =
  | { readonly kind: 'submitted'; readonly procedureId: string; readonly payUrl?: string }
  | { readonly kind: 'refused'; readonly hints: readonly FieldHint[] }
  | { readonly kind: 'expired'; readonly note: string };

type Deps = {
  readonly appid: string;
  readonly materials: Materials;
  readonly face: FaceCheck;
  readonly procedure: Procedure;
  readonly byPeople: ByPeople;
  readonly lost: () => void;
  readonly timings: VerificationWithFilingTimings;
};

/** WeChat does not find a file or the face check, or not any more. */
const unfound = [86328, 89636];

/** Submits both, anew or again where `before` was sent back: name and files first, so that nobody shows a face for what is incomplete. */
export const submitBoth = async (
  process: Process,
  application: CombinedApplication,
  before: Standing | undefined,
  deps: Deps,
): Promise<Submitted> => {
  const { appid, materials, face } = deps;
  const misnamed = await checkName(process, appid, application.auth_data);
  if (misnamed.length > 0) {
    return { kind: 'refused', hints: misnamed.map((hint) => ({ ...hint, field: `auth_data.${hint.field}` })) };
  }
  for (let renewed = false; ; renewed = true) {
    const result = await submitOnce(process, application, before, deps);
    if (result.kind !== 'refused') return result;
    const gone = result.hints.filter(({ problem }) => unfound.some((code) => problem.includes(String(code))));
    if (gone.some(({ field }) => field.endsWith('verify_task_id'))) face.forget();
    if (gone.length > 0) materials.forget();
    // WeChat may have dropped its copies before their time: people are asked for what it refuses once more.
    if (renewed || gone.length === 0) return result;
  }
};

/** The same with the copies and the face check that WeChat is thought to have. */
const submitOnce = async (
  process: Process,
  application: CombinedApplication,
  before: Standing | undefined,
  deps: Deps,
): Promise<Submitted> => {
  const { appid, face } = deps;
  const bring = () => bringBoth(deps.materials, application);
  const whole = await process.step('materials', bring);
  if ('wrong' in whole) return { kind: 'refused', hints: whole.wrong };
  const taskId = await process.step('face-check', () => face.passed());
  if (!taskId) return { kind: 'expired', note: 'Nobody passed the face check in time.' };
  return process.step('submit', async () => {
    // The face may have taken longer than WeChat keeps its copies.
    const brought = await bring();
    if ('wrong' in brought) return { kind: 'refused', hints: brought.wrong };
    const request = { ...named(brought.ready, taskId), auth_data: complete(brought.ready.auth_data) };
    const send = async (): Promise<Submitted> => {
      const answer = await wxOnce('Submit verification and filing').submitAuthAndIcp(appid, request);
      if (answer.hints.length > 0) return { kind: 'refused', hints: fieldHints(answer.hints) };
      return submitted(answer.procedure_id, answer.pay_url);
    };
    return before?.kind === 'rejected' ? again(process, send, before, deps) : anew(process, send, deps);
  });
};

const submitted = (procedureId: string, payUrl?: string): Submitted => ({
  kind: 'submitted',
  procedureId,
  ...(payUrl ? { payUrl } : {}),
});

/** The files of the verification go to one place, those of the filing to another. */
const bringBoth = async (
  materials: Materials,
  application: CombinedApplication,
): Promise<Brought<CombinedApplication>> => {
  const { auth_data, ...filing } = application;
  const [forAuth, forFiling] = [
    await materials.bring({ auth_data }, 'verification'),
    await materials.bring(filing, 'filing'),
  ];
  const wrong = [forAuth, forFiling].flatMap((brought) => ('wrong' in brought ? brought.wrong : []));
  if ('wrong' in forAuth || 'wrong' in forFiling) return { wrong };
  return { ready: { ...forFiling.ready, ...forAuth.ready } };
};

const refused = async (failure: WeChatFailure): Promise<{ readonly answer: Submitted } | undefined> => {
  const hints = hintsOfRefusal(failure) ?? (isRefusal(failure) ? [fieldHintOf(failure)] : undefined);
  return hints && { answer: { kind: 'refused', hints } };
};

/** Begins one: without its id WeChat can't be asked for it; its event names the id. */
const anew = (process: Process, send: () => Promise<Submitted>, deps: Deps): Promise<Submitted> => {
  const { procedure, byPeople, lost, timings } = deps;
  const ids = () => procedure.pushes.received.map(({ payload }) => payload.procedure_id);
  const before = new Set(ids());
  return beginOnce<Submitted>(process, {
    what: 'Submit verification and filing',
    ...{ send, byPeople, lost, lookUpAfter: timings.lookUpAfter, refused },
    begun: () => {
      const fresh = ids().find((id) => !before.has(id));
      return fresh === undefined ? undefined : submitted(fresh);
    },
  });
};

/** Submits again what was sent back: its standing tells whether that arrived. */
const again = (
  process: Process,
  send: () => Promise<Submitted>,
  { fact: before }: Standing,
  { appid, timings }: Deps,
): Promise<Submitted> => {
  const { procedureId } = before;
  return sendOnce<Submitted>(process, {
    what: 'Submit verification and filing again',
    lookUpAfter: timings.lookUpAfter,
    send,
    landed: async () => {
      const now = await reads('Did the submission arrive?').readProcedure({ appid, procedureId });
      return now.status === before.status ? undefined : submitted(procedureId);
    },
    refused,
  });
};
