import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, inject, it } from 'vitest';

/** What each folder may import when it runs, beside itself. Type-only imports are gone before esbuild counts. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  wechat: ['node', 'zod', 'fast-xml-parser'],
  messages: ['@temporalio/common', '@temporalio/workflow'],
  workflows: ['messages', '@temporalio/common', '@temporalio/workflow'],
  credentials: ['wechat', 'messages', 'node', '@temporalio/client', '@temporalio/common'],
  ext: ['wechat', 'messages', '@temporalio/client'],
  materials: ['credentials', 'node'],
  routing: ['wechat', 'messages', 'credentials', 'node', '@temporalio/client', '@temporalio/common'],
  preflight: ['wechat', 'messages', 'ext'],
  inspection: ['wechat', 'messages', 'preflight'],
  activities: [
    ...['wechat', 'messages', 'credentials', 'ext', 'inspection', 'materials', 'preflight', 'routing', 'node'],
    ...['@temporalio/activity', '@temporalio/client', '@temporalio/common'],
  ],
  temporal: [
    ...['messages', 'credentials', 'node', 'express'],
    ...['@temporalio/client', '@temporalio/common', '@temporalio/envconfig', '@temporalio/proto'],
  ],
  config: ['wechat', 'credentials', 'node', 'zod', 'pino', '@temporalio/envconfig'],
  worker: [
    ...['wechat', 'messages', 'credentials', 'materials', 'routing', 'activities', 'temporal', 'node'],
    ...['@temporalio/client', '@temporalio/common', '@temporalio/worker'],
  ],
  api: [
    ...['wechat', 'messages', 'credentials', 'ext', 'materials', 'preflight', 'routing', 'temporal'],
    ...['node', 'zod', 'express', 'lmdb'],
    ...['preact', 'preact-render-to-string', 'qrcode', 'swagger-ui-dist'],
    ...['@temporalio/client', '@temporalio/common', '@temporalio/proto'],
  ],
  simulator: ['wechat', 'node', 'zod', 'express', 'preact', 'preact-render-to-string'],
};

let inputs: Metafile['inputs'];
beforeAll(async () => {
  const entryPoints = Object.keys(mayImport).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    metafile: true,
    write: false,
    outdir: 'dist',
  });
  inputs = metafile.inputs;
});

/** A folder of ours, `node`, or a package's name. */
const targetOf = (path: string, external = false): string => {
  if (!external) return path.split('/')[0] ?? path;
  if (path.startsWith('node:') || builtinModules.includes(path)) return 'node';
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
};

describe('the direction of dependencies', () => {
  it.each(Object.entries(mayImport))('holds for %s', (folder, allowed) => {
    const foreign = Object.entries(inputs)
      .filter(([file]) => file.startsWith(`${folder}/`))
      .flatMap(([file, { imports }]) =>
        imports.map(({ path, external }) => ({ file, target: targetOf(path, external) })),
      )
      .filter(({ target }) => target !== folder && !allowed.includes(target))
      // The one file of a process that reads its configuration.
      .filter(({ file, target }) => !(file === `${folder}/main.ts` && target === 'config'));
    expect(foreign.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });
});

describe('the workflow bundle', () => {
  it("holds our workflows, Temporal's workflow library and nothing else: no client, schema library or Node", () => {
    const bundle = readFileSync(inject('workflowBundle'), 'utf8');
    const modules = [...bundle.matchAll(/^\/\*{3}\/ "([^"]+)"/gm)].map(([, module = '']) => module);
    const sources = new Set(
      modules.map((module) => module.replace(/^\.\/(node_modules\/(@[^/]+\/)?[^/]+|[^/]+).*/, '$1')),
    );
    // A leading `?` marks what the bundler leaves out.
    const found = [...sources].filter((source) => !source.startsWith('?')).sort();
    expect(found).toEqual([
      'messages',
      'node_modules/@temporalio/common',
      'node_modules/@temporalio/workflow',
      'node_modules/long',
      'node_modules/ms',
      'node_modules/nexus-rpc',
      'temporal',
      'workflows',
    ]);
  });
});
