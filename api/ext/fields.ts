import { z } from 'zod';
import { settingsLimits } from '../../messages/account-settings.ts';
import { variableName } from '../../wechat/ext-json/fill.ts';
import { layerFindings, longestLayer } from '../../wechat/ext-json/render.ts';

/** A label of an account. */
export const tag = z.string().regex(/^[\p{L}\p{N}_.:-]{1,40}$/u, '1 to 40 letters, digits and . : _ -');

const { tags: mostTags, variables: mostVariables } = settingsLimits;

/** Labels of an account. */
export const tags = z
  .array(tag)
  .max(mostTags)
  .describe('Labels by which accounts are chosen; nothing personal, because they are shown in lists.');

/** How long the value of one variable may be, as JSON in characters. */
const longestValue = 2_000;

/** The name of a variable. */
export const variable = z.string().regex(variableName, 'a name: letters, digits and . _ -, a letter or _ first');

/** Variables of an ext.json. */
export const variables = z
  .record(
    variable,
    z.unknown().refine((value) => JSON.stringify(value).length <= longestValue, {
      error: `at most ${longestValue} characters of JSON`,
    }),
  )
  .refine((all) => Object.keys(all).length <= mostVariables, `at most ${mostVariables} variables`)
  .describe(
    '`{{name}}` in any text of an ext.json stands for the value, which is JSON of any kind where it is the whole text. Those of a release go before those of the merchant, these before those of the fleet; `appid`, `merchantId` and `nickName` every account has.',
  );

/** A layer of an ext.json. What WeChat refuses in it, whatever comes above and below, is refused here by its path. */
export const extLayer = z
  .record(z.string(), z.unknown())
  .superRefine((layer, context) => {
    for (const { at, level, problem, advice } of layerFindings(layer)) {
      if (level === 'fail') context.addIssue({ code: 'custom', path: [...at], message: `${problem} ${advice}` });
    }
  })
  .describe(
    `A layer of the ext.json, at most ${longestLayer} characters of JSON: template, fleet, merchant and release are merged in this order by WeChat's rules (window, tabBar, networkTimeout and each page of extPages member by member, what else there is whole; \`ext\` member by member). \`extAppid\` is filled in.`,
  );
