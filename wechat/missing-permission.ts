import type { EndpointSpec } from './endpoint.ts';
import { namedSets, permissionSets } from './permission-sets.ts';

/** A sentence for an operator and one in Chinese. */
export type Words = { readonly en: string; readonly zh: string };

/** The account itself has no right to the call, or did not grant it. */
const noRight = 48001;
/** The merchant did not grant the call's permission set to this platform. */
const notGranted = 61007;

/** Whether WeChat refused an account's call for want of a permission set; some answers say so in words alone. */
export const isMissingPermission = (
  { token }: Pick<EndpointSpec, 'token'>,
  { errcode, said }: { readonly errcode: number; readonly said: string },
): boolean => {
  if (token === 'component' || token === 'none') return false;
  return errcode === noRight || errcode === notGranted || /api is unauthorized to component/i.test(said);
};

/** WeChat's no where an account has not authorized us at all. */
const notAuthorized = 61003;

/** The permission sets for want of which a call was refused, none of them where it was the whole authorization; else `undefined`. */
export const lackingSets = (
  spec: Pick<EndpointSpec, 'token' | 'permission' | 'errors'>,
  { errcode, errmsg: said = '' }: { readonly errcode?: number; readonly errmsg?: string },
): readonly number[] | undefined => {
  if (errcode === undefined || spec.errors?.[errcode]) return undefined;
  if (errcode === notAuthorized && spec.token !== 'component') return [];
  return isMissingPermission(spec, { errcode, said }) ? (spec.permission ?? []) : undefined;
};

/** What to do about a refusal for want of a permission set: it names the sets of which the call needs one, and both ways to get it. */
export const missingPermission = (
  { permission = [] }: Pick<EndpointSpec, 'permission'>,
  errcode: number = notGranted,
): Words => {
  const sets = namedSets(permission);
  const rival = permission.some((id) => permissionSets.get(id)?.exclusive === true);
  const { forAll, forOne } = waysToGrant(permission);
  return {
    en: [
      sets.length > 0
        ? `The account has not granted the permission set ${sets.join(' or ')} that this call needs.`
        : "The account has not granted the permission set (权限集) that this call needs; WeChat's page of the call names it.",
      ...(errcode === noRight ? ['Or it may not use this API at all: its kind, or it is not verified (认证).'] : []),
      ...(rival ? ['The set is exclusive (互斥): a platform that holds it must lose it first.'] : []),
      forAll.en,
      forOne.en,
    ].join(' '),
    zh: [
      sets.length > 0
        ? `该账号尚未授予此接口所需的权限集 ${sets.join(' 或 ')}。`
        : '该账号尚未授予此接口所需的权限集（见接口文档）。',
      ...(errcode === noRight ? ['也可能该账号类型不支持此接口，或尚未完成认证。'] : []),
      ...(rival ? ['该权限集互斥，若已授权给其他平台，须先在那里取消。'] : []),
      forAll.zh,
      forOne.zh,
    ].join(''),
  };
};

/**
 * The two ways to a permission set that is not granted: for all merchants, or for one by a link. The newest console says
 * that a change of sets needs no release, older pages say that it does.
 * @see https://developers.weixin.qq.com/doc/oplatform/developers/product/third_platform/authority.html
 */
export const waysToGrant = (ids: readonly number[]): { readonly forAll: Words; readonly forOne: Words } => {
  const asked =
    ids.length > 0
      ? ` with ${ids.join(' or ')} among permissionSets (category_id_list), beside what is granted already`
      : '';
  const askedZh =
    ids.length > 0 ? `，permissionSets（即 category_id_list）包含 ${ids.join(' 或 ')} 及已授予的权限集` : '';
  return {
    forAll: {
      en: 'For all merchants: add the set to the platform in the console, release the platform (全网发布) where the console asks for it, then have each merchant update the authorization (更新授权).',
      zh: '方式一（所有商家）：在控制台为第三方平台添加该权限集，按控制台要求全网发布，再请各商家更新授权。',
    },
    forOne: {
      en: `For this merchant alone: POST /v1/authorization-links${asked}, and send the merchant the link.`,
      zh: `方式二（仅该商家）：用 POST /v1/authorization-links 生成授权链接${askedZh}，发给商家重新授权。`,
    },
  };
};
