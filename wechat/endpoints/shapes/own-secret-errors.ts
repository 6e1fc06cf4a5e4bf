import { merchant } from '../../error-class.ts';

/** What WeChat says where a call is made with a merchant's own AppSecret, which common errors take for the platform's. */
export const ownSecretErrors = {
  40125: merchant("The merchant's AppSecret is wrong; was it reset?", '商家 AppSecret 错误，是否已被重置'),
  40164: merchant(
    "This host's IP is not on the merchant's own allow-list; add it in mp.weixin.qq.com.",
    '服务器 IP 不在商家的白名单，请在公众平台添加',
  ),
} as const;
