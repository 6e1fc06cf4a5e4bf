import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** Where `.ci/run` finds vitest's own result. */
const results = '.weft/test-results.json';
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];

/** All are run, so that one look shows everything that is wrong. */
const checks = [
  { name: 'format and lint', tool: 'biome', args: ['ci', '.'] },
  { name: 'types', tool: 'tsc', args: [] },
  { name: 'tests', tool: 'vitest', args: ['run', ...reporters, ...process.argv.slice(3)] },
];

rmSync(results, { force: true });
const outcomes = checks.map(({ name, tool, args }) => {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const { status } = spawnSync(`node_modules/.bin/${tool}`, args, { stdio: 'inherit' });
  return { name, passed: status === 0, seconds: ((performance.now() - started) / 1000).toFixed(1) };
});

console.log();
for (const { name, passed, seconds } of outcomes) console.log(`${passed ? '✓' : '✗'} ${name} (${seconds} s)`);
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
