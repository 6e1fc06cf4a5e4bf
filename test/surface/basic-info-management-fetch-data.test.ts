import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/basic-info-management-fetch-data.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

trySurface('fetched data', {
  getFetchdataSettingGet: {
    good: async ({ account, client }) => client.getFetchdataSettingGet((await account()).appid, {}),
    refused: [
      9410013,
      atFault('/wxa/fetchdatasetting?action=get', 9410013, async ({ account, client }) =>
        client.getFetchdataSettingGet((await account()).appid, {}),
      ),
    ],
  },
  getFetchdataSettingSetPreFetch: {
    good: async ({ account, client }) => {
      const { appid } = await account();
      await client.modifyJumpDomainDirectlyAdd(appid, { webviewdomain: ['https://shop.example'] });
      const setting = {
        is_pre_fetch_open: true,
        pre_fetch_type: 0 as const,
        pre_fetch_url: 'https://data.shop.example/start',
      };
      await client.getFetchdataSettingSetPreFetch(appid, setting);
      const answer = await client.getFetchdataSettingGet(appid, {});
      expect(answer).toEqual(setting);
      return answer;
    },
    refused: [
      9410016,
      async ({ account, client }) =>
        client.getFetchdataSettingSetPreFetch((await account()).appid, {
          is_pre_fetch_open: true,
          pre_fetch_type: 0,
          pre_fetch_url: 'https://other.example',
        }),
    ],
  },
  getFetchdataSettingSetPeriodFetch: {
    good: async ({ account, client }) =>
      client.getFetchdataSettingSetPeriodFetch((await account()).appid, {
        is_period_fetch_open: true,
        period_fetch_type: 1,
        period_env: 'test-pfyol',
        period_function_name: 'login',
      }),
    refused: [
      9410017,
      async ({ account, client }) =>
        client.getFetchdataSettingSetPeriodFetch((await account()).appid, {
          is_period_fetch_open: true,
          period_fetch_type: 1,
        }),
    ],
  },
} satisfies Trials<typeof section>);
