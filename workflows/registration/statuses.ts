/** What WeChat's numbers about a registration are decided to mean; all others are shown as text. */
export type Verdict =
  | { readonly kind: 'created' }
  | { readonly kind: 'expired'; readonly note: string }
  | { readonly kind: 'rejected'; readonly status: number; readonly note: string; readonly hintZh: string };

/** The reasons the push and the query share: limits and blacklists of subject and person. */
const limits: Readonly<Record<number, readonly [string, string]>> = {
  1001: ['The enterprise has reached its number of mini programs.', '该主体注册的小程序数量已达上限'],
  1002: ['The enterprise is on the blacklist.', '该主体在黑名单中'],
  1003: ["The administrator's WeChat is bound to too many accounts.", '管理员绑定的账号数量已达上限'],
  1004: ['The administrator is on the blacklist.', '管理员在黑名单中'],
  1005: ["The administrator's phone is bound to too many accounts.", '管理员手机号绑定的账号数量已达上限'],
  1006: ["The administrator's phone is on the blacklist.", '管理员手机号在黑名单中'],
  1007: ["The administrator's ID card made too many accounts.", '管理员身份证创建的账号数量已达上限'],
  1008: ["The administrator's ID card is on the blacklist.", '管理员身份证在黑名单中'],
};

/** The reasons of the push alone. */
const mismatches: Readonly<Record<number, readonly [string, string]>> = {
  [-1]: ['Enterprise and legal person do not match.', '企业与法定代表人姓名不一致'],
  101: ['The enterprise is cancelled in the register.', '企业已注销'],
  102: ['The enterprise is not in the register, or its data is not updated yet.', '企业不存在或企业信息未更新'],
  103: ["The legal representative's name does not match the register.", '法定代表人姓名不一致'],
  104: ["The legal representative's ID number does not match the register.", '法定代表人身份证号码不一致'],
  105: [
    "The legal representative's ID is not in the register yet; try in 5 to 15 working days.",
    '法定代表人身份证未录入，请 5–15 个工作日后重试',
  ],
  1000: ['The data of enterprise and legal person do not match the register.', '企业与法定代表人信息不一致'],
};

/** Not confirmed in time: by whom it was left is in the note. */
const expiries: Readonly<Record<number, string>> = {
  100001: 'The legal person did not confirm within the window: the ID check was not done.',
  100002: 'The legal person did not confirm within the window: the face check was not done.',
  100003: 'The legal person did not confirm within the window.',
};

const rejection = (status: number, reason: readonly [string, string]): Verdict => {
  const [note, hintZh] = reason;
  return { kind: 'rejected', status, note, hintZh };
};

/** The verdict of a push's status, or `undefined` for a number nobody documented. */
export const pushVerdict = (status: number): Verdict | undefined => {
  if (status === 0) return { kind: 'created' };
  const expiry = expiries[status];
  if (expiry) return { kind: 'expired', note: expiry };
  const reason = mismatches[status] ?? limits[status];
  return reason && rejection(status, reason);
};

/** The verdict of a queried status where the sources agree on its meaning, else `undefined`. */
export const queryVerdict = (status: number): Verdict | undefined => {
  if (status === 12) return { kind: 'created' };
  if (status === 11) return rejection(11, ['WeChat could not create the mini program.', '小程序创建失败']);
  const reason = limits[status];
  return reason && rejection(status, reason);
};

/** The enterprise query's status for a refusal in one source; in another numbering it means consent, so it must last. */
export const refusal = 3;

const texts: Readonly<Record<number, string>> = {
  0: 'accepted',
  1: 'task made',
  2: 'timed out, it seems',
  3: 'refused by the legal person, it seems',
  4: 'the legal person agreed',
  5: 'face check begun',
  6: 'face check failed',
  7: 'face check passed',
  8: 'phone code sent',
  9: 'phone check failed',
  10: 'creation submitted',
  13: 'enterprise data verified',
  14: 'enterprise data not verified',
};

/** A queried status in words, as one source names it: for people, never to decide on. */
export const statusText = (status: number): string => `Status ${status}: ${texts[status] ?? 'not documented'}`;
