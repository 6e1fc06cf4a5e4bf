import type { PartResult } from '../../messages/account-setup.ts';
import { wx, wxOnce } from '../wechat.ts';
import { awaitAllowance } from './allowance.ts';
import { changeOnce, type Part } from './part.ts';

/** Sets the introduction (功能介绍) where it is another. */
export const setUpSignature = async (part: Part<string>): Promise<PartResult> => {
  const { appid, wish } = part;
  const read = async () => (await wx('Read the introduction').getAccountBasicInfo(appid, {})).signature_info;
  if ((await read())?.signature === wish) return { kind: 'unchanged', note: 'The introduction is so already.' };
  await awaitAllowance(part, async () => [
    { what: 'changes of the introduction this month', ...counterOf(await read()) },
  ]);
  return changeOnce(part, {
    what: 'Set the introduction',
    send: () => wxOnce('Set the introduction').setSignature(appid, { signature: wish }),
    landed: async () => (await read())?.signature === wish,
  });
};

/** A counter as `getAccountBasicInfo` has it. */
export const counterOf = (
  info: { readonly modify_used_count?: number | undefined; readonly modify_quota?: number | undefined } | undefined,
) => ({ used: info?.modify_used_count, of: info?.modify_quota });
