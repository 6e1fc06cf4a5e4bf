import type { z } from 'zod';
import { holdsVariable } from './fill.ts';
import { isObject, valueAt } from './json.ts';
import { extKeyOf, extKeys } from './keys.ts';
import { locationFindings } from './location-interfaces.ts';
import { pageFindings } from './pages.ts';
import type { ExtJson, Finding, TemplateFacts } from './types.ts';

/**
 * What of an ext.json WeChat refuses, or takes and does nothing with, as far as that can be told without asking it. Of a text
 * that a variable has yet to give nothing is known.
 */
export const findingsOf = (ext: ExtJson, template: TemplateFacts = {}): readonly Finding[] => {
  const known = ({ at }: Finding) => !holdsVariable(valueAt(ext, at));
  const misshapen = Object.entries(ext)
    .flatMap(([name, value]) => shapeFindings(name, value))
    .filter(known);
  const wrong = new Set(misshapen.map(({ at: [name] }) => name));
  // What has the wrong shape is told once.
  const sound = Object.fromEntries(Object.entries(ext).filter(([name]) => !wrong.has(name)));
  const others = [
    ...Object.keys(ext).flatMap((name) => keyFindings(name, template.standard === true)),
    ...pageFindings(sound, template.pages),
    ...tabFindings(sound),
    ...(Array.isArray(sound.requiredPrivateInfos) ? locationFindings(sound.requiredPrivateInfos) : []),
  ];
  return [...misshapen, ...others.filter(known)];
};

const shapeFindings = (name: string, value: unknown): readonly Finding[] => {
  const issues = extKeyOf(name)?.value.safeParse(value).error?.issues ?? [];
  return issues.map(
    (issue: z.core.$ZodIssue): Finding => ({
      at: [name, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))],
      level: 'fail',
      errcode: 85013,
      problem: `It does not have the form of ${name}: ${issue.message}.`,
      advice: "Write it as WeChat's configuration of mini programs (小程序配置) does.",
    }),
  );
};

const keyFindings = (name: string, standard: boolean): readonly Finding[] => {
  const key = extKeyOf(name);
  const at = [name];
  if (standard && !key?.standard) {
    const allowed = Object.keys(extKeys).filter((one) => extKeyOf(one)?.standard);
    return [
      {
        at,
        level: 'fail',
        errcode: 9402203,
        problem: 'A standard template (标准模板) does not take it.',
        advice: `Leave it out: only ${allowed.join(', ')} are taken.`,
      },
    ];
  }
  if (!key) {
    const advice = 'Put values of your own into `ext`, which the mini program reads by wx.getExtConfigSync().';
    return [{ at, level: 'warn', problem: 'It is no documented key of ext.json: WeChat may ignore it.', advice }];
  }
  if (!key.toolOnly) return [];
  const advice = 'Leave it out; it belongs into the file ext.json of the template project.';
  return [{ at, level: 'warn', problem: 'Only the upload tools heed it.', advice }];
};

const tabFindings = ({ tabBar, pages }: ExtJson): readonly Finding[] => {
  if (!isObject(tabBar) || !Array.isArray(tabBar.list)) return [];
  const { list } = tabBar;
  return [...withoutPage(list), ...leftOut(list, pages), ...tabCount(list.length)];
};

/** @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html#tabBar */
const tabCount = (count: number): readonly Finding[] => {
  if (count >= 2 && count <= 5) return [];
  const advice = 'Give it 2 to 5 tabs.';
  return [{ at: ['tabBar', 'list'], level: 'warn', problem: `A tabBar of ${count} is not shown as meant.`, advice }];
};

const leftOut = (list: readonly unknown[], pages: unknown): readonly Finding[] =>
  list.flatMap((item, index): readonly Finding[] => {
    const page = isObject(item) ? item.pagePath : undefined;
    const unnamed = !page || holdsVariable(page) || !Array.isArray(pages) || pages.some(holdsVariable);
    if (unnamed || pages.length === 0 || pages.includes(page)) return [];
    const at = ['tabBar', 'list', index, 'pagePath'];
    const advice = 'Add it there, or take the tab away.';
    return [{ at, level: 'warn', problem: `\`pages\` leaves out ${page}, which the tab opens.`, advice }];
  });

const withoutPage = (list: readonly unknown[]): readonly Finding[] =>
  list.flatMap((item, index): readonly Finding[] => {
    if (!isObject(item) || item.pagePath) return [];
    const at = ['tabBar', 'list', index, 'pagePath'];
    const advice = 'Give it the pagePath of a page of the template.';
    return [{ at, level: 'fail', errcode: 85046, problem: 'A tab lacks the page it opens.', advice }];
  });
