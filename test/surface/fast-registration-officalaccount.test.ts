import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/fast-registration-officalaccount.ts';
import { link, officialAccount, scan } from '../simulator/merchants.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trials, trySurface } from './surface.ts';

/** What an admin brings back from a page of WeChat. */
const broughtBack = async (stage: Stage, path: string, appid: string, name: string) => {
  const query = { appid, component_appid: stage.componentAppid, redirect_uri: 'https://weft.example.com/back' };
  return (await scan(stage, { url: link(path, query) })).searchParams.get(name) ?? '';
};

trySurface('registration with the subject of an official account', {
  registerMiniprogramByOffiaccount: {
    good: async (stage) => {
      const { appid } = await officialAccount(stage);
      const ticket = await broughtBack(stage, '/cgi-bin/fastregisterauth', appid, 'ticket');
      const answer = await stage.client.registerMiniprogramByOffiaccount(appid, { ticket });
      expect(answer.is_link_succ).toBe(true);
      return answer;
    },
    refused: [
      61058,
      async (stage) => {
        const { appid } = await officialAccount(stage);
        return stage.client.registerMiniprogramByOffiaccount(appid, { ticket: 'unknown' });
      },
    ],
  },
  componentRebindAdmin: {
    good: async (stage) => {
      const { appid } = await stage.account();
      const taskid = await broughtBack(stage, '/wxopen/componentrebindadmin', appid, 'taskid');
      return stage.client.componentRebindAdmin(appid, { taskid });
    },
    refused: [
      85060,
      async (stage) => stage.client.componentRebindAdmin((await stage.account()).appid, { taskid: 'unknown' }),
    ],
  },
} satisfies Trials<typeof section>);
