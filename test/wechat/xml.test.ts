import { describe, expect, it } from 'vitest';
import { buildXml, parseXml } from '../../wechat/xml.ts';

describe('reading XML', () => {
  it('keeps every value a string, however much like a number it looks', () => {
    expect(parseXml('<xml><MsgId>6054768590064713728</MsgId><a>007</a><b>1e3</b><c>true</c></xml>')).toEqual({
      MsgId: '6054768590064713728',
      a: '007',
      b: '1e3',
      c: 'true',
    });
  });

  it('takes CDATA and bare text alike, in any order, with a BOM, a declaration and newlines', () => {
    const text = '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<b><![CDATA[二]]></b>\n<a>一</a>\n</xml>\n';
    expect(parseXml(text)).toEqual({ a: '一', b: '二' });
  });

  it('keeps CDATA as it is, be it HTML or something that looks like a DTD', () => {
    const said = ' 1:<br>不符&amp; <!DOCTYPE html> ';
    expect(parseXml(`<xml><Reason><![CDATA[${said}]]></Reason></xml>`)).toEqual({ Reason: said });
  });

  it('decodes the five entities of XML outside CDATA', () => {
    expect(parseXml('<xml><a>&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;</a></xml>')).toEqual({ a: `<b> & "c" 'd'` });
  });

  it('keeps children and repeated elements', () => {
    const text = '<xml><info><name>n</name></info><m><c>1</c></m><m><c>2</c></m><e/><f></f></xml>';
    expect(parseXml(text)).toEqual({ info: { name: 'n' }, m: [{ c: '1' }, { c: '2' }], e: '', f: '' });
  });

  it.each([
    ['a DTD', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><a>&a;</a></xml>'],
    ['a DTD inside', '<xml><!DOCTYPE xml [<!ENTITY a "b">]><a>&a;</a></xml>'],
    ['an external entity', '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><a>&a;</a></xml>'],
    ['a DTD behind a comment', '<xml><!-- <![CDATA[ --><!DOCTYPE xml [<!ENTITY a "b">]><!-- ]]> --><a>1</a></xml>'],
    ['a DTD behind attributes', '<xml a="><![CDATA["><!DOCTYPE xml [<!ENTITY a "b">]><a b="]]>">1</a></xml>'],
    ['a processing instruction', '<xml><?php ?><a>1</a></xml>'],
    ['an open element', '<xml><a>1</xml>'],
    ['text', 'success'],
    ['nothing', ''],
    ['JSON', '{"Encrypt":"x"}'],
    ['another root', '<json><a>1</a></json>'],
    ['two roots', '<xml><a>1</a></xml><xml><a>2</a></xml>'],
    ['a root without children', '<xml>text</xml>'],
    ['endless nesting', `<xml>${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}</xml>`],
    ['a name that would reach the prototype', '<xml><__proto__><a>1</a></__proto__></xml>'],
  ])('refuses %s', (_what, text) => {
    expect(() => parseXml(text)).toThrow();
  });

  it.each(['<xml><ticket@@@secret></xml>', '<xml><a>secret</b></xml>', '<xml>secret</xml>'])(
    'quotes nothing of what it refuses: %s',
    (text) => {
      expect(() => parseXml(text)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
    },
  );
});

describe('writing XML', () => {
  it('reads back what it wrote', () => {
    const children = { a: 'x]]>y <b> & 中文', empty: '', info: { list: ['1', '2'] } };
    expect(parseXml(buildXml(children))).toEqual(children);
  });

  it('writes text as CDATA, numbers bare and nothing for what is undefined', () => {
    expect(buildXml({ name: '名', time: 1, absent: undefined })).toBe(
      '<xml><name><![CDATA[名]]></name><time>1</time></xml>',
    );
  });
});
