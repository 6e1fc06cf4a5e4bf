/** An element's content: its text, its children, or a list where it repeats. */
export type XmlValue = string | XmlElement | XmlValue[];
/** Children by name. */
export type XmlElement = { [name: string]: XmlValue };

/** How deep elements may be nested. */
const deepest = 64;
const declaration = /^<\?xml[^<>]*\?>/;
/** All that WeChat writes: CDATA, a tag without attributes, text. An allow-list leaves a DTD no place to hide in. */
const step = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_:][\w.:-]*)\s*(\/?)>|([^<]+)/y;
const reference = /&(?:(#?\w{1,20});)?/g;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** An element that is being read. */
type Open = {
  readonly name: string;
  readonly children: XmlElement;
  readonly level: number;
  text: string;
  empty: boolean;
};

/**
 * Reads WeChat's XML: the children of `<xml>`, values as strings. A BOM is tolerated; a DTD, an attribute and
 * anything that is not well-formed throws. Errors quote nothing of the text, which may hold a credential. Every push is
 * read several times on its way, so this is made for speed.
 */
export const parseXml = (text: string): XmlElement => {
  const body = text
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(declaration, '')
    .trimStart();
  const document = open('', -1);
  const above: Open[] = [];
  let here = document;
  for (let at = 0; at < body.length; at = step.lastIndex) {
    step.lastIndex = at;
    const found = step.exec(body);
    if (!found) throw new Error('XML with more than elements and text is refused.');
    const [, cdata, closing, name, selfClosing, bare] = found;
    if (cdata !== undefined) here.text += cdata;
    else if (bare !== undefined) here.text += decoded(bare);
    else if (name !== undefined && closing) {
      const parent = above.pop();
      if (!parent || here.name !== name) throw new Error('Not well-formed XML: a tag closes another element.');
      add(parent, name, contentOf(here));
      here = parent;
    } else if (name !== undefined) {
      if (selfClosing) add(here, name, '');
      else {
        above.push(here);
        here = open(name, here.level + 1);
      }
    }
  }
  if (above.length > 0) throw new Error('Not well-formed XML: an element stays open.');
  const { xml, ...others } = document.children;
  if (!isElement(xml) || Object.keys(others).length > 0 || document.text !== '')
    throw new Error('The root element must be <xml>, with children and alone.');
  return xml;
};

const open = (name: string, level: number): Open => {
  if (level > deepest) throw new Error(`XML of more than ${deepest} levels is refused.`);
  return { name, children: {}, level, text: '', empty: true };
};

const add = (parent: Open, name: string, value: XmlValue): void => {
  if (!isName(name)) throw new Error('XML with a name that would reach a prototype is refused.');
  const { children } = parent;
  parent.empty = false;
  const before = Object.hasOwn(children, name) ? children[name] : undefined;
  if (before === undefined) children[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else children[name] = [before, value];
};

const contentOf = ({ children, text, empty }: Open): XmlValue => {
  if (empty) return text;
  if (text !== '') throw new Error('XML with text beside elements is refused.');
  return children;
};

/** Text without the space around it. */
const decoded = (text: string): string => {
  const trimmed = text.trim();
  if (!trimmed.includes('&')) return trimmed;
  return trimmed.replace(reference, (all, name: string | undefined) => {
    if (name === undefined) throw new Error('Not well-formed XML: a bare ampersand.');
    // What only a DTD could explain stays as it is.
    return Object.hasOwn(entities, name) ? (entities[name] ?? all) : all;
  });
};

/** Whether an element or a field may be named so: not what would reach a prototype. */
export const isName = (name: string): boolean =>
  /^[\w.:-]+$/.test(name) && name !== '__proto__' && name !== 'constructor' && name !== 'prototype';

/** Whether a value is text that is not empty. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Whether a value has children. */
export const isElement = (value: unknown): value is XmlElement =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Writes children of `<xml>`: text as CDATA, numbers bare, nothing for what is undefined. */
export const buildXml = (children: Record<string, unknown>): string => `<xml>${written(children)}</xml>`;

const written = (children: object): string =>
  Object.entries(children)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => tagged(name, each)))
    .join('');

const tagged = (name: string, value: unknown): string => {
  if (value === undefined) return '';
  if (typeof value === 'string') return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
  return `<${name}>${typeof value === 'object' && value !== null ? written(value) : (value ?? '')}</${name}>`;
};
