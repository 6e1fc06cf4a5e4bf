import { expect } from 'vitest';
import type { TokenOwner } from '../../wechat/endpoint.ts';
import type * as section from '../../wechat/endpoints/openapi-management.ts';
import { WeChatError } from '../../wechat/wechat-error.ts';
import type { Stage } from '../simulator/stage.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

const component: TokenOwner = { kind: 'component' };
const ownerOf = async ({ account }: Stage): Promise<TokenOwner & { kind: 'authorizer' }> => ({
  kind: 'authorizer',
  appid: (await account()).appid,
});
/** Calls until the month's resets are used up. */
const elevenTimes = async (call: () => Promise<unknown>) => {
  for (let made = 0; made < 10; made += 1) await call();
  return call();
};
const secret = 'the-own-secret-of-a-merchant';

trySurface('openApi management', {
  clearQuota: {
    good: ({ client, componentAppid }) => client.clearQuota(component, { appid: componentAppid }),
    refused: [
      48006,
      async (stage) => {
        const owner = await ownerOf(stage);
        return elevenTimes(() => stage.client.clearQuota(owner, { appid: owner.appid }));
      },
    ],
  },
  clearQuotaByAppSecret: {
    good: async ({ account, client }) =>
      client.clearQuotaByAppSecret({ appid: (await account({ secret })).appid, appsecret: secret }),
    refused: [
      40125,
      async ({ account, client }) =>
        client.clearQuotaByAppSecret({ appid: (await account({ secret })).appid, appsecret: 'another' }),
    ],
  },
  clearComponentQuotaByAppSecret: {
    good: async (stage) =>
      stage.client.clearComponentQuotaByAppSecret({
        appsecret: stage.componentSecret,
        appid: (await stage.account()).appid,
      }),
    refused: [
      48006,
      async ({ account, client, componentSecret: appsecret }) => {
        const { appid } = await account();
        return elevenTimes(() => client.clearComponentQuotaByAppSecret({ appsecret, appid }));
      },
    ],
  },
  clearComponentQuota: {
    good: ({ client }) => client.clearComponentQuota({}),
    refused: [48006, ({ client }) => elevenTimes(() => client.clearComponentQuota({}))],
  },
  clearApiQuota: {
    good: async (stage) => stage.client.clearApiQuota(await ownerOf(stage), { cgi_path: '/wxa/commit' }),
    refused: [76022, ({ client }) => client.clearApiQuota(component, { cgi_path: '/wxa/commit' })],
  },
  getApiQuota: {
    good: ({ client }) => client.getApiQuota(component, { cgi_path: '/wxa/gettemplatelist' }),
    refused: [
      76003,
      ({ client }) => client.getApiQuota(component, { cgi_path: 'https://api.weixin.qq.com/wxa/commit' }),
    ],
  },
  getRidInfo: {
    good: async (stage) => {
      const owner = await ownerOf(stage);
      const refusal: unknown = await stage.client.release(owner.appid, {}).catch((error: unknown) => error);
      const rid = refusal instanceof WeChatError ? refusal.failure.rid : undefined;
      const answer = await stage.client.getRidInfo(owner, { rid: rid ?? '' });
      expect(answer.request.response_body).toContain('85019');
      return answer;
    },
    refused: [76002, ({ client }) => client.getRidInfo(component, { rid: 'no' })],
  },
  getCallbackIp: {
    good: ({ client }) => client.getCallbackIp(component, {}),
    refused: [
      61003,
      async (stage) => {
        const owner = await ownerOf(stage);
        await stage.tokens(owner);
        await stage.order('/authorizations', { appid: owner.appid, does: 'withdraw' });
        return stage.client.getCallbackIp(owner, {});
      },
    ],
  },
  callbackCheck: {
    good: async ({ client }) => {
      const answer = await client.callbackCheck(component, { action: 'ping', check_operator: 'UNICOM' });
      expect(answer).toMatchObject({ dns: [], ping: [{ from_operator: 'UNICOM', package_loss: '0%' }] });
      return answer;
    },
    refused: [
      40201,
      atFault('/cgi-bin/callback/check', 40201, ({ client }) =>
        client.callbackCheck(component, { action: 'all', check_operator: 'DEFAULT' }),
      ),
    ],
  },
} satisfies Trials<typeof section>);
