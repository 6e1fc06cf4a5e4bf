/** What an account is to WeChat beside its name and code. */
export type Standing = {
  /** 0 a mini program, 2 a service account (服务号), 12 a trial (试用小程序). */
  serviceType: number;
  /** 1 normal, 14 cancelled. */
  status: number;
  /** Its admin's WeChat id or openid, where a registration named it. */
  admin?: string;
};

/** The service types that rules look at. */
export const serviceTypes = { miniProgram: 0, officialAccount: 2, trial: 12 } as const;
/** The status of an account that was cancelled, or reclaimed by WeChat. */
export const cancelled = 14;
/** How WeChat marks an account by the route on which it was registered. */
export const registerTypes = {
  normal: 0,
  officialAccount: 2,
  enterprise: 6,
  trial: 13,
  personal: 16,
  transaction: 17,
  trialMadeFormal: 19,
} as const;

const { officialAccount, enterprise, personal, transaction, trialMadeFormal } = registerTypes;
const fastRoutes: readonly number[] = [officialAccount, enterprise, personal, transaction, trialMadeFormal];

/** Whether a platform registered an account by API (快速注册); a trial has calls of its own instead. */
export const isFastRegistered = ({ registerType }: { readonly registerType: number }): boolean =>
  fastRoutes.includes(registerType);

/** How many accounts of their own one WeChat user has at most, trials among them. */
const mostOfAUser = 5;

/** Whether a WeChat user has as many accounts as WeChat gives one. */
export const isFull = (accounts: Iterable<{ readonly standing: Standing }>, admin: string): boolean =>
  [...accounts].filter(({ standing }) => standing.admin === admin && standing.status !== cancelled).length >=
  mostOfAUser;

/** The standing of a new account. */
export const newStanding = (serviceType: number, admin: string | undefined): Standing => ({
  serviceType,
  status: 1,
  ...(admin === undefined ? {} : { admin }),
});
