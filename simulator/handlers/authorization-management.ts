import type * as section from '../../wechat/endpoints/authorization-management.ts';
import { Refusal } from '../refusal.ts';
import type { Slot, Slots } from '../slots.ts';
import { inForce } from '../world/account-domains.ts';
import type { Account } from '../world/accounts.ts';
import { setOption } from '../world/authorizer-options.ts';
import { approvedCategories } from '../world/categories.ts';
import { confirmSet } from '../world/confirmations.ts';
import { cancelled } from '../world/standing.ts';
import { grantedSets } from './granted-sets.ts';

const optionOf: Slot<typeof section.getAuthorizerOptionInfo> = ({ option_name }, { account }) => ({
  option_name,
  option_value: account.options[option_name],
});

const changeOption: Slot<typeof section.setAuthorizerOptionInfo> = (request, { account, changed }) => {
  setOption(account.options, request.option_name, request.option_value);
  changed();
  return {};
};

const miniProgramInfo = (account: Account) => {
  const { server, business } = inForce(account.domains);
  return {
    network: {
      RequestDomain: server.requestdomain,
      WsRequestDomain: server.wsrequestdomain,
      UploadDomain: server.uploaddomain,
      DownloadDomain: server.downloaddomain,
      BizDomain: business,
      UDPDomain: server.udpdomain,
      TCPDomain: server.tcpdomain,
    },
    categories: approvedCategories(account).map(({ first_class: first, second_class: second }) => ({ first, second })),
  };
};

/** Authorized accounts (授权账号). */
export const authorizationManagement = {
  getAuthorizerInfo: ({ authorizer_appid }, { world }) => {
    const account = world.accounts.get(authorizer_appid);
    if (!account || !(account.authorized || account.standing.status === cancelled)) throw new Refusal(61003);
    const { serviceType, status } = account.standing;
    return {
      authorizer_info: {
        nick_name: account.name,
        head_img: account.settings.avatar ?? '',
        user_name: account.userName,
        principal_name: account.principalName,
        signature: account.settings.signature ?? '',
        verify_type_info: { id: account.verification.verified ? 0 : -1 },
        register_type: account.registerType,
        service_type_info: { id: serviceType },
        account_status: status,
        ...(account.kind === 'miniProgram' ? { MiniProgramInfo: miniProgramInfo(account) } : {}),
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

  confirmAuthorization: ({ authorizer_appid, funcscope_category_id, confirm_value }, { world, changed }) => {
    const account = world.accounts.get(authorizer_appid);
    if (!account?.authorized) throw new Refusal(61003);
    confirmSet(account, funcscope_category_id, confirm_value === 1 ? 'confirmed' : 'refused');
    changed();
    return {};
  },

  getAuthorizerOptionInfo: optionOf,
  setAuthorizerOptionInfo: changeOption,
  apiGetAuthorizerOption: optionOf,
  apiSetAuthorizerOption: changeOption,
} satisfies Slots<typeof section>;
