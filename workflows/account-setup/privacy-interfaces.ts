import type { PartResult, PrivacyInterfaceWish } from '../../messages/account-setup.ts';
import type { Hints } from '../hints.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx, wxOnce } from '../wechat.ts';
import { changeOnce, type Part, resultOfAll } from './part.ts';

type Wishes = readonly PrivacyInterfaceWish[];
/** How WeChat numbers where an interface stands. */
const states = { toApply: 1, notAllowed: 2, underReview: 3, rejected: 4, open: 5 } as const;

/** The part, whether the categories that may allow an interface are still being set up, and the pushes of reviews. */
export type InterfacesPart = Part<Wishes> & {
  readonly categoriesOpen: () => boolean;
  readonly pushes: Hints<'wxaPrivacyApply'>;
};

/**
 * Applies for the declared privacy interfaces (隐私接口) that are not open, again for one that was rejected, and waits for
 * WeChat's reviews.
 */
export const setUpPrivacyInterfaces = async (part: InterfacesPart): Promise<PartResult> => {
  const { process, appid, wish, timings, categoriesOpen } = part;
  const standing = await process.attempt(() => readAll(appid));
  const early = wish.filter(({ name }) => !categoriesOpen() || standing.get(name)?.status !== states.notAllowed);
  const results = await applyForAll(part, early);
  while (early.length < wish.length && categoriesOpen()) {
    const what = 'The categories (类目), which may allow a privacy interface';
    await process.pause(timings.auditWindow, { what, who: 'wechat' }, () => !categoriesOpen());
  }
  results.push(
    ...(await applyForAll(
      part,
      wish.filter((one) => !early.includes(one)),
    )),
  );
  const decided = await awaitReviews(part);
  const rejections = decided
    .filter(({ status }) => status === states.rejected)
    .map(
      ({ api_name: name, fail_reason: reason }): PartResult => ({
        kind: 'refused',
        note: `${name} was rejected: ${reason || 'without a reason'}.`,
      }),
    );
  return resultOfAll([...results, ...rejections], openOf(decided));
};

const applyForAll = async (part: InterfacesPart, wishes: Wishes): Promise<PartResult[]> => {
  const results: PartResult[] = [];
  for (const wish of wishes) {
    const { kind, note } = await applyFor(part, wish);
    results.push({ kind, note: `${wish.name}: ${note}` });
  }
  return results;
};

const applyFor = async (part: InterfacesPart, wish: PrivacyInterfaceWish): Promise<PartResult> => {
  const { process, appid } = part;
  const read = async () => (await readAll(appid)).get(wish.name);
  const before = await process.attempt(read);
  switch (before?.status) {
    case undefined:
      return { kind: 'refused', note: 'WeChat lists no such interface for this account.' };
    case states.open:
    case states.underReview:
      return { kind: 'unchanged', note: 'It is open, or under review.' };
    case states.notAllowed:
      return { kind: 'refused', note: "The account's categories (类目) do not allow it: declare one that does." };
    default:
      return changeOnce(part, {
        what: `Apply for ${wish.name}`,
        send: () => wxOnce('Apply for a privacy interface').applyPrivacyInterface(appid, asRequest(wish)),
        landed: async () => {
          const now = await read();
          return (
            now?.status === states.open || now?.status === states.underReview || now?.audit_id !== before?.audit_id
          );
        },
      });
  }
};

const readAll = async (appid: string) => {
  const { interface_list: all } = await wx('Read the privacy interfaces').getPrivacyInterface(appid, {});
  return new Map(all.map((one) => [one.api_name, one]));
};

/** Waits until no declared interface is under review. */
const awaitReviews = async ({ process, appid, timings, wish, pushes }: InterfacesPart) => {
  for (;;) {
    const decided = await waitForFact(process, {
      waitingFor: { what: "WeChat's review of privacy interfaces (隐私接口审核)", who: 'wechat' },
      until: Date.now() + timings.auditWindow,
      every: timings.auditPoll,
      hints: pushes,
      ask: (facts, asking) => facts.awaitPrivacyInterfaces({ ...asking, appid, names: wish.map(({ name }) => name) }),
    });
    if (decided) return decided;
    const what = 'The review of privacy interfaces takes longer than it should.';
    await process.pause(timings.auditWindow, { what, who: 'ops' });
  }
};

const openOf = (all: readonly { readonly api_name: string; readonly status: number }[]): string => {
  const open = all.filter(({ status }) => status === states.open).map(({ api_name: name }) => name);
  return open.length > 0 ? `Open: ${open.join(', ')}.` : '';
};

const asRequest = ({ name, content, pages, pictures, video }: PrivacyInterfaceWish) => ({
  api_name: name,
  content,
  ...(pages ? { url_list: [...pages] } : {}),
  ...(pictures ? { pic_list: [...pictures] } : {}),
  ...(video ? { video_list: [video] } : {}),
});
