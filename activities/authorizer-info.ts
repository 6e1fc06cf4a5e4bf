import type { Account } from '../messages/authorizer.ts';
import type { Client, Endpoints } from '../wechat/client.ts';
import type { ResponseOf } from '../wechat/endpoint.ts';
import { WeChatError } from '../wechat/wechat-error.ts';

type Info = ResponseOf<Endpoints['getAuthorizerInfo']>;

/** The account has not authorized this platform. */
const notAuthorized = 61003;

/** Everything WeChat says of an account; `undefined` where it has not authorized us, or grants nothing any more. */
export const readAuthorizerInfo = async (wechat: Client, appid: string): Promise<Info | undefined> => {
  try {
    const info = await wechat.getAuthorizerInfo({ authorizer_appid: appid });
    return info.authorization_info.func_info.length > 0 ? info : undefined;
  } catch (error) {
    if (error instanceof WeChatError && error.failure.errcode === notAuthorized) return undefined;
    throw error;
  }
};

/** What we keep of an account. */
export const accountOf = ({ authorizer_info: info }: Info): Account => ({
  ...(info.nick_name ? { nickName: info.nick_name } : {}),
  ...(info.user_name ? { userName: info.user_name } : {}),
  ...(info.principal_name ? { principalName: info.principal_name } : {}),
  ...(info.register_type === undefined ? {} : { registerType: info.register_type }),
  ...(info.account_status === undefined ? {} : { status: info.account_status }),
});

/** The ids of the permission sets (权限集) in a `func_info`. */
export const permissionSetsOf = ({ func_info: granted }: Pick<Info['authorization_info'], 'func_info'>): number[] =>
  granted.map(({ funcscope_category: { id } }) => id);
