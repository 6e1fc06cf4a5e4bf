import type { FieldHint } from '../../messages/progress.ts';
import type { VerificationApplication } from '../../messages/verification.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { wordsOf } from '../failures.ts';

/** The errcodes by which a submission is refused for what it says. */
const refusals: readonly number[] = [40064, 40097, 89609, 89636];

/** Whether a failure is a refusal of what a submission says. */
export const isRefusal = ({ errcode }: WeChatFailure): boolean => errcode !== undefined && refusals.includes(errcode);

/** A refusal in the words of a hint; WeChat names no field of a verification. */
export const hintsOf = (failure: WeChatFailure): FieldHint[] => [
  { field: '', problem: `${failure.hintZh} (${failure.errcode})`, advice: wordsOf(failure) },
];

/** With what is said to be wanted even where the provider pays. */
export const complete = (application: VerificationApplication): VerificationApplication => ({
  invoice_info: { invoice_type: 1 },
  ...application,
});
