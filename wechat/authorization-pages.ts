/** Where WeChat's two authorization pages are, without a slash at the end: `https://mp.weixin.qq.com` and `https://open.weixin.qq.com`. */
export type AuthorizationPageHosts = { readonly mp: string; readonly open: string };

/** What an authorization page is opened with. */
export type AuthorizationPage = {
  readonly componentAppid: string;
  readonly preAuthCode: string;
  /** Where the browser goes afterwards, with `auth_code` and `expires_in` added to its query. */
  readonly redirectUri: string;
  readonly authType: number;
  /** The one account that may be authorized. */
  readonly appid?: string;
  /** The permission sets to ask for; all that the platform has unless told. */
  readonly permissionSets?: readonly number[];
};

/** The kinds of account that each `auth_type` lets the merchant choose from. */
export const authTypes = {
  1: '公众号',
  2: '小程序',
  3: '公众号或小程序',
  4: '小程序推客',
  5: '视频号',
  6: '公众号、小程序或视频号',
  8: '带货助手',
} as const satisfies Record<number, string>;

/**
 * The addresses of WeChat's authorization pages. They must be opened from a page on the platform's registered domain
 * (登录授权的发起页域名), by its Referer: a link that is opened from anywhere else is refused with 授权入口页所在域名:空.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Authorization_Process_Technical_Description.html
 */
export const authorizationPages = {
  /** For a desktop: shows a QR code. */
  pc: ({ mp }: AuthorizationPageHosts, page: AuthorizationPage): string =>
    `${mp}/cgi-bin/componentloginpage?${queryOf(page)}`,
  /** For a phone, inside WeChat. */
  h5: ({ open }: AuthorizationPageHosts, page: AuthorizationPage): string =>
    `${open}/wxaopen/safe/bindcomponent?action=bindcomponent&no_scan=1&${queryOf(page)}#wechat_redirect`,
} as const;

/** A kind of authorization page. */
export type AuthorizationPageKind = keyof typeof authorizationPages;

const queryOf = ({ componentAppid, preAuthCode, redirectUri, authType, appid, permissionSets }: AuthorizationPage) =>
  new URLSearchParams({
    component_appid: componentAppid,
    pre_auth_code: preAuthCode,
    redirect_uri: redirectUri,
    auth_type: String(authType),
    ...(appid ? { biz_appid: appid } : {}),
    ...(permissionSets ? { category_id_list: permissionSets.join('|') } : {}),
  });
