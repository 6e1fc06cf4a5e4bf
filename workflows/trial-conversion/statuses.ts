import type { Delivery } from '../../messages/delivery.ts';
import { pushVerdict } from '../registration/statuses.ts';
import type { Failed } from './context.ts';
import { overdue } from './ends.ts';

/** What a push about a conversion decides; `admin`: the legal person is through, `at` in milliseconds since the epoch. */
export type ConversionVerdict = { readonly kind: 'passed' } | { readonly kind: 'admin'; readonly at: number } | Failed;

const adminsTurn = 89252;
const otherName = 100004;

/** What the last push said where it decided nothing, for people to make something of. */
export const undecidedWords = (deliveries: readonly Delivery<'notifyThirdFastverifybetaapp'>[]): string => {
  const last = deliveries.at(-1);
  if (!last || conversionVerdict(last)) return '';
  const { status, msg } = last.payload;
  return ` WeChat's last push had status ${status}${msg ? ` (${msg})` : ''}, which decides nothing.`;
};

/** The verdict of a push; `undefined` where it decides nothing: the legal person's turn, or an undocumented number. */
export const conversionVerdict = ({
  payload: { status },
  createTime,
}: Delivery<'notifyThirdFastverifybetaapp'>): ConversionVerdict | undefined => {
  if (status === adminsTurn) return { kind: 'admin', at: createTime * 1_000 };
  if (status === otherName) {
    return {
      kind: 'failed',
      who: 'merchant',
      note: "The name that the WeChat account is verified under is not the legal person's.",
      hintZh: '微信实名信息与法定代表人姓名不一致',
    };
  }
  const verdict = pushVerdict(status);
  switch (verdict?.kind) {
    case 'created':
      return { kind: 'passed' };
    case 'expired':
      return overdue;
    case 'rejected':
      return { kind: 'failed', who: 'merchant', note: verdict.note, hintZh: verdict.hintZh };
    case undefined:
      return undefined;
  }
};
