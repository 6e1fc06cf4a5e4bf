import type * as section from '../../wechat/endpoints/kf-message.ts';
import { type Trials, trySurface } from './surface.ts';

trySurface('customer-service messages', {
  sendCustomMessage: {
    good: async ({ account, client, order }) => {
      const { appid } = await account({ permissionSets: [19] });
      const { openid } = await order<{ openid: string }>('/messages', { appid, content: '在吗' });
      return client.sendCustomMessage(appid, { touser: openid, msgtype: 'text', text: { content: '在' } });
    },
    refused: [
      45015,
      async ({ account, client }) => {
        const { appid } = await account({ permissionSets: [19] });
        const touser = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';
        return client.sendCustomMessage(appid, { touser, msgtype: 'text', text: { content: '在' } });
      },
    ],
  },
} satisfies Trials<typeof section>);
