import type * as section from '../../wechat/endpoints/fast-registration-ent.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';
import { foundTask, taskOf } from './registration-task.ts';

const retired = (): never => {
  throw new Refusal(-1);
};

/** Registration of enterprises' mini programs (快速注册企业小程序). */
export const fastRegistrationEnt = {
  fastRegisterEnterpriseWeappCreate: async ({ name, code, component_phone }, { world, origin, changed }) => {
    const task = await world.registrations.begin({ kind: 'enterprise', name, code, component_phone });
    changed();
    return taskOf(task, origin);
  },

  fastRegisterEnterpriseWeappQuery: ({ taskid }, { world, origin }) =>
    taskOf(foundTask(world.registrations.find(taskid, 'enterprise')), origin),

  registerMiniprogramCreate: retired,
  registerMiniprogramSearch: retired,
} satisfies Slots<typeof section>;
