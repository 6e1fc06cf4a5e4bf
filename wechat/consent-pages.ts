/** What a page on which an admin agrees to something is opened with. */
export type ConsentPage = {
  readonly componentAppid: string;
  /** The account whose admin agrees. */
  readonly appid: string;
  /** Where the browser goes afterwards, with the proof added to its query; on the platform's registered domain. */
  readonly redirectUri: string;
};

/**
 * The addresses of WeChat's pages on which an admin agrees to something, below `https://mp.weixin.qq.com`. They must be
 * opened from a page on the platform's registered domain (登录授权的发起页域名), by its Referer.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/Register_Mini_Programs/fast_registration_of_mini_program.html
 */
export const consentPages = {
  /** The admin of an official account lets its subject be used: comes back with `ticket`. */
  registration: (mp: string, { copyVerification, ...page }: ConsentPage & { readonly copyVerification: boolean }) =>
    `${mp}/cgi-bin/fastregisterauth?${queryOf(page)}&copy_wx_verify=${copyVerification ? 1 : 0}`,
  /** The old and the new admin of a mini program agree to the change: comes back with `taskid`. */
  rebind: (mp: string, page: ConsentPage) => `${mp}/wxopen/componentrebindadmin?${queryOf(page)}`,
} as const;

const queryOf = ({ componentAppid, appid, redirectUri }: ConsentPage) =>
  new URLSearchParams({ appid, component_appid: componentAppid, redirect_uri: redirectUri });
