import type * as section from '../../wechat/endpoints/authorization-management.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';
import { cancelled } from '../world/standing.ts';
import { grantedSets } from './granted-sets.ts';

/** Authorized accounts (授权账号). */
export const authorizationManagement = {
  getAuthorizerInfo: ({ authorizer_appid }, { world }) => {
    const account = world.accounts.get(authorizer_appid);
    if (!account || !(account.authorized || account.standing.status === cancelled)) throw new Refusal(61003);
    const { serviceType, verified, status } = account.standing;
    return {
      authorizer_info: {
        nick_name: account.name,
        user_name: account.userName,
        principal_name: account.principalName,
        signature: account.initialised ? '记录每一天' : '',
        service_type_info: { id: serviceType },
        verify_type_info: { id: verified ? 0 : -1 },
        register_type: account.registerType,
        account_status: status,
        ...(account.kind === 'miniProgram' ? { MiniProgramInfo: {} } : {}),
      },
      authorization_info: {
        authorizer_appid,
        ...(account.exchanged ? { authorizer_refresh_token: account.refreshToken } : {}),
        func_info: grantedSets(account),
      },
    };
  },

  getAuthorizerList: ({ offset, count }, { world }) => {
    const authorized = [...world.accounts.values()].filter((account) => account.authorized);
    return {
      total_count: authorized.length,
      list: authorized.slice(offset, offset + count).map(({ appid, exchanged, refreshToken, authTime }) => ({
        authorizer_appid: appid,
        refresh_token: exchanged ? refreshToken : '',
        auth_time: authTime,
      })),
    };
  },
} satisfies Slots<typeof section>;
