// The only script that runs before anything is installed: nothing but Node in here.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const commands = {
  start: './start.ts',
  demo: './demo.ts',
  simulator: './simulator.ts',
  test: './test.ts',
  bench: '../bench/run.ts',
  chaos: '../chaos/run.ts',
  build: './build.ts',
  generate: './generate.ts',
  'rotate-keys': './rotate-keys.ts',
  'publish-check': './publish-check.ts',
};

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
refuseOldNode();
const script = commands[process.argv[2]];
if (!script) fail(`Unknown command. There are: ${Object.keys(commands).join(', ')}.`);
if (!isInstalled()) install();

// In this process, so that signals need no forwarding.
const { register } = await import('tsx/esm/api');
register();
await import(script);

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Weft needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

function isInstalled() {
  const installed = 'node_modules/.package-lock.json';
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs;
}

function install() {
  console.log('installing dependencies: npm ci');
  // `--include=dev`: NODE_ENV=production would leave out what runs TypeScript.
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], { stdio: 'inherit' });
  if (status !== 0) fail('The dependencies could not be installed; see the messages of npm above.');
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
