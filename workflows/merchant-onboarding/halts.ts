import type { OnboardingPart } from '../../messages/merchant-onboarding.ts';
import type { WaitingFor } from '../../messages/progress.ts';
import type { Board, PartEnd } from './board.ts';

/** Who must act where a part ended otherwise than wished, and what may be done. */
export const haltOf = (part: OnboardingPart, { outcome }: Pick<PartEnd, 'outcome'>): WaitingFor => {
  const why = [outcome.note, outcome.reason].find((words) => typeof words === 'string' && words !== '');
  const said = why === undefined ? '' : ` ${String(why)}`;
  return {
    what: `${part} ended ${outcome.kind}.${said} The action declare says it otherwise, retry tries the same again.`,
    who: outcome.kind === 'rejected' || outcome.kind === 'incomplete' ? 'provider' : 'ops',
  };
};

/** Verification and filing in one were left half-way, and one of the two is declared alone now. */
export const goesOnTogether = (procedureId: string): WaitingFor => ({
  what: `The verification with filing ${procedureId} is open at WeChat, which goes on with both together only: declare verification and filing.`,
  who: 'provider',
});

/** The account does not let us act for it. */
export const unauthorized = ({ appid = '', authorization }: Board): WaitingFor => ({
  what: `The authorization of ${appid} is ${authorization}: the merchant authorizes the platform again (POST /v1/authorization-links).`,
  who: 'merchant',
  lacks: { appid, oneOf: [] },
});
