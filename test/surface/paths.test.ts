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

it('tries every section of declared calls', () => {
  const index = readFileSync('wechat/endpoints/index.ts', 'utf8');
  const sections = [...index.matchAll(/'\.\/(.+)\.ts'/g)].map(([, section]) => section);
  const tried = readdirSync('test/surface').map((file) => file.replace(/\.test\.ts$/, ''));
  expect(sections.filter((section) => !tried.includes(String(section)))).toEqual([]);
});
