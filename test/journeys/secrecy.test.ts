import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { freePorts } from '../../scripts/ports.ts';
import { type Secret, searchFolder, searchIn } from './secret-search.ts';

const openapi = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const listed = z.object({ items: z.array(z.looseObject({})) });
const secretsAnswer = z.array(z.object({ kind: z.string(), value: z.string() }));
const keys = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]));

describe('everything that `npm start` runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-start-'));
  const answers = new Map<string, string>();
  let secrets: Secret[] = [];
  let output = '';

  beforeAll(async () => {
    const [port, simulatorPort, temporalPort, uiPort] = await freePorts('127.0.0.1', 4);
    const child = spawn(process.execPath, ['scripts/run.mjs', 'start'], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        WEFT_DATA: folder,
        PORT: `${port}`,
        SIMULATOR_PORT: `${simulatorPort}`,
        TEMPORAL_PORT: `${temporalPort}`,
        TEMPORAL_UI_PORT: `${uiPort}`,
      },
    });
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      output += text;
    });
    const ended = once(child, 'exit');
    try {
      await vi.waitFor(() => expect(output).toContain('stays up until Ctrl-C'), { timeout: 110_000, interval: 200 });
      // Its codes come as messages of users, and one goes back as a message.
      const check = { method: 'POST', body: '{}' };
      const checked = await fetch(`http://127.0.0.1:${simulatorPort}/_sim/publish-check`, check);
      expect(await checked.text()).not.toContain('"passed":false');
      secrets = secretsAnswer.parse(await (await fetch(`http://127.0.0.1:${simulatorPort}/_sim/secrets`)).json());
      secrets.push(...platformSecrets(folder));
      await readEverything(`http://127.0.0.1:${port}`, adminKey(folder), answers);
    } finally {
      child.kill('SIGINT');
      await ended;
    }
  }, 150_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('plays the main journey to its end', () => {
    expect(output).toMatch(/^ready /m);
    expect(output).toContain('is online');
    expect(output).not.toContain('failed');
  });

  it('hands out secrets of every kind, which are those searched for', () => {
    const kinds = new Set(secrets.map(({ kind }) => kind));
    expect(kinds.size).toBeGreaterThanOrEqual(6);
    expect(secrets.every(({ value }) => value.length >= 16)).toBe(true);
  });

  it("leaves no credential in Temporal's database, the logs or the inbox", async () => {
    const { files, findings } = await searchFolder(folder, secrets, ['keys.json']);
    expect(files).toEqual(expect.arrayContaining(['temporal.db', 'api.log', 'worker.log', 'data.mdb']));
    expect(findings).toEqual([]);
  });

  it('answers no credential but by the token routes', () => {
    expect(answers.size).toBeGreaterThan(10);
    for (const [path, text] of answers) expect(searchIn(path, Buffer.from(text), secrets)).toEqual([]);
  });

  it('would be found out: a planted secret is found in each of its forms', async () => {
    const planted = secrets[0];
    if (!planted) throw new Error('There is no secret to plant.');
    const bytes = Buffer.from(planted.value);
    const texts = {
      plain: planted.value,
      hex: bytes.toString('hex'),
      'base64 at 0': bytes.toString('base64'),
      'base64 at 1': Buffer.concat([Buffer.from('x'), bytes, Buffer.from('yz')]).toString('base64'),
      'base64 at 2': Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('yz')]).toString('base64'),
    };
    for (const [form, text] of Object.entries(texts)) {
      await writeFile(join(folder, 'planted'), `before ${text} after`);
      const { findings } = await searchFolder(folder, [planted], ['keys.json']);
      expect(findings.map((finding) => finding.form)).toContain(form);
    }
  });
});

const readKeys = (folder: string) => keys.parse(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')));

/** What the platform itself must keep to itself. */
const platformSecrets = (folder: string): Secret[] =>
  Object.entries(readKeys(folder)).flatMap(([kind, value]) => {
    if (kind === 'COMPONENT_APPID') return [];
    if (typeof value !== 'string')
      return Object.entries(value).map(([role, key]) => ({ kind: `API key ${role}`, value: key }));
    return [{ kind, value: value.replace(/^development:/, '') }];
  });

const adminKey = (folder: string): string => {
  const { apiKeys } = readKeys(folder);
  return typeof apiKeys === 'object' ? (apiKeys.admin ?? '') : '';
};

/** Reads every GET route there is, and every process and account it lists, but for tokens and endless streams. */
const readEverything = async (api: string, key: string, answers: Map<string, string>): Promise<void> => {
  const read = async (path: string) => {
    const response = await fetch(api + path, { headers: { authorization: `Bearer ${key}` } });
    const text = await response.text();
    answers.set(path, text);
    return text;
  };
  const { paths } = openapi.parse(JSON.parse(await read('/openapi.json')));
  const readable = Object.entries(paths).filter(
    ([path, methods]) => 'get' in methods && !path.endsWith('/token') && !path.endsWith('/progress'),
  );
  for (const path of ['/docs', '/health', '/ready', '/metrics']) await read(path);
  for (const [path] of readable.filter(([path]) => !path.includes('{'))) {
    for (const item of itemsOf(await read(path))) {
      const id = item.id ?? item.appid;
      if (typeof id === 'string') await read(`${path}/${encodeURIComponent(id)}`);
    }
  }
};

const itemsOf = (text: string) => {
  const list = text.startsWith('{') ? listed.safeParse(JSON.parse(text)) : undefined;
  return list?.data?.items ?? [];
};
