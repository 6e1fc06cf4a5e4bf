import type * as section from '../../../wechat/endpoints/basic-info-management-fetch-data.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  getFetchdataSettingGet: {
    call: 'POST /wxa/fetchdatasetting?action=get authorizer',
    requests: [{}],
    answers: [
      same({
        is_pre_fetch_open: true,
        pre_fetch_type: 1,
        pre_env: 'test-pfyol',
        pre_function_name: 'test_func',
        is_period_fetch_open: true,
        period_fetch_type: 0,
        period_fetch_url: 'https://111.qq.com',
      }),
    ],
  },
  getFetchdataSettingSetPreFetch: {
    call: 'POST /wxa/fetchdatasetting?action=set_pre_fetch authorizer',
    errcodes: [40166, 9410013, 9410014, 9410016, 9410017],
    requests: [{ is_pre_fetch_open: true, pre_fetch_type: 0, pre_fetch_url: 'https://fff.com' }],
    answers: [nothing],
  },
  getFetchdataSettingSetPeriodFetch: {
    call: 'POST /wxa/fetchdatasetting?action=set_period_fetch authorizer',
    errcodes: [40166, 9410013, 9410014, 9410016, 9410017],
    requests: [
      {
        is_period_fetch_open: true,
        period_fetch_type: 1,
        period_env: 'test-pfyol',
        period_function_name: 'login',
      },
    ],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
