import type { Rejected, Remedy } from '../../messages/registration.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';

/** What WeChat's numbers about a registration are decided to mean; all others are shown as text. */
export type Verdict =
  | { readonly kind: 'created' }
  | { readonly kind: 'expired' | 'refused'; readonly note: string }
  | Rejection;

/** WeChat's no by a status. */
type Rejection = Rejected & { readonly status: number; readonly hintZh: string };
/** What a push or both numberings of a query decide: of a refusal they don't speak. */
export type PushVerdict =
  | Exclude<Verdict, { kind: 'expired' | 'refused' }>
  | { readonly kind: 'expired'; readonly note: string };

/** How the query of a route numbers a task's status. */
export type StatusNumbers = {
  /** The verdict of a status where its meaning is certain, else `undefined`. */
  readonly verdict: (status: number) => Verdict | undefined;
  /** A status that means a refusal once it has stood still: in another numbering it means consent. */
  readonly refusal?: number;
  /** A status in words: for people, never to decide on. */
  readonly text: (status: number) => string;
};

/** The reasons the push and the query share: limits and blacklists of subject and person. */
const limits: Readonly<Record<number, readonly [string, string]>> = {
  1001: ['The subject has reached its number of mini programs.', '该主体注册的小程序数量已达上限'],
  1002: ['The subject is on the blacklist.', '该主体在黑名单中'],
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

/** Only time helps: the register has to learn of the legal person. */
const notInRegisterYet = 105;

/** Not confirmed in time: by whom it was left is in the note. */
const expiries: Readonly<Record<number, string>> = {
  100001: 'Nobody confirmed within the window: the ID check was not done.',
  100002: 'Nobody confirmed within the window: the face check was not done.',
  100003: 'Nobody confirmed within the window.',
};

const rejection = (status: number, reason: readonly [string, string], remedy?: Remedy): Rejection => {
  const [note, hintZh] = reason;
  return { kind: 'rejected', ...(remedy ? { remedy } : {}), status, note, hintZh };
};

const limited = (status: number): Rejection | undefined => {
  const reason = limits[status];
  return reason && rejection(status, reason, 'none');
};

/** The verdict of a push's status, or `undefined` for a number nobody documented. */
export const pushVerdict = (status: number): PushVerdict | undefined => {
  if (status === 0) return { kind: 'created' };
  const expiry = expiries[status];
  if (expiry) return { kind: 'expired', note: expiry };
  const reason = mismatches[status];
  if (!reason) return limited(status);
  return rejection(status, reason, status === notInRegisterYet ? 'wait-days' : 'correct-data');
};

/** The errcodes by which WeChat refuses the data of a registration: of the enterprise, the WeChat id, the openid. */
const wrongData: ReadonlySet<number | undefined> = new Set([40003, 86022, 86032, 86036, 89255]);

/** Whether a refusal is an end: no other try of the same registration can help. */
export const isFinal = (failure: WeChatFailure): boolean =>
  failure.kind === 'refused' && (failure.class === 'rejected' || wrongData.has(failure.errcode));

/** WeChat's no to a call, as an outcome. */
export const rejectionOf = (failure: WeChatFailure): Rejected => {
  const { errcode, rid, hint, hintZh } = failure;
  const numbers = { ...(errcode === undefined ? {} : { errcode }), ...(rid ? { rid } : {}) };
  return { kind: 'rejected', remedy: wrongData.has(errcode) ? 'correct-data' : 'none', ...numbers, note: hint, hintZh };
};

/** The verdict of a queried status where all numberings agree, else `undefined`. */
export const queryVerdict = (status: number): PushVerdict | undefined => {
  if (status === 12) return { kind: 'created' };
  if (status === 11) return rejection(11, ['WeChat could not create the mini program.', '小程序创建失败']);
  return limited(status);
};

const worded = (texts: Readonly<Record<number, string>>) => (status: number) =>
  `Status ${status}: ${texts[status] ?? 'not documented'}`;

/** The enterprise's query: its numbers have one source, so only what the other numbering agrees with is certain. */
export const enterpriseNumbers: StatusNumbers = {
  verdict: queryVerdict,
  refusal: 3,
  text: worded({
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
  }),
};

/** A person's query, whose numbers WeChat's page states and its support confirmed. */
export const personNumbers: StatusNumbers = {
  verdict: (status) => {
    if (status === 1) return { kind: 'expired', note: 'The person did not finish within the window.' };
    if (status === 2) return { kind: 'refused', note: 'The person refused.' };
    return queryVerdict(status);
  },
  text: worded({
    0: 'task made',
    1: 'timed out',
    2: 'refused',
    3: 'the person agreed',
    4: 'face check begun',
    5: 'face check failed',
    6: 'face check passed',
    7: 'phone code sent',
    8: 'phone check failed',
    9: 'phone check passed',
    10: 'creation submitted',
    13: 'verified',
    14: 'not verified',
  }),
};
