import { merchant } from '../../error-class.ts';

/** What WeChat says of an account that was not registered by API. */
export const onlyByApi = {
  41033: merchant(
    'Only for a mini program registered by API; the merchant sees to it at mp.weixin.qq.com.',
    '仅支持通过接口注册的小程序，请商家登录公众平台设置',
  ),
} as const;
