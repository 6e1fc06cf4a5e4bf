import { describe, expect, it } from 'vitest';
import { quantileOf } from '../../bench/quantile.ts';
import { pageWith } from '../../bench/report.ts';
import { tableOf } from '../../bench/table.ts';

const order = ['first', 'second'];

describe('the page of benchmarks', () => {
  it('gets a section anew and keeps the others, in their order', () => {
    const page = pageWith(pageWith('', order, 'second', '## B\n\nold'), order, 'first', '## A');
    const renewed = pageWith(page, order, 'second', '## B\n\nnew');
    expect(renewed).toContain('## A');
    expect(renewed).not.toContain('old');
    expect(renewed.indexOf('## A')).toBeLessThan(renewed.indexOf('new'));
    expect(pageWith(renewed, order, 'first', '## A')).toBe(renewed);
  });

  it('drops the section of a bench that is no more', () => {
    expect(pageWith(pageWith('', ['gone'], 'gone', '## Gone'), order, 'first', '## A')).not.toContain('Gone');
  });
});

describe('what a bench shows', () => {
  it('is a table in Markdown', () => {
    expect(tableOf([{ a: 1, long: 'x' }])).toBe('| a   | long |\n|-----|------|\n| 1   | x    |');
  });

  it.each([
    ['the median', [3, 1, 2], 0.5, '2.0 ms'],
    ['a high share', Array.from({ length: 100 }, (_, index) => index), 0.99, '99 ms'],
    ['nothing', [], 0.5, '–'],
  ])('is the quantile of %s', (_what, values, share, shown) => {
    expect(quantileOf(values, share)).toBe(shown);
  });
});
