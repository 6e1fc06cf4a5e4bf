import { templates } from './template-promotion/room.ts';

/** Has new drafts promoted for which there is a rule; a schedule begins it every some minutes. Answers how many. */
export const draftWatch = (): Promise<number> =>
  templates('Promote the newest drafts, by the rules').promoteNewDrafts();
