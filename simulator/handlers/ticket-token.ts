import type * as section from '../../wechat/endpoints/ticket-token.ts';
import type { Slots } from '../slots.ts';
import { tokenLife } from '../world/access-tokens.ts';
import { credentialsOf, stableToken } from '../world/own-credentials.ts';
import { preAuthCodeLife } from '../world/platform.ts';
import { grantedSets } from './granted-sets.ts';

/** Tickets and tokens (票据与令牌). */
export const ticketToken = {
  startPushTicket: ({ component_secret }, { world, changed, say }) => {
    world.platform.checkSecret(component_secret);
    if (world.tickets.start()) changed();
    else say('in a normal state');
    return {};
  },

  getComponentAccessToken: ({ component_appsecret, component_verify_ticket }, { world, changed }) => {
    world.platform.checkSecret(component_appsecret);
    world.platform.checkTicket(component_verify_ticket);
    changed();
    return { component_access_token: world.tokens.issue({ kind: 'component' }), expires_in: tokenLife };
  },

  getPreAuthCode: (_request, { world, changed }) => {
    changed();
    return { pre_auth_code: world.platform.newPreAuthCode(), expires_in: preAuthCodeLife };
  },

  getAuthorizerRefreshToken: ({ authorization_code }, { world, changed }) => {
    const { account, accessToken } = world.authorizations.exchange(authorization_code);
    changed(account.appid);
    return {
      authorization_info: {
        authorizer_appid: account.appid,
        authorizer_access_token: accessToken,
        expires_in: tokenLife,
        authorizer_refresh_token: account.refreshToken,
        func_info: grantedSets(account),
      },
    };
  },

  getAuthorizerAccessToken: ({ authorizer_appid, authorizer_refresh_token }, { world, changed }) => {
    const token = world.authorizations.refresh(world.accounts.get(authorizer_appid), authorizer_refresh_token);
    changed();
    return {
      authorizer_access_token: token,
      expires_in: tokenLife,
      authorizer_refresh_token,
    };
  },

  getStableAccessToken: ({ appid, secret, force_refresh: force = false }, { world, changed }) => {
    const own = credentialsOf(world.accounts.get(appid), secret);
    const { renewed, ...answer } = stableToken(own, { appid, force }, world);
    if (renewed) changed(appid);
    return answer;
  },
} satisfies Slots<typeof section>;
