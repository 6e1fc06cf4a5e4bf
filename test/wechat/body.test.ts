import { describe, expect, it } from 'vitest';
import { parseBody, readBody } from '../../wechat/body.ts';

/** JSON of so many levels. */
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('reading the body of a callback', () => {
  it('reads JSON as the XML twin of it', () => {
    const xml =
      '<xml><AppId>wx1</AppId><CreateTime>1413192605</CreateTime><info><name/></info><list><a>1</a></list><list><a>2</a></list></xml>';
    const json = '{"AppId":"wx1","CreateTime":1413192605,"info":{"name":null},"list":[{"a":1},{"a":"2"}]}';
    expect(parseBody(json)).toEqual(parseBody(xml));
  });

  it('keeps every digit of a number, and what looks like a number in text', () => {
    const json = '{"MsgId":6054768590064713728,"a":-1.50,"b":1e3,"c":"007","d":"say \\"1\\" \\\\","e":true,"1":[0]}';
    expect(parseBody(json)).toEqual({
      MsgId: '6054768590064713728',
      a: '-1.50',
      b: '1e3',
      c: '007',
      d: 'say "1" \\',
      e: 'true',
      1: ['0'],
    });
  });

  it.each([
    ['XML', '<xml><a>1</a></xml>'],
    ['JSON', '{"a":1}'],
  ])('tolerates a BOM and newlines around %s', (_what, text) => {
    for (const odd of [`\uFEFF${text}`, `\uFEFF\n${text}\n`, `\n\uFEFF ${text}\r\n`])
      expect(parseBody(odd)).toEqual({ a: '1' });
  });

  it('takes 64 levels of JSON and no more', () => {
    expect(readBody(deep(64))).toBeDefined();
    expect(readBody(deep(65))).toBeUndefined();
    expect(readBody(`{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`)).toBeUndefined();
  });

  it.each([
    ['a list', '[{"a":1}]'],
    ['a text', '"secret"'],
    ['a number', '1'],
    ['null', 'null'],
    ['half of an object', '{"a":"secret"'],
    ['two objects', '{"a":"secret"}{"b":1}'],
    ['a number with a leading zero', '{"a":01}'],
    ['a date without quotes', '{"a":2021-05-24}'],
    ['a name that reaches the prototype', '{"__proto__":{"secret":1}}'],
    ['a name that is no XML', '{"a><secret":1}'],
    ['nothing', ''],
  ])('refuses %s, and quotes nothing of it', (_what, text) => {
    expect(() => parseBody(text)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
    expect(readBody(text)).toBeUndefined();
  });
});
