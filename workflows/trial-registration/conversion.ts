import type { TrialConversionInput } from '../../messages/trial-conversion.ts';
import type { TrialRegistrationInput } from '../../messages/trial-registration.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { startBeside } from '../start-child.ts';
import type { trialConversion } from '../trial-conversion.ts';

/** Has the conversion of the trial wait for people from its first day on, where that was asked for; gives its id. */
export const beginConversion = async (
  { name, conversion, request }: TrialRegistrationInput,
  trial: Pick<TrialConversionInput, 'appid' | 'trialUntil' | 'unauthorized'>,
): Promise<{ readonly conversion?: string }> => {
  if (!conversion) return {};
  const workflowId = workflowIds.trialConversion(trial.appid);
  await startBeside<typeof trialConversion>('trialConversion', {
    workflowId,
    appid: trial.appid,
    input: { ...conversion, ...trial, request },
    summary: `Make the trial ${trial.appid} formal`,
    subject: [['体验小程序', name]],
  });
  return { conversion: workflowId };
};
