import type { XmlElement, XmlValue } from '../../wechat/xml.ts';

/** How a body's values are written. */
export type Writing = 'cdata' | 'bare';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Writes children of `<xml>`, every value in the same way, with `between` around each tag. */
export const xmlOf = (fields: XmlElement, writing: Writing, between = ''): string => {
  const element = (name: string, value: XmlValue): string => {
    if (Array.isArray(value)) return value.map((each) => element(name, each)).join('');
    if (typeof value !== 'string') return `${between}<${name}>${children(value)}${between}</${name}>`;
    return `${between}<${name}>${writing === 'cdata' ? `<![CDATA[${value}]]>` : escaped(value)}</${name}>`;
  };
  const children = (of: XmlElement) =>
    Object.entries(of)
      .map(([name, value]) => element(name, value))
      .join('');
  return `${between}<xml>${children(fields)}${between}</xml>${between}`;
};

const jsonNumber = /^(0|[1-9]\d*)$/;

/** The JSON twin, in which what looks like a number is one; lists are arrays also where they hold one. */
export const jsonOf = (fields: XmlElement, { lists = [] }: { readonly lists?: readonly string[] } = {}): string => {
  const json = (name: string, value: XmlValue): string => {
    if (Array.isArray(value)) return `[${value.map((each) => json('', each)).join(',')}]`;
    if (lists.includes(name)) return value === '' ? '[]' : `[${json('', value)}]`;
    if (typeof value === 'string') return jsonNumber.test(value) ? value : JSON.stringify(value);
    return `{${Object.entries(value)
      .map(([field, child]) => `${JSON.stringify(field)}:${json(field, child)}`)
      .join(',')}}`;
  };
  return json('', fields);
};

/** The paths of everything in a body, elements and what they hold, such as `info`, `info.name` and `list.0.appid`. */
export const pathsIn = (value: XmlValue, above = ''): string[] =>
  typeof value === 'string'
    ? []
    : Object.entries(value).flatMap(([name, child]: [string, XmlValue]) => [
        ...(Array.isArray(value) || Array.isArray(child) ? [] : [above + name]),
        ...pathsIn(child, `${above}${name}.`),
      ]);

/** A body in which what is at a path is something else, or gone. */
export const withAt = (fields: XmlElement, path: string, value: XmlValue | undefined): XmlElement => {
  const copy = structuredClone(fields);
  const names = path.split('.');
  const last = names.pop() ?? '';
  // Paths come from the body itself, so each step on the way is an element or a list.
  const parent = names.reduce<XmlElement>((at, name) => at[name] as XmlElement, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
};
