import { z } from 'zod';
import { event } from '../event.ts';
import { wireNumber, wireNumberIfAny, wireText } from '../wire.ts';

/** The account: WeChat's pages and its pushes name it in three ways. */
const account = {
  appid: z.string().optional(),
  authorizer_appid: z.string().optional(),
  verify_appid: z.string().optional(),
};
const head = { AppId: z.string(), CreateTime: wireNumber, ...account };

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
    task_id: wireText,
    result: wireNumber,
    along_with_auth_result: wireNumberIfAny,
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
  payload: z.object({ ...head, beian_status: wireNumber }),
  secrets: [],
  dedupe: ['appid', 'authorizer_appid', 'verify_appid', 'beian_status', 'CreateTime'],
});
