import type * as section from '../../wechat/endpoints/register-management.ts';
import { legalPersonPath } from '../pages/registration.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';
import type { Registration } from '../world/registrations.ts';

const taskOf = ({ taskid, status }: Registration, origin: string) => ({
  taskid,
  authorize_url: `${origin}${legalPersonPath(taskid)}`,
  status,
});

/** Registration of mini programs (注册小程序). */
export const registerManagement = {
  fastRegisterEnterpriseWeappCreate: async ({ name, code, component_phone }, { world, origin, changed }) => {
    const task = await world.registrations.begin({ name, code, component_phone });
    changed();
    return taskOf(task, origin);
  },

  fastRegisterEnterpriseWeappQuery: ({ taskid }, { world, origin }) => {
    const task = world.registrations.find(taskid);
    if (!task) throw new Refusal(89250);
    return taskOf(task, origin);
  },
} satisfies Slots<typeof section>;
