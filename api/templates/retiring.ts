import type { Client } from '@temporalio/client';
import { readTemplateLibrary } from '../../routing/template-library.ts';
import { invalidInput } from '../http/invalid-input.ts';
import { ask } from '../routes/read.ts';

/**
 * Refuses to begin with a template that is about to be removed. Where no worker says so the release finds out: a commit
 * of a template that has gone is refused (85014).
 */
export const refuseRetiring = async (
  temporal: Client,
  templateId: number | undefined,
  field = 'templateId',
): Promise<void> => {
  if (templateId === undefined) return;
  const library = await ask(temporal, () => readTemplateLibrary(temporal));
  if (!library?.retiring.includes(templateId)) return;
  const detail = `Nobody used template ${templateId}, and it is being removed to make room: use another one, or promote its draft again.`;
  throw invalidInput([{ field, expected: 'a template that stays', detail }]);
};
