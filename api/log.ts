import { type Logger, pino } from 'pino';
import { redact } from '../wechat/redact.ts';

/** The log of api and gateway: JSON lines, without anything that looks like a credential. */
export const createLog = (level: string): Logger =>
  pino({ name: 'api', level, hooks: { streamWrite: (line) => redact(line) } });
