import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeyRing } from '../credentials/key-ring.ts';
import { createRingCipher } from '../credentials/ring-cipher.ts';
import { contentOf, writeArriving } from './arriving.ts';
import type { HolderGoesOn, Material, MaterialStore } from './store.ts';
import { materialTypes } from './types.ts';

/** An address, and the hash in it. */
const address = /^sha256:([0-9a-f]{64})$/;
/** The file in the folder of a material: its type and size. */
const content = /^content-(\d+)\.(\w+)$/;
const heldBy = 'held-by-';
const markOf = (holder: string) => heldBy + encodeURIComponent(holder);
/** A file on its way out: it comes back where somebody holds it at the last moment. */
const leaving = 'leaving-';
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
        await moveInto(join(directory, hash), path, `content-${size}.${type}`);
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
      const folder = folderOf(material);
      const mark = join(folder, markOf(holder));
      try {
        await writeFile(mark, '');
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
      if (await find(material)) return true;
      // Whoever is deleting it sees the mark and brings it back.
      for (let looks = 0; looks < 50 && (await isLeaving(folder)); looks += 1) await sleep(20);
      if (await find(material)) return true;
      await rm(mark, { force: true });
      return false;
    },
    letGo: (material, holder) => {
      const folder = folderOf(material);
      return letGoIn(folder, join(folder, markOf(holder)));
    },
    tidy: async (age, goesOn) => {
      const asked = askOnce(goesOn);
      for (const name of await namesIn(directory)) {
        if (name === arriving) continue;
        const folder = join(directory, name);
        for (const mark of (await namesIn(folder)).filter((each) => each.startsWith(heldBy))) {
          await letGoIfOver(folder, mark, age, asked);
        }
        const names = await namesIn(folder);
        if (names.some((each) => each.startsWith(heldBy))) continue;
        const ages = await Promise.all(names.map((each) => ageOf(join(folder, each))));
        if (!ages.every((each) => each > age)) continue;
        // Left by somebody who died over it.
        for (const each of names.filter((one) => one.startsWith(leaving)))
          await rm(join(folder, each), { force: true });
        await emptyOut(folder);
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

/** Moves a file into a folder, also where somebody deletes that folder just then. */
const moveInto = async (folder: string, path: string, name: string): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      return await rename(path, join(folder, name));
    } catch (error) {
      if (!isMissing(error) || tries === 5) throw error;
    }
  }
};

/** Takes a holder's mark away, and the content with the last; what was kept again since lies there for somebody else. */
const letGoIn = async (folder: string, mark: string): Promise<void> => {
  const since = await writtenAt(mark);
  await rm(mark, { force: true });
  const names = await namesIn(folder);
  if (names.some((name) => name.startsWith(heldBy))) return;
  const kept = await Promise.all(names.filter(isContent).map((name) => writtenAt(join(folder, name))));
  if (since !== undefined && kept.some((at) => at !== undefined && at > since)) return;
  await emptyOut(folder);
};

/** Deletes the content that nobody holds: it is taken out of sight first, and brought back where somebody came. */
const emptyOut = async (folder: string): Promise<void> => {
  for (const name of (await namesIn(folder)).filter(isContent)) {
    const to = join(folder, leaving + randomUUID());
    try {
      await rename(join(folder, name), to);
      if (await isHeld(folder)) await rename(to, join(folder, name));
      else await rm(to, { force: true });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  // One that somebody has put something into stays.
  await rmdir(folder).catch(() => undefined);
};

/** Lets go for a holder that has ended, or of which nothing has been known for so many milliseconds. */
const letGoIfOver = async (folder: string, mark: string, age: number, goesOn: HolderGoesOn): Promise<void> => {
  const path = join(folder, mark);
  const before = await writtenAt(path);
  const goes = await goesOn(decodeURIComponent(mark.slice(heldBy.length)));
  if (before === undefined || goes || (goes === undefined && Date.now() - before <= age)) return;
  // The next of that name may hold it by now.
  if ((await writtenAt(path)) === before) await letGoIn(folder, path);
};

/** The same question with each answer kept. */
const askOnce = (goesOn: HolderGoesOn): HolderGoesOn => {
  const answers = new Map<string, boolean | undefined>();
  return async (holder) => {
    if (!answers.has(holder)) answers.set(holder, await goesOn(holder));
    return answers.get(holder);
  };
};

const isContent = (name: string) => content.test(name);

const isLeaving = async (folder: string) => (await namesIn(folder)).some((name) => name.startsWith(leaving));

const isHeld = async (folder: string) => (await namesIn(folder)).some((name) => name.startsWith(heldBy));

/** Milliseconds since it was written; 0 where somebody else has deleted it. */
const ageOf = async (path: string): Promise<number> => Date.now() - ((await writtenAt(path)) ?? Date.now());

/** When it was written, in milliseconds since the epoch; `undefined` where it is not there. */
const writtenAt = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
