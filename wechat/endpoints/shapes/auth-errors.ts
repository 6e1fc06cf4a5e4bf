import { merchant, provider } from '../../error-class.ts';

/** What WeChat says of the data of a verification: no page lists these, they were seen (unconfirmed). */
export const authErrors = {
  40064: merchant('This kind of account can not be verified this way.', '账号类型不支持代认证'),
  40097: provider(
    'An argument is invalid, or the account does not allow this now: a verification is running, or the task was not sent back for a refill.',
    '参数错误，或当前状态不允许：已有认证进行中，或任务并非打回重填',
  ),
  89609: provider(
    'The prepaid package can not be used: check service_appid and what is left of it.',
    '资源包权限不正确，请检查 service_appid 与余量',
  ),
  89636: provider('A material is invalid or older than 3 days: upload it again.', '材料无效或已过期，请重新上传'),
} as const;
