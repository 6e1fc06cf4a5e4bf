import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { type TemporalSource, temporalHashes, temporalSources, temporalVersion } from './temporal-downloads.ts';

const run = promisify(execFile);

/**
 * The path of a `temporal` binary: the one on the PATH, else a download that is kept in `cache` for the next clone.
 * Throws where there is none for this platform or no source answers; the message says what to do.
 */
export const findTemporalCli = async (cache: string, say: (line: string) => void): Promise<string> => {
  if (await isTemporalCli('temporal')) return 'temporal';
  const hash = temporalHashes[`${process.platform}-${process.arch}`];
  if (!hash) {
    throw new Error(
      `There is no Temporal CLI to download for ${process.platform} on ${process.arch}. Install it so that \`temporal\` is on the PATH, or set TEMPORAL_ADDRESS to a running server.`,
    );
  }
  const cached = join(cache, `temporal-${temporalVersion}`);
  if (existsSync(cached) && (await sha256(cached)) === hash) return cached;
  await mkdir(cache, { recursive: true });
  await downloadTemporal({ hash, target: cached, sources: temporalSources, say });
  return cached;
};

const isTemporalCli = (command: string): Promise<boolean> =>
  run(command, ['--version']).then(
    ({ stdout }) => stdout.startsWith('temporal version'),
    () => false,
  );

/** What to download: the file at `target` has this SHA-256 or is not there. */
export type TemporalDownload = {
  readonly hash: string;
  readonly target: string;
  readonly sources: readonly TemporalSource[];
  readonly say: (line: string) => void;
};

/** Takes the binary from the first source that has it as pinned; throws what each said where none has. */
export const downloadTemporal = async ({ hash, target, sources, say }: TemporalDownload): Promise<void> => {
  const failures: string[] = [];
  for (const source of sources) {
    const folder = await mkdtemp(`${target}-`);
    try {
      say(`getting Temporal ${temporalVersion} from ${source.name} (45 MB, once)`);
      await source.fetchInto(folder);
      const binary = await binaryIn(folder);
      if ((await sha256(binary)) !== hash) throw new Error('its SHA-256 is not the pinned one');
      await chmod(binary, 0o755);
      // Two clones that download at once both end with a whole file: a rename is atomic.
      return await rename(binary, target);
    } catch (error) {
      failures.push(`${source.name}: ${reason(error)}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new Error(
    `Temporal could not be downloaded (${failures.join('; ')}). Install its CLI so that \`temporal\` is on the PATH, or set TEMPORAL_ADDRESS to a running server.`,
  );
};

const binaryIn = async (folder: string): Promise<string> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const binary = entries.find((entry) => entry.isFile() && entry.name === 'temporal');
  if (!binary) throw new Error('it holds no `temporal`');
  return join(binary.parentPath, binary.name);
};

const sha256 = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

/** What a person can act on: the last line of a command's complaint, or the cause below `fetch failed`. */
const reason = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if ('stderr' in error && typeof error.stderr === 'string' && error.stderr.trim()) {
    return error.stderr.trim().split('\n').at(-1) ?? error.message;
  }
  return error.cause instanceof Error ? error.cause.message : error.message;
};
