import type { VerificationApplication } from '../../messages/verification.ts';

/** The errcodes by which a submission is refused for what it says. */
export const refusals: readonly number[] = [40064, 40097, 89609, 89636];

/** With what is said to be wanted even where the provider pays. */
export const complete = (application: VerificationApplication): VerificationApplication => ({
  invoice_info: { invoice_type: 1 },
  ...application,
});
