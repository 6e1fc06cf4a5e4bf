import type { Leftover } from '../submission.ts';
import { isSentBack, type Standing } from './standing.ts';

/** What an end of ours leaves of a verification at WeChat. */
export const leftBy = (standing: Standing | undefined): Leftover<{ readonly taskid?: string }> => {
  if (!standing) return { open: {} };
  const { kind, fact } = standing;
  switch (kind) {
    case 'verified':
      return { open: {}, note: 'The account is verified.' };
    case 'failed':
      return { open: {}, note: 'The audit refused the verification for good.' };
    case 'stopped':
      // Of a link whose time ran out by our clock alone WeChat may still take an answer.
      if (standing.byWeChat && !isSentBack(standing)) {
        return { open: {}, note: `${standing.why} Nothing of it goes on at WeChat.` };
      }
      return { open: { taskid: fact.taskid }, note: stillOpen };
    default:
      return { open: { taskid: fact.taskid }, note: stillOpen };
  }
};

const stillOpen = 'The verification stays open at WeChat; the next one of this account goes on with it.';
