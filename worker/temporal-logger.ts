import { DefaultLogger, type Logger as TemporalLogger } from '@temporalio/worker';
import type { Logger } from 'pino';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Temporal's own log, from warnings up, as lines of ours. */
export const temporalLogger = (log: Logger): TemporalLogger =>
  new DefaultLogger('WARN', ({ level, message, meta: { error, ...meta } = {} }) =>
    log[levels[level]]({ ...meta, ...(error === undefined ? {} : { err: error }) }, message),
  );
