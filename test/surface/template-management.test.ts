import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/template-management.ts';
import type { Stage } from '../simulator/stage.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

const draft = async ({ order }: Stage) =>
  (await order<{ draftId: number }>('/drafts', { userVersion: '2.0.0' })).draftId;
const newest = async ({ client }: Stage) => (await client.getTemplateList({})).template_list.at(-1);

trySurface('template management', {
  getTemplatedRaftList: {
    good: async (stage) => {
      const draft_id = await draft(stage);
      const answer = await stage.client.getTemplatedRaftList({});
      expect(answer.draft_list).toContainEqual(expect.objectContaining({ draft_id, user_version: '2.0.0' }));
      return answer;
    },
    refused: [85064, atFault('/wxa/gettemplatedraftlist', 85064, ({ client }) => client.getTemplatedRaftList({}))],
  },
  addToTemplate: {
    good: async (stage) => {
      const draft_id = await draft(stage);
      const answer = await stage.client.addToTemplate({ draft_id });
      expect(await newest(stage)).toMatchObject({ draft_id, user_version: '2.0.0', template_type: 0 });
      return answer;
    },
    refused: [85064, ({ client }) => client.addToTemplate({ draft_id: 9999 })],
  },
  getTemplateList: {
    good: ({ client }) => client.getTemplateList({ template_type: 0 }),
    refused: [85064, atFault('/wxa/gettemplatelist', 85064, ({ client }) => client.getTemplateList({}))],
  },
  deleteTemplate: {
    good: async (stage) => {
      await stage.client.addToTemplate({ draft_id: await draft(stage) });
      const template_id = (await newest(stage))?.template_id ?? 0;
      const answer = await stage.client.deleteTemplate({ template_id });
      expect(await newest(stage)).not.toMatchObject({ template_id });
      return answer;
    },
    refused: [85064, ({ client }) => client.deleteTemplate({ template_id: 9999 })],
  },
} satisfies Trials<typeof section>);
