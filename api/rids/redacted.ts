import { redact } from '../../wechat/redact.ts';

/** Fields that hold a credential, whatever call they are of; `errcode` is none. */
const secretName = /secret|token|ticket|session_key|password|pwd|(^|_)code$/i;
const hidden = '[redacted]';

/** What was called, without a host, and without the value of any parameter that may be a credential. */
export const redactedTarget = (url: string): string => {
  // WeChat's pages show the query alone.
  const isQuery = url.includes('=') && !url.includes('?');
  const [path = '', query = ''] = isQuery ? ['', url] : url.replace(/^https?:\/\/[^/?]*/i, '').split(/\?(.*)/s);
  const parameters = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value] = pair.split(/=(.*)/s);
      if (value === undefined) return hidden;
      return `${name}=${secretName.test(decoded(name)) ? hidden : redact(decoded(value))}`;
    });
  return [redact(path), parameters.join('&')].filter(Boolean).join('?');
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A body, without the value of any field that may be a credential; as JSON where it is that. */
export const redactedBody = (text: string): unknown => {
  try {
    return JSON.parse(text, (name, value: unknown) => {
      // Codes that are numbers say what happened or what kind something is.
      if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
      if (secretName.test(name)) return hidden;
      return typeof value === 'string' ? redact(value) : value;
    });
  } catch {
    return redactedText(text);
  }
};

/** A body that is cut off in its middle, or XML: whatever stands beside such a name goes. */
const redactedText = (text: string) =>
  redact(
    text
      .replace(/("\w*(?:secret|token|ticket|session_key|password|pwd)\w*"\s*:\s*")(?:[^"\\]|\\.)*/gi, `$1${hidden}`)
      .replace(/("(?:\w+_)?code"\s*:\s*")(?:[^"\\]|\\.)*/gi, `$1${hidden}`)
      .replace(/(<\w*(?:secret|token|ticket|pwd|code)>)(?:<!\[CDATA\[)?[^<\]]*/gi, `$1${hidden}`),
  );
