import type * as section from '../../wechat/endpoints/live-player.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

const live = { permissionSets: [52] };

trySurface('live broadcasts', {
  applyLiveInfo: {
    good: async ({ account, client }) => client.applyLiveInfo((await account(live)).appid, {}),
    refused: [
      268489001,
      atFault('/wxa/business/applyliveinfo?action=apply', 268489001, async ({ account, client }) =>
        client.applyLiveInfo((await account(live)).appid, {}),
      ),
    ],
  },
} satisfies Trials<typeof section>);
