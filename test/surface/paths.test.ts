import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allEndpoints } from '../../wechat/client.ts';
import type { EndpointSpec } from '../../wechat/endpoint.ts';

/** Every path of the API that a third-party platform may call, as WeChat's documentation lists them. */
const documented = readFileSync('test/fixtures/wechat-paths.txt', 'utf8').trim().split('\n');

it('declares every path that WeChat documents for platforms', () => {
  const declared = new Set(Object.values<EndpointSpec>(allEndpoints).map(({ path }) => path));
  expect(documented.filter((path) => !declared.has(path as `/${string}`))).toEqual([]);
});

it('names each of several actions of a page by the page and the action', () => {
  const pascal = (action: string) => action.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
  // Every action of the ads has a page and so a name of its own.
  const calls = Object.entries<EndpointSpec>(allEndpoints).filter(([, { codeIn }]) => codeIn !== 'ret');
  const oneOfMany = calls.filter(([, { path }]) => calls.filter(([, other]) => other.path === path).length > 1);
  const misnamed = oneOfMany.filter(([name, { action = '' }]) => !name.endsWith(pascal(action))).map(([name]) => name);
  expect(oneOfMany.length).toBeGreaterThan(0);
  expect(misnamed).toEqual([]);
});

it('tries every section of declared calls', () => {
  const index = readFileSync('wechat/endpoints/index.ts', 'utf8');
  const sections = [...index.matchAll(/'\.\/(.+)\.ts'/g)].map(([, section]) => section);
  const tried = readdirSync('test/surface').map((file) => file.replace(/\.test\.ts$/, ''));
  expect(sections.filter((section) => !tried.includes(String(section)))).toEqual([]);
});
