import { workflowIds } from '../../messages/workflow-ids.ts';
import type { accountSetup } from '../account-setup.ts';
import { startBeside } from '../start-child.ts';
import type { ConversionContext } from './context.ts';

const step = 'setup';

/**
 * Has the account set up, most of all named, as it keeps the ending of a trial until then: by a process of its own, which
 * may take days and is followed by itself. Gives its id, or nothing where another setup of the account runs.
 */
export const beginSetup = async ({
  process,
  input: { appid, setup, request },
}: ConversionContext): Promise<string | undefined> => {
  if (!setup) {
    process.progress.skip(step, "No name was asked for: the account keeps the trial's, with its ending.");
    return undefined;
  }
  process.progress.begin(step);
  const workflowId = workflowIds.accountSetup(appid);
  const begun = await startBeside<typeof accountSetup>('accountSetup', {
    workflowId,
    appid,
    input: { ...setup, appid, request },
    summary: `Set up ${appid}: ${Object.keys(setup.wanted).join(', ')}`,
  });
  if (!begun) {
    const note = `Another setup of the account runs: begin one for its name once ${workflowId} ended.`;
    process.progress.fail(step, note);
    return undefined;
  }
  process.progress.note(step, `${workflowId} goes on with it.`);
  process.progress.finish(step);
  return workflowId;
};
