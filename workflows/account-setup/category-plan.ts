import type { CategoryWish } from '../../messages/account-setup.ts';
import type { Endpoints } from '../../wechat/client.ts';
import type { ResponseOf } from '../../wechat/endpoint.ts';

/** The categories as WeChat lists them. */
export type SetCategories = ResponseOf<Endpoints['getSettingCategories']>;

/** How WeChat numbers the state of a category. */
export const categoryStates = { underAudit: 1, rejected: 2, passed: 3 } as const;

/** What a category needs: nothing, its audit's end, to be added, or other material where it was rejected. */
export type CategoryNeed = 'nothing' | 'audit' | 'add' | 'modify';

/** A category as WeChat has it. */
export const setOf = ({ categories }: SetCategories, { first, second }: Pick<CategoryWish, 'first' | 'second'>) =>
  categories.find((set) => set.first === first && set.second === second);

/** What a declared category needs as things stand. */
export const needOf = (set: SetCategories, wish: CategoryWish): CategoryNeed => {
  switch (setOf(set, wish)?.audit_status) {
    case undefined:
      return 'add';
    case categoryStates.underAudit:
      return 'audit';
    case categoryStates.rejected:
      return 'modify';
    default:
      return 'nothing';
  }
};

/** A category in words. */
export const nameOf = (set: SetCategories, wish: CategoryWish): string => {
  const { first_name: first, second_name: second } = setOf(set, wish) ?? {};
  return first && second ? `${first} / ${second}` : `${wish.first} / ${wish.second}`;
};
