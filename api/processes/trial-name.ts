import { z } from 'zod';

/** WeChat counts 4 to 30 characters; whether a Chinese one is two of them is not confirmed, so only what fits neither is refused. */
const lengthFits = (name: string): boolean => {
  const characters = [...name];
  const width = characters.reduce((sum, one) => sum + (/[\x20-\x7e]/.test(one) ? 1 : 2), 0);
  return width >= 4 && characters.length <= 30;
};

/** The name of a trial, without the ending that WeChat adds. */
export const trialName = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, 'text without control characters')
  .refine(lengthFits, '4 to 30 characters, without the ending that WeChat adds')
  .refine((name) => !/小程序|微信|腾讯/.test(name), 'a name without 小程序, 微信 or 腾讯')
  .describe("The trial's name; WeChat adds 的体验小程序.");
