import { z } from 'zod';
import { event } from '../event.ts';
import { wireNumber, wireText } from '../wire.ts';

const head = { AppId: z.string(), CreateTime: wireNumber };

/**
 * The admin made a face check: `result` 2 failed, 3 passed; `along_with_auth_result` 9 where it came along with a
 * verification and the phone check passed too. WeChat's page shows JSON, practice is XML.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_createicpverifytask.html
 */
export const notifyIcpfilingVerifyResult = event({
  channel: 'component',
  name: 'notify_icpfiling_verify_result',
  payload: z.object({
    ...head,
    verify_appid: z.string(),
    task_id: wireText,
    result: wireNumber,
    along_with_auth_result: wireNumber.optional(),
  }),
  secrets: [],
  dedupe: ['task_id', 'result', 'CreateTime'],
});

/**
 * A filing was rejected (3, 5) or is in force (6); the numbers are those of the entrance's status.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/record/api_applyicpfiling.html
 */
export const notifyApplyIcpfilingResult = event({
  channel: 'component',
  name: 'notify_apply_icpfiling_result',
  payload: z.object({ ...head, authorizer_appid: z.string(), beian_status: wireNumber }),
  secrets: [],
  dedupe: ['authorizer_appid', 'beian_status', 'CreateTime'],
});
