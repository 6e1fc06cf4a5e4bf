import type { OnboardingDeclaration, OnboardingPart } from '../../messages/merchant-onboarding.ts';
import { accountWish, type Board } from './board.ts';
import { isTogether, togetherOf } from './together.ts';

/** What is declared for a part, as text by which wishes are compared; `undefined` where nothing is. */
export const wishOf = (board: Board, part: OnboardingPart): string | undefined => {
  const { declaration } = board;
  switch (part) {
    case 'account':
      return accountWish(declaration);
    case 'conversion':
      return text(declaration.conversion);
    case 'setup':
      return text(declaration.setup);
    case 'verification':
      return isTogether(board) ? undefined : text(declaration.verification);
    case 'filing':
      return isTogether(board) ? undefined : text(declaration.filing);
    case 'verification-with-filing':
      return text(togetherOf(board));
    case 'release':
      return text(releaseWish(declaration));
  }
};

const text = (wish: object | undefined): string | undefined => (wish ? JSON.stringify(wish) : undefined);

/** A release is made of what is kept with the account too: with other settings it is another one. */
const releaseWish = ({ release, settings: { variables, ext } = {} }: OnboardingDeclaration) => {
  if (!release || !(variables ?? ext)) return release;
  return { ...release, settings: { ...(variables ? { variables } : {}), ...(ext ? { ext } : {}) } };
};
