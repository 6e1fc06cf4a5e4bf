import { randomInt } from 'node:crypto';
import { checkCharacterOf } from '../../wechat/social-credit-code.ts';

const digits = '0123456789';

/** A well-formed 统一社会信用代码 of no known company: 17 characters and their check character. */
export const inventSocialCreditCode = (): string => {
  const body = `91440300MA${Array.from({ length: 7 }, () => digits[randomInt(digits.length)]).join('')}`;
  return body + checkCharacterOf(body);
};
