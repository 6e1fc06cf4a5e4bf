import { type Client, WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure, TerminatedFailure, TimeoutFailure } from '@temporalio/common';
import { type Attention, type ProcessResult, type Progress, progressQuery } from '../../messages/progress.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { attention, type ProcessAnswer } from './answers.ts';
import { isOpen, type Run } from './run.ts';

/** How long a worker may take to answer a query, in milliseconds. */
const queryLimit = 2_000;

/**
 * A process as it stands: asked while it is open; its result once it is closed, without a replay that a changed workflow
 * would spoil; what Temporal describes where neither is to be had.
 */
export const readRun = async (temporal: Client, run: Run): Promise<ProcessAnswer> => {
  const reference = { id: run.id, runId: run.firstRunId };
  if (!isOpen(run)) return { ...reference, ...(await readClosed(temporal, run)) };
  const progress = await ask(temporal, () => handleOf(temporal, run).query(progressQuery));
  return progress ? { ...reference, live: true, ...progress } : { ...reference, live: false, ...described(run) };
};

/** The keyed requests that a closed run answered; none where it came to no result. */
export const answeredBy = async (temporal: Client, run: Run): Promise<ProcessResult['answered']> => {
  try {
    return (await resultOf(temporal, run)).answered;
  } catch (error) {
    if (error instanceof WorkflowFailedError) return {};
    throw error;
  }
};

const handleOf = (temporal: Client, { id, description }: Run) =>
  temporal.workflow.getHandle<() => Promise<ProcessResult>>(id, description.runId);

const resultOf = (temporal: Client, run: Run) => handleOf(temporal, run).result();

/** What a query answers, or nothing where no worker answers it in time. */
export const ask = async <Answer>(temporal: Client, query: () => Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await temporal.withDeadline(Date.now() + queryLimit, query);
  } catch {
    // Whatever the reason, the description that the caller already has is the best answer.
    return undefined;
  }
};

const described = ({ description: { typedSearchAttributes } }: Run): Progress => ({
  stage: typedSearchAttributes.get(searchAttributes.Stage) ?? 'unknown',
  attention: attentionOf(typedSearchAttributes.get(searchAttributes.Attention)),
  steps: [],
  links: [],
});

/** The attention behind a search attribute. */
export const attentionOf = (value: unknown): Attention => attention.safeParse(value).data ?? 'none';

const readClosed = async (temporal: Client, run: Run): Promise<{ readonly live: boolean } & Progress> => {
  try {
    return { live: true, ...(await resultOf(temporal, run)).progress };
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    const kind = endOf(error.cause);
    const outcome = { kind, note: error.cause?.message ?? error.message };
    return { live: false, ...described(run), stage: kind, attention: kind === 'failed' ? 'ops' : 'none', outcome };
  }
};

/** The kind of an end that is no result. */
const endOf = (cause: Error | undefined): string => {
  if (cause instanceof TerminatedFailure) return 'terminated';
  if (cause instanceof TimeoutFailure) return 'timed-out';
  return cause instanceof CancelledFailure ? 'cancelled' : 'failed';
};
