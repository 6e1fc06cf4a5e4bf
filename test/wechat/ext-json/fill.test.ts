import { describe, expect, it } from 'vitest';
import { filled } from '../../../wechat/ext-json/fill.ts';

const value = (template: unknown, variables: Record<string, unknown>) => filled(template, variables).value;

describe('variables of an ext.json', () => {
  it('stand in texts, at any depth', () => {
    expect(
      value({ window: { title: '{{name}} · {{ city }}' }, list: ['{{name}}'] }, { name: '茶', city: '杭州' }),
    ).toEqual({ window: { title: '茶 · 杭州' }, list: ['茶'] });
  });

  it.each([7, true, null, ['a'], { deep: [1] }])('keep their kind where they are the whole text: %j', (kept) => {
    expect(filled({ ext: { it: '{{it}}' } }, { it: kept })).toEqual({ value: { ext: { it: kept } }, findings: [] });
  });

  it('are not filled again, and their $ means nothing', () => {
    expect(value({ a: 'x {{one}}', b: '{{two}}' }, { one: '$& {{two}}', two: '{{one}}' })).toEqual({
      a: 'x $& {{two}}',
      b: '{{one}}',
    });
  });

  it('are a problem at the path where one is missing, and where a list would stand within a text', () => {
    const { findings } = filled({ ext: { a: ['ok', '{{shopId}}'], b: 'x{{list}}' } }, { list: [] });
    expect(findings.map(({ at, level, problem }) => [at, level, problem])).toEqual([
      [['ext', 'a', 1], 'fail', 'The variable shopId has no value.'],
      [['ext', 'b'], 'fail', expect.stringContaining('list is no text')],
    ]);
  });

  it('are no names of the language itself', () => {
    expect(filled('{{constructor}} {{__proto__}}', {}).findings).toHaveLength(2);
  });
});
