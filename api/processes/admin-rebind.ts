import { z } from 'zod';
import { adminRebindTimings } from '../../messages/admin-rebind.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { findAuthorizer, merchantIdOf } from '../authorizers/find.ts';
import { adminRebindPage } from '../pages/admin-rebind.ts';
import { process } from '../process.ts';
import { consentDurations } from './consent.ts';
import { appid } from './fields.ts';
import { steering } from './steering.ts';

const body = z.strictObject({
  appid,
  timings: z
    .strictObject(consentDurations)
    .exactOptional()
    .describe(
      'In milliseconds: how long the admins have, how long before the end to remind each time, how often to look whether the permission set is granted, how long after a lost answer to send the task again.',
    ),
});

/** The change of a mini program's admin (换绑小程序管理员). */
export const adminRebind = process({
  path: '/admin-rebinds',
  workflow: 'adminRebind',
  title: 'admin rebind',
  calls: ['componentRebindAdmin'],
  start: {
    role: 'operator',
    body,
    id: ({ appid }) => workflowIds.adminRebind(appid),
    prepare: async ({ appid, timings }, { temporal, page, pageAt, publicUrlTrouble }) => {
      const merchantId = merchantIdOf(await findAuthorizer(temporal, appid));
      const consent = pageAt('/consents', adminRebindPage.life);
      return {
        input: { appid, page, consent, timings: { ...adminRebindTimings, ...timings } },
        summary: `Change the admin of ${appid}`,
        appid,
        ...(merchantId === undefined ? {} : { merchantId }),
        subject: [['小程序', appid]],
        ...(publicUrlTrouble ? { warning: publicUrlTrouble } : {}),
      };
    },
  },
  actions: steering,
  page: adminRebindPage,
});
