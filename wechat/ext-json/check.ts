import type { z } from 'zod';
import { isObject } from './json.ts';
import { extKeyOf, extKeys } from './keys.ts';
import { locationFindings } from './location-interfaces.ts';
import { pageFindings } from './pages.ts';
import type { ExtJson, Finding, TemplateFacts } from './types.ts';

/** What of an ext.json WeChat refuses, or takes and does nothing with, as far as that can be told without asking it. */
export const findingsOf = (ext: ExtJson, template: TemplateFacts = {}): readonly Finding[] => {
  const misshapen = Object.entries(ext).flatMap(([name, value]) => shapeFindings(name, value));
  const wrong = new Set(misshapen.map(({ at: [name] }) => name));
  // What has the wrong shape is told once.
  const sound = Object.fromEntries(Object.entries(ext).filter(([name]) => !wrong.has(name)));
  return [
    ...misshapen,
    ...Object.keys(ext).flatMap((name) => keyFindings(name, template.standard === true)),
    ...pageFindings(sound, template.pages),
    ...tabFindings(sound),
    ...(Array.isArray(sound.requiredPrivateInfos) ? locationFindings(sound.requiredPrivateInfos) : []),
  ];
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

const tabFindings = ({ tabBar }: ExtJson): readonly Finding[] => {
  const list = isObject(tabBar) && Array.isArray(tabBar.list) ? tabBar.list : [];
  return list.flatMap((item, index): readonly Finding[] =>
    isObject(item) && item.pagePath
      ? []
      : [
          {
            at: ['tabBar', 'list', index, 'pagePath'],
            level: 'fail',
            errcode: 85046,
            problem: 'A tab lacks the page it opens.',
            advice: 'Give it the pagePath of a page of the template.',
          },
        ],
  );
};
