import type { OpenAccountWish, PartResult } from '../../messages/account-setup.ts';
import { reads } from '../facts.ts';
import { weChatFailureOf } from '../failures.ts';
import { wx, wxOnce } from '../wechat.ts';
import { changeOnce, openMerchantTask, type Part, resultOf, resultOfAll } from './part.ts';

/** How WeChat marks a trial (试用小程序): its `register_type`. */
const trial = 13;
const notBound = 89002;
const notVerified = 89036;
const unknownAppid = 40013;

/**
 * Binds the account to the open account (开放平台账号) that is declared, together with the account whose UnionIDs it is to
 * share; creates one where there is none. It unbinds nothing: users' UnionIDs would become others.
 */
export const setUpOpenAccount = async (part: Part<OpenAccountWish>): Promise<PartResult> => {
  const { process, appid, wish } = part;
  const appids = wish.sameAs ? [appid, wish.sameAs] : [appid];
  const bound = await Promise.all(appids.map((one) => process.attempt(() => openAccountOf(one))));
  const existing = wish.openAppid ?? bound.find((one) => one !== undefined);
  if (existing === undefined) {
    const { account } = await reads('Is it a trial?').readAuthorizer(appid);
    if (account.registerType === trial) {
      return { kind: 'skipped', note: 'A trial mini program (试用小程序) can not create an open account.' };
    }
  }
  const elsewhere = appids.find((_, index) => bound[index] !== undefined && bound[index] !== existing);
  if (elsewhere) {
    const note = `${elsewhere} is bound to another open account, ${bound[appids.indexOf(elsewhere)]}. Unbinding it changes the UnionIDs of its users, so do that by hand.`;
    return { kind: 'refused', note };
  }
  const created = existing === undefined ? await create(part) : undefined;
  if (created && created.kind !== 'changed') return created;
  const open = existing ?? (await shownOpenAccount(part));
  const results: PartResult[] = created ? [created] : [];
  for (const [index, one] of appids.entries()) {
    const alone = bound[index] === undefined && !(created && one === appid);
    if (alone) results.push(open ? await bind(part, one, open) : unshown);
  }
  return resultOfAll(results, open ? `The open account is ${open}.` : unshown.note);
};

const unshown: PartResult = {
  kind: 'refused',
  note: 'WeChat has made an open account and does not show it: set it up again later.',
};

/** The open account to which an account is bound. */
const openAccountOf = async (appid: string): Promise<string | undefined> => {
  try {
    return (await wx('To which open account is it bound?').getOpenAccount(appid, {})).open_appid;
  } catch (error) {
    if (weChatFailureOf(error).errcode === notBound) return undefined;
    throw error;
  }
};

/** So often WeChat is asked for an open account that it has made and does not show. */
const looks = 6;

/** The open account that was created, once WeChat shows it: others can't be bound to it before. */
const shownOpenAccount = async ({ process, appid, timings }: Part<unknown>): Promise<string | undefined> => {
  for (let look = 1; ; look += 1) {
    const open = await process.attempt(() => openAccountOf(appid));
    if (open !== undefined || look === looks) return open;
    const what = 'WeChat to show the open account that it has made';
    await process.pause(timings.lookUpAfter, { what, who: 'wechat' });
  }
};

const create = (part: Part<unknown>): Promise<PartResult> =>
  changeOnce(part, {
    what: 'Create an open account',
    send: () => wxOnce('Create an open account').createOpenAccount(part.appid, {}),
    landed: async () => (await openAccountOf(part.appid)) !== undefined,
  });

const bind = async (part: Part<unknown>, appid: string, open: string): Promise<PartResult> => {
  const asked = openMerchantTask(part);
  for (;;) {
    const tried = await part.process.attempt(() => tryToBind(appid, open));
    if (tried !== 'unverified') return tried;
    const what = `The open account ${open} was not created by API: its owner must verify it (89036).`;
    const whatZh = `请登录微信开放平台（open.weixin.qq.com），完成开放平台账号 ${open} 的开发者资质认证。`;
    if (!(await asked({ what, whatZh }))) return { kind: 'refused', note: what };
  }
};

const tryToBind = async (appid: string, open: string): Promise<PartResult | 'unverified'> => {
  const bound: PartResult = { kind: 'changed', note: `${appid} is bound.` };
  try {
    await wx('Bind to the open account').bindOpenAccount(appid, { open_appid: open });
    return bound;
  } catch (error) {
    const failure = weChatFailureOf(error);
    if (failure.errcode === notVerified) return 'unverified';
    // A try before this one may have bound it.
    if (failure.class === 'done' && (await openAccountOf(appid)) === open) return bound;
    if (failure.errcode === unknownAppid) return { kind: 'refused', note: `WeChat knows no open account ${open}.` };
    const final = resultOf(failure);
    if (final) return final;
    throw error;
  }
};
