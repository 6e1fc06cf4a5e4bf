import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMaterialDirectory } from '../../materials/directory.ts';
import type { MaterialStore } from '../../materials/store.ts';

/** A store of its own, whose directory is made with the first material. */
export const newMaterials = (): MaterialStore =>
  createMaterialDirectory(join(tmpdir(), `weft-materials-${randomUUID()}`), [{ id: 'test', key: randomBytes(32) }]);
