import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element's content: its text, its children, or a list where it repeats. */
export type XmlValue = string | XmlElement | XmlValue[];
/** Children by name. */
export type XmlElement = { [name: string]: XmlValue };

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false });
const builder = new XMLBuilder({ cdataPropName: '__cdata', format: false, suppressEmptyNode: false });

const declaration = /^<\?xml[^<>]*\?>/;
const tagOrCdata = /<!\[CDATA\[[\s\S]*?\]\]>|<\/?[\w.:-]+\s*\/?>/g;

/**
 * Reads WeChat's XML: the children of `<xml>`, values as strings. A BOM is tolerated; a DTD, an entity of somebody's
 * own and anything that is not well-formed throws. Errors quote nothing of the text, which may hold a credential.
 */
export const parseXml = (text: string): XmlElement => {
  const body = text
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(declaration, '');
  // WeChat writes elements, text and CDATA. An allow-list leaves a DTD no place to hide in (comments, attributes).
  if (body.replace(tagOrCdata, '').includes('<')) throw new Error('XML with more than elements and text is refused.');
  const valid = XMLValidator.validate(body);
  if (valid !== true) throw new Error(`Not well-formed XML: ${valid.err.code}.`);
  const root: unknown = parser.parse(body);
  if (!isElement(root) || !isElement(root.xml)) throw new Error('The root element must be <xml>.');
  return root.xml;
};

/** Whether a value is text that is not empty. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Whether a value has children. */
export const isElement = (value: unknown): value is XmlElement =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Writes children of `<xml>`: text as CDATA, numbers bare. */
export const buildXml = (children: Record<string, unknown>): string => builder.build({ xml: dress(children) });

const dress = (value: unknown): unknown => {
  if (typeof value === 'string') return { __cdata: value };
  if (Array.isArray(value)) return value.map(dress);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, child]) => child !== undefined)
        .map(([name, child]) => [name, dress(child)]),
    );
  }
  return value;
};
