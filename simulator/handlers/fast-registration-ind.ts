import type * as section from '../../wechat/endpoints/fast-registration-ind.ts';
import type { Slots } from '../slots.ts';
import { foundTask, taskOf } from './registration-task.ts';

/** Registration of persons' mini programs (快速注册个人小程序、个人升级版小程序). */
export const fastRegistrationInd = {
  fastRegisterPersonalMpCreate: async ({ wxuser, component_phone }, { world, origin, changed }) => {
    const task = await world.registrations.begin({ kind: 'personal', wxuser, component_phone });
    changed();
    return taskOf(task, origin);
  },

  fastRegisterPersonalMpQuery: ({ taskid }, { world, origin }) =>
    taskOf(foundTask(world.registrations.find(taskid, 'personal')), origin),

  fastRegisterTransactionWeappCreate: async ({ openid, component_phone }, { world, origin, changed }) => {
    const task = await world.registrations.begin({ kind: 'transaction', openid, component_phone });
    changed();
    return taskOf(task, origin);
  },

  fastRegisterTransactionWeappQuery: ({ taskid }, { world, origin }) =>
    taskOf(foundTask(world.registrations.find(taskid, 'transaction')), origin),
} satisfies Slots<typeof section>;
