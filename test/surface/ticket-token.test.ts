import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/ticket-token.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trials, trySurface } from './surface.ts';

const secret = 'the-own-secret-of-a-merchant';
const componentToken = async ({ client, receiver, componentSecret }: Stage) => {
  const { payload } = await receiver.push('component_verify_ticket');
  return client.getComponentAccessToken({
    component_appsecret: componentSecret,
    component_verify_ticket: String(payload.ComponentVerifyTicket),
  });
};
const stable = async ({ account, client }: Stage, given: string) =>
  client.getStableAccessToken({ appid: (await account({ secret })).appid, secret: given });

trySurface('tickets and tokens', {
  startPushTicket: {
    good: ({ client, componentSecret }) => client.startPushTicket({ component_secret: componentSecret }),
    refused: [40125, ({ client }) => client.startPushTicket({ component_secret: 'another' })],
  },
  getComponentAccessToken: {
    good: componentToken,
    refused: [
      61006,
      ({ client, componentSecret }) =>
        client.getComponentAccessToken({
          component_appsecret: componentSecret,
          component_verify_ticket: 'ticket@@@other',
        }),
    ],
  },
  getPreAuthCode: {
    good: ({ client }) => client.getPreAuthCode({}),
    refused: [
      45009,
      async ({ client, order }) => {
        await order('/api-quota', { path: '/cgi-bin/component/api_create_preauthcode', daily: 1 });
        return client.getPreAuthCode({});
      },
    ],
  },
  getAuthorizerRefreshToken: {
    good: async ({ account, client, codeOf }) =>
      client.getAuthorizerRefreshToken({ authorization_code: await codeOf((await account()).appid) }),
    refused: [61009, ({ client }) => client.getAuthorizerRefreshToken({ authorization_code: 'queryauthcode@@@other' })],
  },
  getAuthorizerAccessToken: {
    good: async ({ account, client }) => {
      const { appid: authorizer_appid } = await account({ exchanged: true });
      const { authorization_info: info } = await client.getAuthorizerInfo({ authorizer_appid });
      return client.getAuthorizerAccessToken({
        authorizer_appid,
        authorizer_refresh_token: info.authorizer_refresh_token ?? '',
      });
    },
    refused: [
      61023,
      async ({ account, client }) =>
        client.getAuthorizerAccessToken({
          authorizer_appid: (await account()).appid,
          authorizer_refresh_token: 'refreshtoken@@@other',
        }),
    ],
  },
  getStableAccessToken: {
    good: async (stage) => {
      const answer = await stable(stage, secret);
      expect(answer.expires_in).toBe(7200);
      return answer;
    },
    refused: [40125, (stage) => stable(stage, 'another')],
  },
} satisfies Trials<typeof section>);
