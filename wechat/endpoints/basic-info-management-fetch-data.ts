import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, provider } from '../error-class.ts';
import { acknowledged, wireBoolean, wireNumber } from '../wire.ts';

const fetchDataCall = {
  method: 'POST',
  path: '/wxa/fetchdatasetting',
  actionIn: 'body',
  token: 'authorizer',
  permission: [18],
} as const;

const errors = {
  40166: bug('The appid is not a mini program.', '非小程序发起调用'),
  9410013: bug('The action is invalid.', '无效 action'),
  9410014: bug('The type of the source is invalid.', 'fetch_type 无效'),
  9410016: provider('The URL must be of a business domain (业务域名) of the account.', 'URL 需为小程序业务域名'),
  9410017: provider('The environment or function of the cloud is invalid.', '环境或函数名无效'),
} as const;

/** 0: a server of ours, 1: a function in the cloud. */
const source = z.union([z.literal(0), z.literal(1)]);

/**
 * How an account fetches data before it starts (数据预拉取) and periodically (数据周期性更新).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_getfetchdatasetting.html
 */
export const getFetchdataSettingGet = endpoint({
  ...fetchDataCall,
  action: 'get',
  request: z.object({}),
  response: z.object({
    is_pre_fetch_open: wireBoolean.optional(),
    pre_fetch_type: wireNumber.optional(),
    pre_fetch_url: z.string().optional(),
    pre_env: z.string().optional(),
    pre_function_name: z.string().optional(),
    is_period_fetch_open: wireBoolean.optional(),
    period_fetch_type: wireNumber.optional(),
    period_fetch_url: z.string().optional(),
    period_env: z.string().optional(),
    period_function_name: z.string().optional(),
  }),
  repeatable: true,
  errors,
});

/**
 * Sets how an account fetches data before it starts; the URL is of one of its business domains.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_getfetchdatasetting.html
 */
export const getFetchdataSettingSetPreFetch = endpoint({
  ...fetchDataCall,
  action: 'set_pre_fetch',
  request: z.object({
    is_pre_fetch_open: z.boolean(),
    pre_fetch_type: source,
    pre_fetch_url: z.string().optional(),
    pre_env: z.string().optional(),
    pre_function_name: z.string().optional(),
  }),
  response: acknowledged,
  repeatable: true,
  errors,
});

/**
 * Sets how an account fetches data periodically; the URL is of one of its business domains.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_getfetchdatasetting.html
 */
export const getFetchdataSettingSetPeriodFetch = endpoint({
  ...fetchDataCall,
  action: 'set_period_fetch',
  request: z.object({
    is_period_fetch_open: z.boolean(),
    period_fetch_type: source,
    period_fetch_url: z.string().optional(),
    period_env: z.string().optional(),
    period_function_name: z.string().optional(),
  }),
  response: acknowledged,
  repeatable: true,
  errors,
});
