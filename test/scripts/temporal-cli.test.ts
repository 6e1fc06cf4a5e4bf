import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadTemporal } from '../../scripts/temporal-cli.ts';
import type { TemporalSource } from '../../scripts/temporal-downloads.ts';

const genuine = 'the release';
const hash = createHash('sha256').update(genuine).digest('hex');
const sourceOf = (name: string, content: string): TemporalSource => ({
  name,
  fetchInto: (folder) => writeFile(join(folder, 'temporal'), content),
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));
const download = (...sources: TemporalSource[]) =>
  downloadTemporal({ hash, target: join(folder, 'cli'), sources, say: () => {} });

describe('the download of Temporal', () => {
  it('takes the next source where the first can not be reached', async () => {
    const unreachable = { name: 'first', fetchInto: () => Promise.reject(new Error('no route')) };
    await download(unreachable, sourceOf('second', genuine));
    expect(await readFile(join(folder, 'cli'), 'utf8')).toBe(genuine);
  });

  it('refuses a binary that is not the pinned one and leaves nothing of it', async () => {
    await expect(download(sourceOf('first', 'something else'))).rejects.toThrow(
      'first: its SHA-256 is not the pinned one',
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('says what each source said, and what to do instead', async () => {
    const unreachable = { name: 'first', fetchInto: () => Promise.reject(new Error('no route')) };
    await expect(download(unreachable, sourceOf('second', 'something else'))).rejects.toThrow(
      /first: no route; second: its SHA-256 .+ set TEMPORAL_ADDRESS/,
    );
  });
});
