/** All characters of a code, each standing for its place; I, O, S, V and Z are not among them. */
const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check character (校验码) of the first 17 characters. @see GB 32100-2015 */
export const checkCharacterOf = (body: string): string => {
  const sum = [...body].reduce((total, one, index) => total + characters.indexOf(one) * (3 ** index % 31), 0);
  return characters.charAt((31 - (sum % 31)) % 31);
};

/** Whether this is a unified social credit code (统一社会信用代码): 18 characters with the right check character. @see GB 32100-2015 */
export const isSocialCreditCode = (code: string): boolean =>
  /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code) && checkCharacterOf(code.slice(0, 17)) === code.charAt(17);
