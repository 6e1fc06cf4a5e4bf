import type { Leftover } from '../submission.ts';
import type { Standing } from './standing.ts';

/** What an end of ours leaves of a verification with filing at WeChat, of either half. */
export const leftBy = (standing: Standing | undefined): Leftover<{ readonly procedureId?: string }> => {
  if (!standing) return { open: {} };
  const open = { procedureId: standing.fact.procedureId };
  switch (standing.kind) {
    case 'filed':
      return { open: {}, note: 'The account is verified and filed.' };
    case 'failed':
      return { open: {}, note: 'The audit refused the verification for good; nothing is filed.' };
    case 'withdrawn':
      return { open: {}, note: 'The account is verified; the filing was withdrawn.' };
    case 'over':
      return { open: {}, note: `${standing.why} Nothing of it goes on at WeChat.` };
    case 'platform':
    case 'sms':
    case 'bureau':
      return { open, note: `The account is verified; the filing stays under review at WeChat. ${goesOn}` };
    case 'rejected':
      if (standing.by === 'audit') return { open, note: `The verification was sent back. ${goesOn}` };
      return { open, note: `The account is verified; the filing was rejected. ${goesOn}` };
    default:
      return { open, note: `It stays open at WeChat. ${goesOn}` };
  }
};

const goesOn = 'The next one of this account goes on with it.';
