import type { ConversionRoute, FormalAccount } from '../../messages/trial-conversion.ts';
import type { Choice } from './choice.ts';
import type { Attempt, ConversionContext, Failed } from './context.ts';
import { convertWithEnterprise } from './enterprise.ts';
import { convertWithOfficialAccount } from './official-account.ts';
import { upgrade } from './upgrade.ts';

/** How all tries together ended; `last` is the one that failed last, `gone` says that the account has left us. */
export type ConversionEnd =
  | { readonly kind: 'converted'; readonly account: FormalAccount; readonly note?: string }
  | { readonly kind: 'ended'; readonly gone: boolean; readonly last: Failed | undefined };

/** Tries one way after the other until the account is formal or the trial ends. */
export const convertTrial = async (context: ConversionContext, choice: Choice): Promise<ConversionEnd> => {
  const { process, running, until } = context;
  for (let last: Failed | undefined; ; ) {
    const chosen = await choice.next(until, last);
    if (!chosen || chosen.kind === 'gone') return { kind: 'ended', gone: chosen !== undefined, last };
    if (chosen.kind === 'formal') return { kind: 'converted', account: chosen.account };
    const attempt = await attemptBy(context, chosen.route);
    if (attempt.kind === 'converted') return attempt;
    if (attempt.kind === 'again') choice.repeat();
    else {
      last = attempt;
      delete running.task;
      process.progress.unlink('authorize-url');
    }
  }
};

const attemptBy = (context: ConversionContext, route: ConversionRoute): Promise<Attempt> => {
  switch (route.kind) {
    case 'enterprise':
      return convertWithEnterprise(context, route);
    case 'official-account':
      return convertWithOfficialAccount(context, route);
    case 'personal-upgraded':
      return upgrade(context, route);
  }
};
