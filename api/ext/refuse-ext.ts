import type { Client } from '@temporalio/client';
import { renderExt } from '../../ext/render.ts';
import { createExtSources } from '../../ext/sources.ts';
import type { ExtWish } from '../../messages/ext-json.ts';
import { invalidInput } from '../http/invalid-input.ts';
import { ask } from '../routes/read.ts';

/**
 * Refuses a release whose ext.json WeChat would refuse, by the path in it. Where no worker answers it is left to the
 * preflight of the release. Code that is in the account already is committed with none.
 */
export const refuseExt = async (temporal: Client, wish: ExtWish): Promise<void> => {
  if (wish.templateId === undefined) return;
  const rendered = await ask(temporal, () => renderExt(createExtSources(temporal))(wish));
  const failed = (rendered?.problems ?? []).filter(({ level }) => level === 'fail');
  if (failed.length === 0) return;
  throw invalidInput(
    failed.map(({ path, problem, advice, layer }) => ({
      field: path === '' ? 'ext' : `ext.${path}`,
      expected: advice,
      detail: layer && layer !== 'release' ? `${problem} It is from the ${layer}'s layer.` : problem,
    })),
  );
};
