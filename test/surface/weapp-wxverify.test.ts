import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/weapp-wxverify.ts';
import { authDataOf } from '../simulator/applications.ts';
import { picture } from '../simulator/picture.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trials, trySurface } from './surface.ts';

const begin = async (stage: Stage) => {
  const account = await stage.account();
  const auth_data = await authDataOf(stage, account);
  const begun = await stage.client.secwxaapiWxaauth(account.appid, { auth_data });
  return { ...begun, appid: account.appid, auth_data };
};

trySurface('verification', {
  secwxaapiAuthidentitytree: {
    good: async ({ account, client }) => client.secwxaapiAuthidentitytree((await account()).appid, {}),
    refused: [
      61007,
      async ({ account, client }) =>
        client.secwxaapiAuthidentitytree((await account({ permissionSets: [17] })).appid, {}),
    ],
  },
  secwxaapiQueryauth: {
    good: async (stage) => {
      const { appid, taskid } = await begin(stage);
      const task = await stage.client.secwxaapiQueryauth(appid, { taskid });
      expect(task).toMatchObject({ appid, apply_status: 0 });
      return task;
    },
    refused: [
      1,
      async ({ account, client }) => client.secwxaapiQueryauth((await account()).appid, { taskid: 'no-task-of-ours' }),
    ],
  },
  secwxaapiReauth: {
    good: async (stage) => {
      for (const person of ['verifyingAdmin', 'verifier']) {
        await stage.order('/people', { person, does: person === 'verifier' ? 'reject' : 'accept' });
      }
      const { appid, taskid, auth_data } = await begin(stage);
      await stage.receiver.push('notify_3rd_wxa_auth', (told) => told.taskid === taskid && told.apply_status === '3');
      return stage.client.secwxaapiReauth(appid, { auth_data: { ...auth_data, taskid } });
    },
    refused: [
      40097,
      async (stage) => {
        const { appid, taskid, auth_data } = await begin(stage);
        return stage.client.secwxaapiReauth(appid, { auth_data: { ...auth_data, taskid } });
      },
    ],
  },
  secwxaapiUploadauthmaterial: {
    good: async ({ account, client }) =>
      client.secwxaapiUploadauthmaterial((await account()).appid, { media: picture({ name: '1.jpg' }) }),
    refused: [
      40005,
      async ({ account, client }) =>
        client.secwxaapiUploadauthmaterial((await account()).appid, { media: picture({ name: '1.pdf' }) }),
    ],
  },
  secwxaapiWxaauth: {
    good: async (stage) => {
      const { auth_url } = await begin(stage);
      expect(auth_url).toContain(stage.url);
      return auth_url;
    },
    refused: [
      89636,
      async (stage) => {
        const account = await stage.account();
        const auth_data = await authDataOf(stage, account, { qualification: 'of-somebody-else' });
        return stage.client.secwxaapiWxaauth(account.appid, { auth_data });
      },
    ],
  },
} satisfies Trials<typeof section>);
