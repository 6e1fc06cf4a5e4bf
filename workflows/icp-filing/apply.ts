import type { FilingApplication, FilingTimings } from '../../messages/icp-filing.ts';
import { fieldHints } from '../../messages/icp-hints.ts';
import type { FieldHint } from '../../messages/progress.ts';
import type { Endpoints } from '../../wechat/client.ts';
import type { RequestOf } from '../../wechat/endpoint.ts';
import { reads } from '../facts.ts';
import type { Materials } from '../materials.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { wxOnce } from '../wechat.ts';
import type { FaceCheck } from './face-check.ts';
import { hintsOfRefusal } from './hints.ts';
import { named } from './named.ts';
import { standingOf } from './standing.ts';

/** What became of an application. */
export type Applied =
  | { readonly kind: 'applied' }
  | { readonly kind: 'refused'; readonly hints: readonly FieldHint[] }
  | { readonly kind: 'expired'; readonly note: string };

type Deps = {
  readonly appid: string;
  readonly materials: Materials;
  readonly face: FaceCheck;
  readonly timings: FilingTimings;
  /** Told that the answer to the application was lost. */
  readonly lost: () => void;
};

/** Applies for the filing: files first, so that nobody shows a face for what is incomplete; then the face, then the form. */
export const applyForFiling = async (
  process: Process,
  application: FilingApplication,
  { appid, materials, face, timings, lost }: Deps,
): Promise<Applied> => {
  const complete = await process.step('materials', () => materials.bring(application, 'filing'));
  if ('wrong' in complete) return { kind: 'refused', hints: complete.wrong };
  const taskId = await process.step('face-check', () => face.passed());
  if (!taskId) return { kind: 'expired', note: 'Nobody passed the face check in time.' };
  return process.step('apply', async () => {
    // The face may have taken longer than WeChat keeps its copies.
    const brought = await materials.bring(application, 'filing');
    if ('wrong' in brought) return { kind: 'refused', hints: brought.wrong };
    const applied = await send(process, named(brought.ready, taskId), { appid, timings, lost });
    if (applied.kind === 'refused') {
      // What WeChat did not find is given to it anew, and made anew.
      const unfound = applied.hints.filter(({ problem }) => problem.includes('86328'));
      if (unfound.some(({ field }) => field.endsWith('verify_task_id'))) face.forget();
      if (unfound.length > 0) materials.forget();
    }
    return applied;
  });
};

/** Sends it, once: where the answer is lost the entrance tells whether it is under review. */
const send = async (
  process: Process,
  request: RequestOf<Endpoints['applyIcpFiling']>,
  { appid, timings, lost }: Pick<Deps, 'appid' | 'timings' | 'lost'>,
): Promise<Applied> => {
  const read = (summary: string) => reads(summary).readFiling(appid);
  const before = await process.attempt(() => read('Where does the filing stand before?'));
  return sendOnce<Applied>(process, {
    what: 'Apply for the filing',
    ...{ lookUpAfter: timings.lookUpAfter, lost },
    send: async () => {
      const { hints } = await wxOnce('Apply for the filing').applyIcpFiling(appid, request);
      return hints.length === 0 ? { kind: 'applied' } : { kind: 'refused', hints: fieldHints(hints) };
    },
    landed: async () => {
      const now = await read('Did the application arrive?');
      const moved = now.status !== before.status || JSON.stringify(now.hints) !== JSON.stringify(before.hints);
      const { kind } = standingOf(now);
      return moved && kind !== 'none' && kind !== 'unknown' ? { kind: 'applied' } : undefined;
    },
    refused: async (failure) => {
      const hints = hintsOfRefusal(failure);
      return hints && { answer: { kind: 'refused', hints } };
    },
  });
};
