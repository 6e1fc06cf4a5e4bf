import type { VerificationApplication } from '../../messages/verification.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';

/** The errcodes by which a submission is refused for what it says. */
const refusals: readonly number[] = [40064, 40097, 89609, 89636];

/** Whether a failure is a refusal of what a submission says. */
export const isRefusal = ({ errcode }: WeChatFailure): boolean => errcode !== undefined && refusals.includes(errcode);

/** With what is said to be wanted even where the provider pays. */
export const complete = (application: VerificationApplication): VerificationApplication => ({
  invoice_info: { invoice_type: 1 },
  ...application,
});
