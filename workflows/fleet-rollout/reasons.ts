import type { MerchantState, ReasonGroup } from '../../messages/fleet-rollout.ts';

/** How much of a reason is shown, and how many merchants of a group are named. */
const [shownLength, keyLength, named] = [300, 120, 5];

/** What WeChat's reasons (HTML, with names and numbers of the one merchant) have in common over a fleet. */
export const keyOf = (reason: string): string =>
  wordsOf(reason)
    .replaceAll(/[「『“"《][^」』”"》]*[」』”"》]/g, '…')
    .replaceAll(/(wx|gh_)[\da-z]{6,}/gi, '…')
    .replaceAll(/\d{3,}/g, '…')
    .toLowerCase()
    .slice(0, keyLength);

const wordsOf = (reason: string): string =>
  reason
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&nbsp;/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** One merchant with the reason for how it stands. */
export type Reasoned = { readonly appid: string; readonly state: MerchantState; readonly reason: string };

/** Merchants by what their reasons have in common, the largest group first. */
export const groupsOf = (merchants: readonly Reasoned[]): ReasonGroup[] => {
  const groups = new Map<string, ReasonGroup>();
  for (const { appid, state, reason } of merchants) {
    const key = keyOf(reason);
    const before = groups.get(`${state}\0${key}`) ?? {
      ...{ state, key, count: 0, appids: [] },
      reason: wordsOf(reason).slice(0, shownLength),
    };
    const appids = before.appids.length < named ? [...before.appids, appid] : before.appids;
    groups.set(`${state}\0${key}`, { ...before, count: before.count + 1, appids });
  }
  return sorted([...groups.values()]);
};

/** The groups of several waves as one. */
export const joined = (all: readonly (readonly ReasonGroup[])[]): ReasonGroup[] => {
  const groups = new Map<string, ReasonGroup>();
  for (const group of all.flat()) {
    const id = `${group.state}\0${group.key}`;
    const before = groups.get(id);
    const sum = before
      ? {
          ...before,
          count: before.count + group.count,
          appids: [...before.appids, ...group.appids].slice(0, named),
        }
      : group;
    groups.set(id, sum);
  }
  return sorted([...groups.values()]);
};

const sorted = (groups: ReasonGroup[]) => groups.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
