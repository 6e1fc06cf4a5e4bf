import type { Delivery } from '../../messages/delivery.ts';
import { type PushVerdict, pushVerdict } from '../registration/statuses.ts';

/** How the user's part ended; `createdAt` in milliseconds since the epoch. */
export type TrialVerdict =
  | { readonly kind: 'created'; readonly appid: string; readonly createdAt: number }
  | Exclude<PushVerdict, { kind: 'created' }>;

const overdue = 3;

/** The verdict of a push; `undefined` for a number nobody documented, and for a trial that it does not name. */
export const trialVerdict = ({
  payload: { status, appid },
  createTime,
}: Delivery<'notifyThirdFastregisterbetaapp'>): TrialVerdict | undefined => {
  if (status === 0) return appid ? { kind: 'created', appid, createdAt: createTime * 1_000 } : undefined;
  if (status === overdue) return { kind: 'expired', note: 'The user did not confirm within the window.' };
  const verdict = pushVerdict(status);
  return verdict?.kind === 'created' ? undefined : verdict;
};
