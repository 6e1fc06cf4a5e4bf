import { type Logger, pino } from 'pino';
import { redact } from '../wechat/redact.ts';

/** The log of one process: JSON lines, without anything that looks like a credential. */
export const createLog = (name: 'api' | 'worker' | 'simulator', level: string): Logger =>
  pino({ name, level, hooks: { streamWrite: (line) => redact(line) } });
