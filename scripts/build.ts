import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { bundleWorkflows } from './workflow-bundle.ts';

rmSync('dist', { recursive: true, force: true });
execFileSync('node_modules/.bin/tsc', ['--project', 'tsconfig.build.json'], { stdio: 'inherit' });
writeFileSync('dist/workflow-bundle.js', await bundleWorkflows());
console.log('built dist/, with the workflows in dist/workflow-bundle.js');
