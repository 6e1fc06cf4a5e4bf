import type { OnboardingPart } from '../../messages/merchant-onboarding.ts';
import { accountWish, type Board } from './board.ts';

/** What is declared for a part, as text by which wishes are compared; `undefined` where nothing is. */
export const wishOf = ({ declaration }: Board, part: OnboardingPart): string | undefined => {
  switch (part) {
    case 'account':
      return accountWish(declaration);
    case 'conversion':
      return text(declaration.conversion);
    case 'setup':
      return text(declaration.setup);
    case 'verification':
      return text(declaration.verification);
    case 'filing':
      return text(declaration.filing);
    case 'release':
      return text(declaration.release);
  }
};

const text = (wish: object | undefined): string | undefined => (wish ? JSON.stringify(wish) : undefined);
