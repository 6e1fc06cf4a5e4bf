import type * as section from '../../wechat/endpoints/authorization-management.ts';
import type { Stage } from '../simulator/stage.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

const voice = { option_name: 'voice_recognize' } as const;
const appidOf = async ({ account }: Stage) => (await account()).appid;
const confirm = async (stage: Stage, needConfirm: number[]) => {
  const { appid } = await stage.account({ kind: 'officialAccount', needConfirm });
  const request = { authorizer_appid: appid, funcscope_category_id: 33, confirm_value: 1 } as const;
  return stage.client.confirmAuthorization(request);
};

trySurface('authorization management', {
  getAuthorizerInfo: {
    good: async (stage) => stage.client.getAuthorizerInfo({ authorizer_appid: await appidOf(stage) }),
    refused: [61003, ({ client }) => client.getAuthorizerInfo({ authorizer_appid: 'wxnobody' })],
  },
  getAuthorizerList: {
    good: ({ client }) => client.getAuthorizerList({ offset: 0, count: 500 }),
    refused: [
      40170,
      atFault('/cgi-bin/component/api_get_authorizer_list', 40170, ({ client }) =>
        client.getAuthorizerList({ offset: 0, count: 500 }),
      ),
    ],
  },
  confirmAuthorization: {
    good: (stage) => confirm(stage, [33]),
    refused: [61019, (stage) => confirm(stage, [])],
  },
  getAuthorizerOptionInfo: {
    good: async (stage) => stage.client.getAuthorizerOptionInfo(await appidOf(stage), voice),
    refused: [
      61012,
      atFault('/cgi-bin/component/get_authorizer_option', 61012, async (stage) =>
        stage.client.getAuthorizerOptionInfo(await appidOf(stage), voice),
      ),
    ],
  },
  setAuthorizerOptionInfo: {
    good: async (stage) =>
      stage.client.setAuthorizerOptionInfo(await appidOf(stage), { option_name: 'location_report', option_value: '2' }),
    refused: [
      61013,
      async (stage) => stage.client.setAuthorizerOptionInfo(await appidOf(stage), { ...voice, option_value: '2' }),
    ],
  },
  apiGetAuthorizerOption: {
    good: async (stage) => stage.client.apiGetAuthorizerOption(await appidOf(stage), voice),
    refused: [
      61012,
      atFault('/cgi-bin/component/api_get_authorizer_option', 61012, async (stage) =>
        stage.client.apiGetAuthorizerOption(await appidOf(stage), voice),
      ),
    ],
  },
  apiSetAuthorizerOption: {
    good: async (stage) => stage.client.apiSetAuthorizerOption(await appidOf(stage), { ...voice, option_value: '1' }),
    refused: [
      61013,
      async (stage) => stage.client.apiSetAuthorizerOption(await appidOf(stage), { ...voice, option_value: '2' }),
    ],
  },
} satisfies Trials<typeof section>);
