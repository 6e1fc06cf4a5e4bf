import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const below = (path: string) => new URL(path, import.meta.url);
const readme = readFileSync(below('../../simulator/README.md'), 'utf8');
const control = below('../../simulator/control/');

it('names each order and question of the control API once', () => {
  const sources = readdirSync(control).map((file) => readFileSync(new URL(file, control), 'utf8'));
  const made = sources.flatMap((source) => [...source.matchAll(/router\.(get|post)\(\s*'([^']+)'/g)]);
  const listed = [...readme.matchAll(/^\| `(GET|POST) \/_sim([^?`]+)/gm)];
  expect(listed.map(([, method, path]) => `${method} ${path}`).toSorted()).toEqual(
    made.map(([, method, path]) => `${method?.toUpperCase()} ${path}`).toSorted(),
  );
});

it('names only tests that exist, and all of them', () => {
  const named = new Set([...readme.matchAll(/`([\w-]+\.test\.ts)`/g)].map(([, file]) => file));
  const tests = readdirSync(below('.')).filter((file) => file.endsWith('.test.ts'));
  expect([...named].toSorted()).toEqual(tests.toSorted());
});
