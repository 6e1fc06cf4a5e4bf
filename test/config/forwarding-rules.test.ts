import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readForwardingRules } from '../../config/forwarding-rules.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weft-rules-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (content: unknown) => {
  const file = join(folder, 'rules.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readForwardingRules(file);
};
const rule = {
  name: 'crm',
  match: { event: 'subscribe' },
  to: 'http://crm.internal/wechat',
  format: 'json',
  secret: 'sixteen-characters',
};

describe('the rules of forwarding', () => {
  it('are read with one value or several of each', () => {
    const chat = { ...rule, name: 'chat', match: { msgType: ['text', 'image'], appid: 'wx1' }, replies: true };
    expect(read([{ ...rule, match: { notice: 'reminder' } }])[0]?.match).toEqual({ notice: ['reminder'] });
    expect(read([rule, chat])).toEqual([
      { ...rule, match: { event: ['subscribe'] }, replies: false },
      { ...chat, match: { msgType: ['text', 'image'], appid: ['wx1'] } },
    ]);
  });

  it.each([
    ['a rule for everything', [{ ...rule, match: {} }], '0.match: at least one of'],
    [
      'a notice and a callback in one',
      [{ ...rule, match: { notice: 'reminder', event: 'x' } }],
      '0.match: a notice of',
    ],
    ['an unknown field', [{ ...rule, match: { events: 'x' } }], '0.match'],
    ['a weak secret', [{ ...rule, secret: 'short' }], '0.secret: a shared secret of 16'],
    ['an address that is none', [{ ...rule, to: 'crm.internal' }], '0.to'],
    ['a password in the address', [{ ...rule, to: 'http://weft:hush@crm.internal/' }], '0.to: no user and password'],
    ['replies to events', [{ ...rule, replies: true }], '0.replies: only messages can be answered'],
    [
      'replies to messages and events',
      [{ ...rule, match: { msgType: ['text', 'event'] }, replies: true }],
      '0.replies',
    ],
    ['two rules of one name', [rule, rule], 'two rules have the same name'],
    ['no list', rule, '(whole)'],
    ['no JSON', '[', 'It is not JSON.'],
  ])('are refused with %s', (_what, content, complaint) => {
    expect(() => read(content)).toThrow(complaint);
  });

  it('are refused without repeating a secret', () => {
    for (const to of ['not-a-url', 'http://weft:hush@crm.internal/']) {
      const wrong = () => read([{ ...rule, secret: 'hush', to }]);
      expect(wrong).toThrow();
      expect(wrong).not.toThrow(/hush|not-a-url/);
    }
  });

  it('are refused where the file is missing', () => {
    expect(() => readForwardingRules(join(folder, 'none.json'))).toThrow('can not be read');
  });
});
