import type * as section from '../../wechat/endpoints/weapp-wxverify.ts';
import { authLink } from '../pages/verifying.ts';
import { Refusal } from '../refusal.ts';
import { type Slots, sampled } from '../slots.ts';
import { keepAuthMaterial } from '../world/auth-materials.ts';
import { identityTree } from '../world/icp-dictionaries.ts';
import { applyStatus } from '../world/verification.ts';

/** Verification of mini programs (小程序认证). */
export const weappWxverify = {
  secwxaapiUploadauthmaterial: ({ media }, { world, account, changed }) => {
    const mediaid = keepAuthMaterial(account, media, world.clock);
    changed();
    return { type: 'image', mediaid };
  },

  secwxaapiAuthidentitytree: sampled('a dictionary, in excerpts', { identity_tree_list: identityTree }),

  secwxaapiWxaauth: async ({ auth_data }, { world, account, origin, changed }) => {
    const { taskid } = await world.verifying.verifications.begin(account, auth_data);
    changed();
    return { taskid, auth_url: `${origin}${authLink(taskid)}` };
  },

  secwxaapiQueryauth: ({ taskid }, { account, origin }) => {
    const task = account.verification.tasks.find((one) => one.taskid === taskid);
    if (!task) throw new Refusal(1);
    const { orderid, refillReason, failReason, dispatch } = task;
    return {
      appid: account.appid,
      task_status: task.taskStatus,
      auth_url: `${origin}${authLink(taskid)}`,
      apply_status: task.applyStatus,
      ...(orderid ? { orderid } : {}),
      ...(task.applyStatus === applyStatus.refill && refillReason ? { refill_reason: refillReason } : {}),
      ...(task.applyStatus === applyStatus.failed && failReason ? { fail_reason: failReason } : {}),
      ...(task.applyStatus === applyStatus.underAudit && dispatch ? { dispatch_info: dispatch } : {}),
    };
  },

  secwxaapiReauth: async ({ auth_data }, { world, account, origin, changed }) => {
    const { taskid } = await world.verifying.verifications.again(account, auth_data.taskid, auth_data);
    changed();
    return { taskid, auth_url: `${origin}${authLink(taskid)}` };
  },
} satisfies Slots<typeof section>;
