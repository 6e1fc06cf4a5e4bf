import { describe, expect, it } from 'vitest';
import { inventSocialCreditCode } from '../../scripts/journey/social-credit-code.ts';

const digits = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

describe('an invented 统一社会信用代码', () => {
  it('has 18 characters and the check character of GB 32100', () => {
    const code = inventSocialCreditCode();
    expect(code).toMatch(/^[0-9A-HJ-NPQRTUWXY]{18}$/);
    const sum = weights.reduce((total, weight, index) => total + weight * digits.indexOf(code.charAt(index)), 0);
    expect((sum + digits.indexOf(code.charAt(17))) % 31).toBe(0);
  });
});
