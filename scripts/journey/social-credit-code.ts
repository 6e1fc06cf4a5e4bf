import { randomInt } from 'node:crypto';

const digits = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * A well-formed 统一社会信用代码 of no known company: 17 characters and their check character.
 * @see GB 32100-2015
 */
export const inventSocialCreditCode = (): string => {
  const body = `91440300MA${Array.from({ length: 7 }, () => digits[randomInt(digits.length)]).join('')}`;
  const sum = [...body].reduce((total, digit, index) => total + digits.indexOf(digit) * (3 ** index % 31), 0);
  return body + digits[(31 - (sum % 31)) % 31];
};
