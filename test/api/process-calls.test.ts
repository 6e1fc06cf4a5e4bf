import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { processes } from '../../api/processes/index.ts';

const workflowFiles = readdirSync('workflows')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `workflows/${name}`);
const read = (file: string) => readFileSync(file, 'utf8');

/** The source of a workflow and of all that it imports from beside it. */
const sourceOf = (workflow: string): string => {
  const exported = new RegExp(`export (?:async function|const) ${workflow}\\b`);
  const files = new Set(workflowFiles.filter((file) => exported.test(read(file))));
  for (const file of files) {
    for (const [, path = ''] of read(file).matchAll(/^import (?!type).* from '(\.[^']+)';$/gm)) {
      const imported = join(file, '..', path);
      if (imported.startsWith('workflows/')) files.add(imported);
    }
  }
  return [...files].map(read).join('\n');
};

describe('what a process declares of its calls', () => {
  it.each(processes.map(({ workflow, calls }) => ({ workflow, calls })))(
    'holds every call that $workflow makes by name',
    ({ workflow, calls }) => {
      const source = sourceOf(workflow);
      const made = [...source.matchAll(/\bwx(?:Once)?\([^)]*\)\s*\.(\w+)/g)].map(([, call = '']) => call);
      expect(source).not.toBe('');
      expect(calls).toEqual(expect.arrayContaining([...new Set(made)]));
    },
  );
});
