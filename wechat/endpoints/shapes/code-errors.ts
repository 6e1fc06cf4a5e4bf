import { bug, merchant } from '../../error-class.ts';

/** What WeChat says where the account has not been set up. */
export const notInitialised = merchant('Name, avatar or signature is not set.', '请先设置名称、头像、简介');

/** What WeChat says to an account that calls with its own token what only a platform calls on its behalf. */
export const onBehalfOnly = {
  86000: bug('Only a third-party platform may call this.', '仅限第三方平台调用'),
} as const;
