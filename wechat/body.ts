import { parseXml, type XmlElement, type XmlValue } from './xml.ts';

/** How deep JSON may be nested. */
const deepest = 64;
/** What XML would allow as an element's name; the others would reach a prototype. */
const name = /^(?!(?:__proto__|constructor|prototype)$)[\w.:-]+$/;
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/**
 * Reads the body of a verified callback: XML, or the same as JSON (cloud mode). JSON becomes what its XML twin reads as,
 * so that one declaration holds for both: every scalar is text, with a number's digits as they stand (an id has more of
 * them than a JavaScript number), and `null` is an empty element. A BOM is tolerated. Throws where it is neither;
 * errors quote nothing of it, which may hold a credential.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/wxcloudrun_dev_token.html
 */
export const parseBody = (text: string): XmlElement => {
  // `trim` takes a BOM for a space.
  const body = text.trim();
  return body.startsWith('{') ? readElement(parseJson(body), 1) : parseXml(body);
};

/** The same, and `undefined` where it would throw. */
export const readBody = (text: string): XmlElement | undefined => {
  try {
    return parseBody(text);
  } catch {
    return undefined;
  }
};

const parseJson = (body: string): object => {
  try {
    // Checked first: with its numbers in quotes, some of what is no JSON would pass.
    JSON.parse(body);
    return JSON.parse(body.replace(stringOrNumber, (token) => (token.startsWith('"') ? token : `"${token}"`)));
  } catch {
    throw new Error('Not well-formed JSON.');
  }
};

const readElement = (fields: object, level: number): XmlElement =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]: [string, unknown]) => {
      if (!name.test(field)) throw new Error('JSON with a name that XML has not is refused.');
      return [field, readValue(value, level + 1)];
    }),
  );

const readValue = (value: unknown, level: number): XmlValue => {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (level > deepest) throw new Error(`JSON of more than ${deepest} levels is refused.`);
  return Array.isArray(value) ? value.map((each) => readValue(each, level + 1)) : readElement(value, level);
};
