import { bug, merchant, notYet } from '../../error-class.ts';

/** What WeChat says while it still looks through the code, and where an interface needs a permission. */
export const detectionErrors = {
  61039: notYet('The privacy detection of the last commit is not finished.', '隐私接口检查任务未完成'),
  61040: merchant(
    'The code uses privacy interfaces without permission or declaration: apply for them, declare them, or say they are unused.',
    '代码使用了未获权限或未声明的隐私接口',
  ),
} as const;

/** What WeChat says where the account has not been set up. */
export const notInitialised = merchant('Name, avatar or signature is not set.', '请先设置名称、头像、简介');

/** What WeChat says to an account that calls with its own token what only a platform calls on its behalf. */
export const onBehalfOnly = {
  86000: bug('Only a third-party platform may call this.', '仅限第三方平台调用'),
} as const;
