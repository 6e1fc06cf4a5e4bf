import { type Purpose, purposes, takenFor } from '../../materials/purposes.ts';
import type { MaterialStore } from '../../materials/store.ts';
import { materialsIn } from '../../messages/materials.ts';
import { invalidInput } from '../http/invalid-input.ts';
import type { FieldError } from '../http/problem.ts';

/** Throws a problem that names each field whose material is not there, or not what WeChat takes; `within` is the application's own field, where it is not the body itself. */
export const checkMaterials = async (
  materials: MaterialStore,
  application: unknown,
  { purpose, within }: { readonly purpose: Purpose; readonly within?: string },
): Promise<void> => {
  const errors: FieldError[] = [];
  for (const { path, material } of materialsIn(application)) {
    const known = await materials.describe(material);
    const field = within === undefined ? path : `${within}.${path}`;
    const taken: Readonly<Record<string, number>> = purposes[purpose];
    if (!known) {
      errors.push({ field, expected: 'the `material` of an upload', detail: 'It is not there: POST /v1/materials.' });
    } else if (known.size > (taken[known.type] ?? 0)) {
      errors.push({ field, expected: takenFor(purpose), detail: `It is ${known.type} of ${known.size} bytes.` });
    }
  }
  if (errors.length > 0) throw invalidInput(errors);
};
