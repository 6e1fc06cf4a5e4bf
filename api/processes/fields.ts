import { z } from 'zod';
import { materialPattern } from '../../messages/materials.ts';
import { isSocialCreditCode } from '../../wechat/social-credit-code.ts';

/** A mini program's appid. */
export const appid = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'an appid, such as wx0123456789abcdef')
  .describe("The mini program's appid.");

/** The provider's own name of a merchant; a search attribute, so nothing personal. */
export const merchantId = z
  .string()
  .regex(/^[\w.:-]{1,64}$/, '1 to 64 letters, digits and . : _ -')
  .describe('Your own id of the merchant; nothing personal, because it is shown in lists.');

/** One of a process's durations; without it the default holds, which is WeChat's real pace. */
export const milliseconds = z
  .int()
  .min(1)
  .max(365 * 24 * 3_600_000)
  .exactOptional();

/** How long before the end of a person's window to remind, each time. */
export const reminders = z.array(z.int().min(1)).max(10).exactOptional();

/** The code of an enterprise, which its last character proves. */
export const socialCreditCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-Z]{18}$/, { error: 'the 统一社会信用代码: 18 digits and letters', abort: true })
  .refine(isSocialCreditCode, 'the 统一社会信用代码, whose last character checks the others (GB 32100-2015)')
  .describe('The unified social credit code (统一社会信用代码).');

/** What a phone in China has: a mobile number, a number with its area code, 400 or 800, or a short service number. */
const phoneNumber =
  /^(\+?86[ -]?)?(1[3-9]\d{9}|0\d{2,3}[ -]?[2-9]\d{6,7}([ -]\d{1,6})?|[48]00[ -]?\d{3}[ -]?\d{4}|[19][0-9]{4,7})$/;

/** The telephone that WeChat shows to whoever registers. */
export const componentPhone = z
  .string()
  .trim()
  .max(30)
  .regex(phoneNumber, 'a telephone number in China, such as 13800000000, 0755-83765566 or 400-670-0700')
  .describe("The provider's telephone, which WeChat shows to the merchant (第三方联系电话).");
/** A merchant's file, in place of WeChat's media id. */
export const material = z.string().regex(materialPattern, 'the `material` that POST /v1/materials answered');
