import { z } from 'zod';
import { bug, merchant, notYet, provider, rejected, transient } from '../../error-class.ts';
import { wireNumber, wireText } from '../../wire.ts';

/** A task that waits for a person: its link is ours to hand out and works for 24 h. Every field may be absent. */
export const registrationTask = z.object({
  taskid: wireText.optional(),
  authorize_url: z.string().optional(),
  status: wireNumber.optional(),
});

/** What create and query of a task take beside their own fields: the version in force since 2026-04-30. */
export const newVersion = { new_version: z.literal(true) };

/** What any task may meet; 89250 is of the old family and may still come (unconfirmed). */
export const taskErrors = {
  89247: transient('WeChat had an internal error; try later.', '系统错误，请稍后重试'),
  89249: notYet(
    'A registration of this subject is running; it ends at the latest 24 h after it began.',
    '该主体已有任务执行中，距上次任务 24 小时后再试',
  ),
  89250: rejected('No such task; begin another.', '未找到该任务'),
  89254: provider(
    'The platform lacks permission sets in its released configuration; add them and release it again.',
    '第三方平台缺少所需权限集，请补充后重新全网发布',
  ),
} as const;

/** The same of a task with an enterprise; 89251 to 89253 are of the old family and may still come (unconfirmed). */
export const enterpriseTaskErrors = {
  ...taskErrors,
  89251: notYet('The legal person has not finished the face check yet.', '待法人人脸核身校验'),
  89252: notYet('WeChat compares the enterprise with its legal person.', '法人与企业信息一致性校验中'),
  89253: bug('Fields of the request are missing.', '缺少参数'),
  89255: rejected('The unified social credit code (统一社会信用代码) is invalid.', '统一社会信用代码有误'),
} as const;

/** Where a subject or a person has as many accounts as WeChat allows, or is barred. */
export const limitErrors = {
  1001: rejected('The subject has as many mini programs as it may.', '主体创建小程序数量达到上限'),
  1002: rejected('The subject is barred for a violation.', '主体违规命中黑名单'),
  1003: merchant('The admin has as many accounts as one may; unbind one.', '管理员绑定账号数量达到上限'),
  1004: rejected('The admin is barred for a violation.', '管理员违规命中黑名单'),
  1005: merchant("The admin's phone has as many accounts as one may; unbind one.", '管理员手机绑定账号数量达到上限'),
  1006: rejected("The admin's phone is barred for a violation.", '管理员手机号违规命中黑名单'),
  1007: rejected("The admin's identity card made as many accounts as one may.", '管理员身份证创建账号数量达到上限'),
  1008: rejected("The admin's identity card is barred for a violation.", '管理员身份证违规命中黑名单'),
} as const;
