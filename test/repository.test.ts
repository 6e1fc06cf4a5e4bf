import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { variables } from '../config/variables.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { weChatTables } from '../scripts/wechat-tables.ts';

const pages = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'docs/operations.md',
  'docs/ext-json.md',
  'docs/benchmarks.md',
  'docs/errors.md',
];

describe('the documentation', () => {
  it.each(pages)('%s links to files that exist', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
  });

  it.each(['README.md', 'README.zh-CN.md'])('%s names every variable of the environment', (page) => {
    const text = readFileSync(page, 'utf8');
    expect(Object.keys(variables.shape).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the generated tables', () => {
  it.each(Object.entries(weChatTables()))('%s is what `npm run generate` writes', (file, text) => {
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

describe('the containers', () => {
  it('register every search attribute with its type', () => {
    const script = readFileSync('docker/temporal-namespace.sh', 'utf8').toUpperCase();
    const missing = Object.values(searchAttributes).filter(
      ({ name, type }) => !script.includes(`--NAME ${name} --TYPE ${type.replace('_', '')}`.toUpperCase()),
    );
    expect(missing).toEqual([]);
  });

  it('run the version of Node that development runs', () => {
    const version = readFileSync('.nvmrc', 'utf8').trim();
    expect(readFileSync('Dockerfile', 'utf8')).toContain(`FROM node:${version}-`);
  });
});
