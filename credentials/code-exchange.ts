import type { Exchange } from '../messages/authorization.ts';
import type { Client } from '../wechat/client.ts';
import { owners } from './owners.ts';
import type { Sealer } from './sealer.ts';

/** Exchanges an authorization code, which works once; the tokens are sealed at once. Throws `WeChatError`. */
export const exchangeCode = async (
  { wechat, sealer }: { readonly wechat: Pick<Client, 'getAuthorizerRefreshToken'>; readonly sealer: Sealer },
  code: string,
): Promise<Exchange> => {
  const askedAt = Date.now();
  const { authorization_info: info } = await wechat.getAuthorizerRefreshToken({ authorization_code: code });
  const { authorizer_appid: appid, authorizer_access_token: token, authorizer_refresh_token: refreshToken } = info;
  return {
    appid,
    ...(token
      ? {
          accessToken: {
            token: sealer.seal(owners.authorizerAccessToken(appid), token),
            expiresAt: askedAt + (info.expires_in ?? 0) * 1_000,
          },
        }
      : {}),
    ...(refreshToken ? { refreshToken: sealer.seal(owners.authorizerRefreshToken(appid), refreshToken) } : {}),
    permissionSets: info.func_info.map(({ funcscope_category: { id } }) => id),
  };
};
