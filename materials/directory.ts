import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyRing } from '../credentials/key-ring.ts';
import { createRingCipher } from '../credentials/ring-cipher.ts';
import { contentOf, writeArriving } from './arriving.ts';
import type { Material, MaterialStore } from './store.ts';
import { materialTypes } from './types.ts';

/** An address, and the hash in it. */
const address = /^sha256:([0-9a-f]{64})$/;
/** The file in the folder of a material: its type and size. */
const content = /^content-(\d+)\.(\w+)$/;
const heldBy = 'held-by-';
/** Where files lie while they come. */
const arriving = 'arriving';

/**
 * Materials in a directory that every `api` and `worker` shares: a folder each, with the encrypted file and an empty file for each
 * process that holds it.
 */
export const createMaterialDirectory = (directory: string, ring: KeyRing): MaterialStore => {
  const cipher = createRingCipher(ring, 'weft material');
  const folderOf = (material: string) => join(directory, address.exec(material)?.[1] ?? 'unknown');
  const find = async (material: string): Promise<(Material & { readonly path: string }) | undefined> => {
    const folder = folderOf(material);
    for (const name of await namesIn(folder)) {
      const [, size, ending] = content.exec(name) ?? [];
      const type = materialTypes.find((known) => known === ending);
      if (type) return { material, type, size: Number(size), path: join(folder, name) };
    }
    return undefined;
  };

  return {
    keep: async (bytes, limits) => {
      await mkdir(join(directory, arriving), { recursive: true, mode: 0o700 });
      const path = join(directory, arriving, randomUUID());
      try {
        const arrived = await writeArriving(path, bytes, limits, cipher);
        if (arrived.kind !== 'arrived') return arrived;
        const { hash, type, size } = arrived;
        const folder = join(directory, hash);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await rename(path, join(folder, `content-${size}.${type}`));
        return { kind: 'kept', material: `sha256:${hash}`, type, size };
      } finally {
        await rm(path, { force: true });
      }
    },
    describe: async (material) => {
      const found = await find(material);
      return found && { material, type: found.type, size: found.size };
    },
    read: async (material) => {
      const found = await find(material);
      if (!found) return undefined;
      const bytes = contentOf(await readFile(found.path), cipher);
      if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` === material) return bytes;
      throw new Error(`The content of ${material} is another one: upload it again.`);
    },
    hold: async (material, holder) => {
      try {
        await writeFile(join(folderOf(material), heldBy + encodeURIComponent(holder)), '');
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
      return (await find(material)) !== undefined;
    },
    letGo: async (material, holder) => {
      const folder = folderOf(material);
      await rm(join(folder, heldBy + encodeURIComponent(holder)), { force: true });
      if (!(await isHeld(folder))) await rm(folder, { recursive: true, force: true });
    },
    tidy: async (age) => {
      for (const name of await namesIn(directory)) {
        const folder = join(directory, name);
        if (name === arriving || (await isHeld(folder))) continue;
        const found = await find(`sha256:${name}`);
        if (found && (await ageOf(found.path)) > age) await rm(folder, { recursive: true, force: true });
      }
      for (const name of await namesIn(join(directory, arriving))) {
        const path = join(directory, arriving, name);
        if ((await ageOf(path)) > age) await rm(path, { force: true });
      }
    },
  };
};

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

const isHeld = async (folder: string) => (await namesIn(folder)).some((name) => name.startsWith(heldBy));

/** Milliseconds since it was written; 0 where somebody else has deleted it. */
const ageOf = async (path: string): Promise<number> => {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
};

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
