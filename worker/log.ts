import { DefaultLogger, type Logger as TemporalLogger } from '@temporalio/worker';
import { type Logger, pino } from 'pino';
import { redact } from '../wechat/redact.ts';

/** The worker's log: JSON lines, without anything that looks like a credential. */
export const createLog = (level: string): Logger =>
  pino({ name: 'worker', level, hooks: { streamWrite: (line) => redact(line) } });

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Temporal's own log, from warnings up, as lines of ours. */
export const temporalLogger = (log: Logger): TemporalLogger =>
  new DefaultLogger('WARN', ({ level, message, meta: { error, ...meta } = {} }) =>
    log[levels[level]]({ ...meta, ...(error === undefined ? {} : { err: error }) }, message),
  );
