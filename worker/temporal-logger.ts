import { DefaultLogger, type Logger as TemporalLogger } from '@temporalio/worker';
import type { Logger } from 'pino';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
/** Where the SDK hands out the tasks of workflows; its errors are its own. */
const handingOut = 'temporalio_sdk_core::worker::workflow::workflow_stream';

/** Temporal's own log, from warnings up, as lines of ours; `taskLost` is told where it lost a workflow's task. */
export const temporalLogger = (log: Logger, taskLost: () => void): TemporalLogger =>
  new DefaultLogger('WARN', ({ level, message, meta: { error, ...meta } = {} }) => {
    log[levels[level]]({ ...meta, ...(error === undefined ? {} : { err: error }) }, message);
    if (level === 'ERROR' && meta.target === handingOut) taskLost();
  });
