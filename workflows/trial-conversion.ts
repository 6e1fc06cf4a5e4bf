import type { ProcessResult } from '../messages/progress.ts';
import type { TrialConversionInput, TrialConversionOutcome } from '../messages/trial-conversion.ts';
import { reads } from './facts.ts';
import { openAuthorizationNews } from './heed-authorization.ts';
import { listenFor } from './hints.ts';
import { openProcess } from './process.ts';
import { awaitTrialsGrant } from './trial-conversion/authorization.ts';
import { openChoice } from './trial-conversion/choice.ts';
import { conversionEvents, conversionSteps, type Running } from './trial-conversion/context.ts';
import { convertTrial } from './trial-conversion/convert.ts';
import { beginSetup } from './trial-conversion/setup.ts';
import { openTurn } from './trial-conversion/turn.ts';

/**
 * Makes a trial a formal mini program before its 14 days end: with an enterprise, with the subject of an official account, or
 * as a person's. What fails may be tried again, the same way or another, for as long as the trial lives.
 */
export async function trialConversion(input: TrialConversionInput): Promise<ProcessResult<TrialConversionOutcome>> {
  const { appid, timings } = input;
  const process = openProcess(`Conversion of the trial ${appid} (试用小程序转正)`, conversionSteps);
  const pushes = listenFor(...conversionEvents);
  const running: Running = {};
  const turn = openTurn(process);
  const news = openAuthorizationNews(appid);
  const choice = openChoice(process, input, { running, news });
  if (input.page)
    process.progress.link({ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: input.page });

  return process.run<TrialConversionOutcome>(
    async () => {
      const known = input.trialUntil ? Date.parse(input.trialUntil) : undefined;
      if (input.unauthorized && known && !(await awaitTrialsGrant(process, input, { news, until: known })))
        return { kind: 'expired', note: 'The trial did not authorize the platform before its end.' };
      const { readTrial } = reads('Is this a trial, and until when?');
      const trial = await process.attempt(() => readTrial({ appid, life: timings.trial }));
      if (!trial.trial)
        return { kind: 'no-trial', note: 'This was no trial, or no trial any more, when it was to be made formal.' };
      const until = known ?? trial.until;
      const context = { process, pushes, turn, input, running, until };
      const end = await convertTrial(context, choice);
      process.progress.unlink('authorize-url');
      if (end.kind === 'converted') {
        const setup = await beginSetup(context);
        const told = { ...(end.note ? { note: end.note } : {}), ...(setup ? { setup } : {}) };
        return { ...end.account, kind: 'converted', appid, ...told };
      }
      const why = end.last ? ` The last try: ${end.last.note}` : '';
      return {
        kind: 'expired',
        note: `${end.gone ? gone : overdue}${why}`,
        ...(end.last?.hintZh ? { hintZh: end.last.hintZh } : {}),
      };
    },
    { cancelled: (by) => ({ ...by, ...(running.task ? { runningTask: running.task } : {}) }) },
  );
}

const overdue = 'The trial was not made formal in time, so WeChat reclaims it.';
const gone = 'The account does not authorize us any more: WeChat reclaimed the trial, or its admin made it leave.';
