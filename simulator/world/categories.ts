import type { z } from 'zod';
import type { addCategory } from '../../wechat/endpoints/category-management.ts';
import { chinaMonth, within } from '../china-time.ts';
import type { Clock } from '../clock.ts';
import type { ActOf, People } from '../people.ts';
import { type Done, silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import { isPersonal } from './account-settings.ts';
import type { Account } from './accounts.ts';
import { allCategories, type TreeCategory } from './category-tree.ts';
import { checkImage } from './media.ts';

type Asked = z.output<typeof addCategory.request>['categories'][number];

/** A category that an account set: 1 under audit, 2 rejected, 3 passed. */
export type SetCategory = {
  readonly category: TreeCategory;
  audit_status: 1 | 2 | 3;
  audit_reason: string;
};

/** The categories (类目) of the accounts. */
export type Categories = {
  /**
   * Adds categories, all or none; sensitive ones are audited. Refuses: 53303 unknown, 53302 not for a person, 53304 set
   * already, 53311 material missing, 40007 material, 53301 more than 20, 53300 more than 5 a month.
   */
  add(account: Account, asked: readonly Asked[]): Promise<void>;
  /** Sends other material. Refuses: 53306 not set, 53307 not rejected, 53311 material missing, 40007 material. */
  modify(account: Account, asked: Asked): Promise<void>;
  /** Refuses: 53303 not set, 53308 under audit. */
  remove(account: Account, asked: Pick<Asked, 'first' | 'second'>): void;
  /** How many additions are left in this month. */
  left(account: Account): number;
};

/** How many categories can be added in a month. */
export const additionsAMonth = 5;
/** How many categories an account may have. */
export const categoryLimit = 20;

const rejection = '资质材料不清晰或与主体不符';

/** A category as items of a submission name it. */
export type Category = {
  readonly first_class: string;
  readonly second_class: string;
  readonly first_id: number;
  readonly second_id: number;
};

/** The categories that passed. */
export const approvedCategories = ({ settings }: Account): Category[] =>
  settings.categories
    .filter(({ audit_status }) => audit_status === 3)
    .map(({ category: { first, first_name, second, second_name } }) => ({
      first_class: first_name,
      second_class: second_name,
      first_id: first,
      second_id: second,
    }));

/** Makes the categories. */
export const createCategories = (deps: {
  readonly clock: Clock;
  readonly categoryAuditor: People['categoryAuditor'];
  readonly pushes: Pushes;
}): Categories => {
  const { clock, categoryAuditor, pushes } = deps;

  const decide = (account: Account, set: SetCategory, does: ActOf<'categoryAuditor'>): Done => {
    if (does === 'ignore') return silently(false);
    set.audit_status = does === 'pass' ? 3 : 2;
    set.audit_reason = does === 'pass' ? '' : rejection;
    const { first, second } = set.category;
    const said = { ret: set.audit_status, first, second, reason: set.audit_reason };
    return { settled: true, told: pushes.toAccount(account, 'wxaCategoryAudit', said) };
  };
  const audit = async (account: Account, set: SetCategory) => {
    set.audit_status = 1;
    const task = categoryAuditor.ask({ appid: account.appid, act: (does) => decide(account, set, does) });
    const planned = categoryAuditor.planned(account.appid);
    if (planned !== 'ignore' && pushes.early('wxaCategoryAudit')) await task.act(planned);
  };
  const checkMaterials = (account: Account, { materials }: TreeCategory, { certicates }: Asked) => {
    const missing = materials.some((name) => !certicates.some(({ key, value }) => key === name && value !== ''));
    if (missing) throw new Refusal(53311);
    for (const { value } of certicates) checkImage(account, value, clock);
  };
  const left = ({ settings }: Account) =>
    additionsAMonth - within(chinaMonth, settings.categoriesAdded, clock.now()).length;

  return {
    left,
    add: async (account, asked) => {
      const { settings } = account;
      const added = asked.map((one) => {
        const category = allCategories.find(({ first, second }) => first === one.first && second === one.second);
        if (!category) throw new Refusal(53303);
        if (!category.personal && isPersonal(account)) throw new Refusal(53302);
        const twice = asked.filter(({ first, second }) => first === one.first && second === one.second).length > 1;
        if (twice || findSet(account, one)) throw new Refusal(53304);
        checkMaterials(account, category, one);
        return category;
      });
      if (settings.categories.length + added.length > categoryLimit) throw new Refusal(53301);
      if (left(account) < added.length) throw new Refusal(53300);
      for (const category of added) {
        const set: SetCategory = { category, audit_status: 3, audit_reason: '' };
        settings.categories.push(set);
        settings.categoriesAdded.push(clock.now());
        if (category.materials.length > 0) await audit(account, set);
      }
    },
    modify: async (account, asked) => {
      const set = findSet(account, asked);
      if (!set) throw new Refusal(53306);
      if (set.audit_status !== 2) throw new Refusal(53307);
      checkMaterials(account, set.category, asked);
      await audit(account, set);
    },
    remove: (account, asked) => {
      const set = findSet(account, asked);
      if (!set) throw new Refusal(53303);
      if (set.audit_status === 1) throw new Refusal(53308);
      account.settings.categories = account.settings.categories.filter((other) => other !== set);
    },
  };
};

const findSet = ({ settings }: Account, { first, second }: Pick<Asked, 'first' | 'second'>) =>
  settings.categories.find(({ category }) => category.first === first && category.second === second);
