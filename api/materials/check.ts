import { type Purpose, purposes, takenFor } from '../../materials/purposes.ts';
import type { MaterialStore } from '../../materials/store.ts';
import { materialsIn } from '../../messages/materials.ts';
import { invalidInput } from '../http/invalid-input.ts';
import type { FieldError } from '../http/problem.ts';

/** The type of videos; all else is pictures. */
const video = 'mp4';

/**
 * Throws a problem that names each field whose material is not there, or not what WeChat takes; `within` is the application's
 * own field, where it is not the body itself, and `only` what it is of the two where WeChat tells them apart.
 */
export const checkMaterials = async (
  materials: MaterialStore,
  application: unknown,
  {
    purpose,
    within,
    only,
  }: { readonly purpose: Purpose; readonly within?: string; readonly only?: 'pictures' | 'videos' },
): Promise<void> => {
  const errors: FieldError[] = [];
  for (const { path, material } of materialsIn(application)) {
    const known = await materials.describe(material);
    const field = within === undefined ? path : `${within}.${path}`;
    const taken: Readonly<Record<string, number>> = purposes[purpose];
    if (!known) {
      errors.push({ field, expected: 'the `material` of an upload', detail: 'It is not there: POST /v1/materials.' });
    } else if (only && (known.type === video) !== (only === 'videos')) {
      errors.push({ field, expected: only, detail: `It is ${known.type}.` });
    } else if (known.size > (taken[known.type] ?? 0)) {
      errors.push({ field, expected: takenFor(purpose), detail: `It is ${known.type} of ${known.size} bytes.` });
    }
  }
  if (errors.length > 0) throw invalidInput(errors);
};
