import type { PartResult } from '../../messages/account-setup.ts';
import { wx, wxOnce } from '../wechat.ts';
import { changeOnce, type Part } from './part.ts';

const boundAlready = 85004;

/**
 * Makes the declared users testers (体验者), one after the other. WeChat's list names nobody by WeChat id, so each is
 * asked for, and one who is a tester already is refused without effect; that is also how a lost answer is looked up.
 */
export const setUpTesters = async (part: Part<readonly string[]>): Promise<PartResult> => {
  const { process, appid, wish } = part;
  const before = (await wx('Count the testers').getTester(appid, {})).members.length;
  process.progress.note(part.name, `The account had ${before} testers before.`);
  const refused: string[] = [];
  for (const wechatid of wish) {
    const { kind, note } = await changeOnce(part, {
      what: 'Bind a tester',
      send: () => wxOnce('Bind a tester').bindTester(appid, { wechatid }),
      landed: async ({ errcode }) => errcode === boundAlready,
    });
    if (kind === 'refused') refused.push(`${wechatid}: ${note}`);
  }
  if (refused.length > 0) return { kind: 'refused', note: refused.join(' ') };
  const after = (await wx('Count the testers').getTester(appid, {})).members.length;
  if (after === before) return { kind: 'unchanged', note: 'All were testers already.' };
  return { kind: 'changed', note: `${after - before} testers more, ${after} in all.` };
};
