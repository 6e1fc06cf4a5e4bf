import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMaterialDirectory } from '../../materials/directory.ts';
import { purposes } from '../../materials/purposes.ts';
import type { MaterialStore } from '../../materials/store.ts';
import { png } from './pictures.ts';

const ring = [{ id: 'test', key: randomBytes(32) }];
const limits = purposes.verification;

let directory: string;
let materials: MaterialStore;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'weft-materials-'));
  materials = createMaterialDirectory(directory, ring);
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** The bytes in pieces of so many. */
async function* inPieces(bytes: Buffer, length = 1_000) {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}
const keep = async (bytes: Buffer, length?: number): Promise<string> => {
  const kept = await materials.keep(inPieces(bytes, length), limits);
  return kept.kind === 'kept' ? kept.material : kept.kind;
};
const files = () => readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => join(directory, name));
const written = () => files().filter((path) => statSync(path).isFile());

describe('a material', () => {
  it('is found by the hash of its content, however it came', async () => {
    const picture = png(5_000);
    const material = `sha256:${createHash('sha256').update(picture).digest('hex')}`;
    for (const length of [1, 7, 5_000]) expect(await keep(picture, length)).toBe(material);
    expect(await materials.describe(material)).toEqual({ material, type: 'png', size: picture.length });
    expect(await materials.read(material)).toEqual(picture);
    expect(written()).toHaveLength(1);
  });

  it('lies encrypted', async () => {
    const secret = Buffer.from('a face and an address');
    await keep(Buffer.concat([png(100), secret]));
    for (const path of written()) expect(readFileSync(path).includes(secret)).toBe(false);
  });

  it('opens under an older key of the ring and not without it', async () => {
    const material = await keep(png(100));
    const newer = { id: 'newer', key: randomBytes(32) };
    expect(await createMaterialDirectory(directory, [newer, ...ring]).read(material)).toEqual(png(100));
    await expect(createMaterialDirectory(directory, [newer]).read(material)).rejects.toThrow("no key 'test'");
  });

  it('that was altered is not read', async () => {
    const material = await keep(png(100));
    const [path = ''] = written();
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(materials.read(material)).rejects.toThrow();
  });

  it('that is refused leaves nothing behind', async () => {
    expect(await keep(Buffer.alloc(0))).toBe('empty');
    expect(await keep(Buffer.from('GIF'))).toBe('other-type');
    expect(await keep(Buffer.from('#!/bin/sh\nrm -rf /\n'))).toBe('other-type');
    expect(await keep(Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42'), randomBytes(100)]))).toBe('other-type');
    expect(await keep(png(limits.png + 1), 65_536)).toBe('too-large');
    expect(written()).toEqual([]);
  });

  it('that breaks off leaves nothing behind', async () => {
    const breakingOff = async function* () {
      yield png(100);
      throw new Error('the client has gone');
    };
    await expect(materials.keep(breakingOff(), limits)).rejects.toThrow('the client has gone');
    expect(written()).toEqual([]);
  });

  it('that is unknown, or no address at all, is none', async () => {
    for (const unknown of [`sha256:${'0'.repeat(64)}`, '../../etc/passwd', '']) {
      expect(await materials.describe(unknown)).toBeUndefined();
      expect(await materials.read(unknown)).toBeUndefined();
      expect(await materials.hold(unknown, 'filing')).toBe(false);
      await materials.letGo(unknown, 'filing');
    }
  });
});

/** Does it so many turns of the event loop later: at each point of what goes on beside it. */
const afterTurns = async <T>(turns: number, act: () => Promise<T>): Promise<T> => {
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
  return act();
};
const open = async () => true;
const hour = 3_600_000;

describe('who needs a material', () => {
  it('keeps it until the last has let go', async () => {
    const material = await keep(png(100));
    expect(await materials.hold(material, 'verification:wx1')).toBe(true);
    expect(await materials.hold(material, 'icp-filing:wx1')).toBe(true);
    expect(await materials.hold(material, 'icp-filing:wx1')).toBe(true);
    await materials.letGo(material, 'icp-filing:wx1');
    expect(await materials.read(material)).toEqual(png(100));
    await materials.letGo(material, 'verification:wx1');
    await materials.letGo(material, 'verification:wx1');
    expect(await materials.describe(material)).toBeUndefined();
    expect(written()).toEqual([]);
  });

  it('keeps it from being tidied away; what nobody has needed for long goes', async () => {
    const [held, forgotten, fresh] = [await keep(png(100)), await keep(png(200)), await keep(png(300))];
    await materials.hold(held, 'icp-filing:wx1');
    const longAgo = new Date(Date.now() - 60_000);
    const hash = (material: string) => material.slice('sha256:'.length);
    for (const path of written()) if (!path.includes(hash(fresh))) utimesSync(path, longAgo, longAgo);
    writeFileSync(join(directory, 'arriving', 'broken-off'), 'half');
    utimesSync(join(directory, 'arriving', 'broken-off'), longAgo, longAgo);
    await materials.tidy(30_000, open);
    expect(await materials.describe(forgotten)).toBeUndefined();
    expect(await materials.describe(held)).toBeDefined();
    expect(await materials.describe(fresh)).toBeDefined();
    expect(readdirSync(join(directory, 'arriving'))).toEqual([]);
  });

  it('lets go of it where it ended without doing so, or where nothing has been known of it for long', async () => {
    const material = await keep(png(100));
    await materials.hold(material, 'icp-filing:wx1');
    await materials.hold(material, 'verification:wx1');
    const asked: string[] = [];
    const goesOn = (of: Readonly<Record<string, boolean | undefined>>) => async (holder: string) => {
      asked.push(holder);
      return of[holder];
    };
    await materials.tidy(hour, goesOn({ 'icp-filing:wx1': false, 'verification:wx1': true }));
    await materials.tidy(hour, goesOn({}));
    expect(asked.toSorted()).toEqual(['icp-filing:wx1', 'verification:wx1', 'verification:wx1']);
    expect(await materials.read(material)).toEqual(png(100));
    const longAgo = new Date(Date.now() - 2 * hour);
    for (const path of written()) utimesSync(path, longAgo, longAgo);
    await materials.tidy(hour, goesOn({}));
    expect(files()).toEqual([join(directory, 'arriving')]);
  });

  it('keeps it where Temporal can not be asked', async () => {
    const material = await keep(png(100));
    await materials.hold(material, 'icp-filing:wx1');
    await expect(materials.tidy(0, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await materials.describe(material)).toBeDefined();
  });

  it('leaves what was uploaded again since to whom it is for', async () => {
    const material = await keep(png(100));
    await materials.hold(material, 'verification:wx1');
    const earlier = new Date(Date.now() - 60_000);
    for (const path of written()) utimesSync(path, earlier, earlier);
    await keep(png(100));
    await materials.letGo(material, 'verification:wx1');
    expect(await materials.read(material)).toEqual(png(100));
    expect(await materials.hold(material, 'icp-filing:wx1')).toBe(true);
    await materials.letGo(material, 'icp-filing:wx1');
    expect(written()).toEqual([]);
  });

  it('never holds what is gone, nor loses what it keeps, while another lets it go', async () => {
    for (let turn = 0; turn < 200; turn += 1) {
      const picture = png(100 + turn);
      const material = await keep(picture);
      await materials.hold(material, 'one');
      const [, held, again] = await Promise.all([
        materials.letGo(material, 'one'),
        afterTurns(turn % 12, () => materials.hold(material, 'two')),
        turn % 2 ? keep(picture) : material,
      ]);
      expect(again).toBe(material);
      if (held) expect(await materials.read(material)).toEqual(picture);
      await materials.letGo(material, 'two');
    }
    await materials.tidy(-1, open);
    expect(written()).toEqual([]);
  });
});
