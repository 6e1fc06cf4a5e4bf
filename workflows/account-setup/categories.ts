import type { CategoryWish, PartResult } from '../../messages/account-setup.ts';
import type { Hints } from '../hints.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx, wxOnce } from '../wechat.ts';
import { awaitAllowance } from './allowance.ts';
import { categoryStates, nameOf, needOf, type SetCategories, setOf } from './category-plan.ts';
import { changeWithFiles, mediaIdOf, type Part, resultOfAll } from './part.ts';

type Wishes = readonly CategoryWish[];

/**
 * Adds the declared categories (类目) that are missing, sends material again for those that were rejected, and waits for
 * their audits. Each is a call of its own, so that one refusal does not hold the others up.
 */
export const setUpCategories = async (part: Part<Wishes>, pushes: Hints<'wxaCategoryAudit'>): Promise<PartResult> => {
  const { appid, wish } = part;
  const read = () => wx('Read the categories').getSettingCategories(appid, {});
  const results: PartResult[] = [];
  for (const category of wish) {
    const { kind, note } = await setUpCategory(part, category, read);
    results.push({ kind, note: `${category.first} / ${category.second}: ${note}` });
  }
  const decided = await awaitAudits(part, pushes);
  for (const category of wish) {
    const set = setOf(decided, category);
    if (set?.audit_status !== categoryStates.rejected) continue;
    const note = `${nameOf(decided, category)} was rejected: ${set.audit_reason ?? 'without a reason'}.`;
    results.push({ kind: 'refused', note });
  }
  return resultOfAll(results, counted(decided));
};

const setUpCategory = async (
  part: Part<Wishes>,
  wish: CategoryWish,
  read: () => Promise<SetCategories>,
): Promise<PartResult> => {
  const { process, appid } = part;
  const { first, second, certificates = [] } = wish;
  const before = await process.attempt(read);
  const need = needOf(before, wish);
  if (need === 'nothing' || need === 'audit') return { kind: 'unchanged', note: 'It is set.' };
  const requestWith = (ready: typeof certificates) => ({
    ...{ first, second },
    certicates: ready.map(({ key, media }) => ({ key, value: mediaIdOf(media) })),
  });
  if (need === 'modify') {
    return changeWithFiles(part, certificates, {
      what: `Send other material for category ${first} / ${second}`,
      send: (ready) => wxOnce('Send other material for a rejected category').modifyCategory(appid, requestWith(ready)),
      landed: async () => needOf(await read(), wish) !== 'modify',
    });
  }
  // A file that is gone is told before anything is waited for.
  const brought = await part.bring(certificates);
  if ('refused' in brought) return brought.refused;
  const { categories, category_limit: most } = before;
  if (most !== undefined && categories.length >= most) {
    return { kind: 'refused', note: `The account has all ${most} categories that it may have; delete one first.` };
  }
  await awaitAllowance(part, async () => [{ what: 'additions of categories this month', ...usedOf(await read()) }]);
  return changeWithFiles(part, certificates, {
    what: `Add category ${first} / ${second}`,
    send: (ready) => wxOnce('Add a category').addCategory(appid, { categories: [requestWith(ready)] }),
    landed: async () => needOf(await read(), wish) !== 'add',
  });
};

/** Waits until no declared category is under audit. */
const awaitAudits = async (part: Part<Wishes>, hints: Hints<'wxaCategoryAudit'>): Promise<SetCategories> => {
  const { process, appid, timings, wish } = part;
  const categories = wish.map(({ first, second }) => ({ first, second }));
  for (;;) {
    const decided = await waitForFact(process, {
      waitingFor: { what: "WeChat's audit of categories (类目审核)", who: 'wechat' },
      until: Date.now() + timings.auditWindow,
      every: timings.auditPoll,
      hints,
      ask: (facts, asking) => facts.awaitCategories({ ...asking, appid, categories }),
    });
    if (decided) return decided;
    await process.pause(timings.auditWindow, {
      what: 'The audit of categories takes longer than it should.',
      who: 'ops',
    });
  }
};

/** The month's additions as a counter of what is used. */
const usedOf = ({ limit, quota }: SetCategories) =>
  limit === undefined || quota === undefined ? {} : { used: limit - quota, of: limit };

const counted = ({ categories, limit, quota, category_limit: most }: SetCategories) =>
  `${categories.length}${most === undefined ? '' : ` of ${most}`} categories are set${
    quota === undefined ? '' : `; ${quota} of ${limit ?? '?'} additions are left this month`
  }.`;
