import type { OnboardingPart } from '../../messages/merchant-onboarding.ts';
import type { CombinedApplication } from '../../messages/verification-with-filing.ts';
import type { Board } from './board.ts';

/** Enterprises and people; WeChat verifies and files no others in one yet. */
const customerTypes: ReadonlySet<number> = new Set([1, 15]);

/**
 * The application for verification and filing in one (认证及备案), where that is what is due: both are declared, for a kind
 * of account that may, and neither was begun alone. What runs in one stays so, whatever becomes of the declaration.
 */
export const togetherOf = ({ declaration, apart }: Board): CombinedApplication | undefined => {
  const { verification, filing } = declaration;
  if (apart || !verification || !filing || !customerTypes.has(verification.customer_type)) return undefined;
  return { ...filing, auth_data: verification };
};

/** Whether verification and filing are the one part's now, and not their own. */
export const isTogether = (board: Board): boolean =>
  board.parts['verification-with-filing']?.run !== undefined || togetherOf(board) !== undefined;

/** What of the two the account has by the one. */
export const hasByBoth = ({ parts }: Board, part: OnboardingPart): boolean => {
  const outcome = parts['verification-with-filing']?.last?.outcome;
  if (part === 'filing') return outcome?.kind === 'filed';
  // Only the filing can be withdrawn.
  const verified = outcome?.kind === 'filed' || outcome?.kind === 'withdrawn' || outcome?.verified === true;
  return part === 'verification' && verified;
};

/** The procedure that an end of the one left open at WeChat: only the one goes on with it. */
export const leftOpen = ({ parts }: Board): string | undefined => {
  const id = parts['verification-with-filing']?.last?.outcome.procedureId;
  return typeof id === 'string' ? id : undefined;
};
