import { workflowInfo } from '@temporalio/workflow';
import type { RegistrationTask } from '../../messages/registration.ts';
import { reads } from '../facts.ts';
import type { Attempt, ConversionContext, Failed } from './context.ts';

/** Said where a window ended without the person. */
export const overdue: Failed = {
  kind: 'failed',
  who: 'ops',
  note: 'Nobody finished within the window; `retry` makes another link.',
  hintZh: '未在 24 小时内完成',
};

/** Ends a try well: the steps that ran are done. */
export const converted = (
  { process }: ConversionContext,
  end: Omit<Extract<Attempt, { kind: 'converted' }>, 'kind'>,
): Attempt => {
  for (const step of ['person', 'admin']) process.progress.finish(step);
  return { kind: 'converted', ...end };
};

/** Ends a try that came to nothing, and says so at its step. */
export const fail = ({ process }: ConversionContext, step: 'person' | 'admin', failed: Failed): Failed => {
  process.progress.fail(step, failed.note);
  return failed;
};

/** Shows the link of whoever has to act, and that something runs at WeChat. */
export const showLink = (
  { process, running, input: { timings } }: ConversionContext,
  title: string,
  href: string,
): void => {
  running.task = { authorize_url: href, until: Date.now() + timings.window };
  process.progress.link({ rel: 'authorize-url', title, href });
};

/** The task that runs, as far as we know it: ours, asked for again, or that of a run that was cancelled. */
export const knownTask = async ({
  process,
  running,
}: Pick<ConversionContext, 'process' | 'running'>): Promise<RegistrationTask | undefined> => {
  if (running.task && running.task.until > Date.now()) return running.task;
  const { readRunningTask } = reads('Which conversion of this trial runs?');
  return (await process.attempt(() => readRunningTask(workflowInfo().workflowId))) ?? undefined;
};
