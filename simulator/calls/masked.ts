import { redact } from '../../wechat/redact.ts';
import type { IncomingCall } from './incoming.ts';

/** Names of fields that hold credentials. */
const secretName = /secret|token|ticket|code|pwd|password/;
const masked = (name: string, value: unknown) =>
  secretName.test(name) && typeof value === 'string' ? `${value.slice(0, 4)}xxxx` : value;

/** How much of a body is kept, in characters. */
const keptLength = 4096;

/** A call's query and body, as a rid shows them: without credentials, and without a form's files. */
export const maskedCall = ({ query, body, contentType }: IncomingCall): { url: string; body: string } => ({
  url: [...query].map(([name, value]) => `${name}=${masked(name, value)}`).join('&'),
  body: contentType.startsWith('multipart/') ? '' : maskedBody(Buffer.from(body).toString()).slice(0, keptLength),
});

const maskedBody = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text, masked));
  } catch {
    return redact(text);
  }
};
