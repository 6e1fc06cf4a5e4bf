import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/record-management.ts';
import { type Trials, trySurface } from './surface.ts';

const granted = { permissionSets: [18, 76] };

trySurface('record management', {
  getIllegalRecords: {
    good: async ({ account, client, order }) => {
      const { appid } = await account(granted);
      const { illegalRecordId } = await order<{ illegalRecordId: string }>('/illegal-records', { appid });
      const answer = await client.getIllegalRecords(appid, {});
      expect(answer.records).toMatchObject([{ illegal_record_id: illegalRecordId }]);
      return answer;
    },
    refused: [
      61007,
      async ({ account, client }) => client.getIllegalRecords((await account({ permissionSets: [18] })).appid, {}),
    ],
  },
  getAppealRecords: {
    good: async ({ account, client, order }) => {
      const { appid } = await account(granted);
      const { illegalRecordId } = await order<{ illegalRecordId: string }>('/illegal-records', { appid });
      const { appealRecordId } = await order<{ appealRecordId: number }>('/appeals', { appid, illegalRecordId });
      const answer = await client.getAppealRecords(appid, { illegal_record_id: illegalRecordId });
      expect(answer.records).toMatchObject([{ appeal_record_id: appealRecordId, appeal_status: 1 }]);
      return answer;
    },
    refused: [
      61007,
      async ({ account, client }) => {
        const { appid } = await account({ permissionSets: [18] });
        return client.getAppealRecords(appid, { illegal_record_id: '2_11100' });
      },
    ],
  },
} satisfies Trials<typeof section>);
