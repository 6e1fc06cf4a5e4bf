import type * as section from '../../wechat/endpoints/fast-regist-beta.ts';
import { below, newOpenid, newSocialCreditCode, officialAccount, trialOf } from '../simulator/merchants.ts';
import type { Stage } from '../simulator/stage.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

const newVersion = { new_version: true } as const;
const phone = { component_phone: '0755-1' };

/** An account with the set for trials that is none. */
const formal = async (stage: Stage) => (await stage.account({ permissionSets: [81] })).appid;
const verify = ({ client }: Stage, appid: string) =>
  client.verfifyBetaMiniprogram(appid, {
    verify_info: { enterprise_name: '示例餐饮有限公司', code: newSocialCreditCode(), ...phone },
    ...newVersion,
  });

/** A trial, and the ticket of an official account's admin for it. */
const lent = async (stage: Stage) => {
  await stage.person('admin', 'accept');
  const { appid } = await trialOf(stage);
  const { appid: mp_appid } = await officialAccount(stage);
  await stage.client.getMpAdminAuth(appid, { mp_appid, same_admin: 0 });
  const { payload } = await stage.receiver.push(
    'betaapp_authorization_apply_event',
    (told) => below(told, 'ApplyAuthorizationInfoNoitfy').appid === appid,
  );
  return { appid, mp_appid, ticket: String(below(payload, 'ApplyAuthorizationInfoNoitfy').ticket) };
};

const byMerchantNumber = async ({ client }: Stage, appid: string) =>
  client.reuseMchidFastNormalizeBetaWeappCreatetask(appid, {
    primary_merchant_code: '1900006511',
    sub_merchant_code: '1900006512',
    ...phone,
  });
const reusing = '/wxa/component/reusemchidfastnormalizebetaweapp';

trySurface('trials', {
  registerBetaMiniprogram: {
    good: ({ client }) => client.registerBetaMiniprogram({ name: '小麦烤鸡', openid: newOpenid() }),
    refused: [86017, ({ client }) => client.registerBetaMiniprogram({ name: '烤鸡', openid: newOpenid() })],
  },
  verfifyBetaMiniprogram: {
    good: async (stage) => verify(stage, (await trialOf(stage)).appid),
    refused: [91021, async (stage) => verify(stage, await formal(stage))],
  },
  modifyBetaMiniprogramNickName: {
    good: async (stage) =>
      stage.client.modifyBetaMiniprogramNickName((await trialOf(stage)).appid, { name: '小麦烤鸭' }),
    refused: [
      91020,
      async (stage) => stage.client.modifyBetaMiniprogramNickName(await formal(stage), { name: '小麦烤鸭' }),
    ],
  },
  getMpAdminAuth: {
    good: lent,
    refused: [
      91021,
      async (stage) => {
        const { appid: mp_appid } = await officialAccount(stage);
        return stage.client.getMpAdminAuth(await formal(stage), { mp_appid, same_admin: 0 });
      },
    ],
  },
  mpVerifyBetaWeapp: {
    good: async (stage) => {
      const { appid, ...loan } = await lent(stage);
      return stage.client.mpVerifyBetaWeapp(appid, loan);
    },
    refused: [
      61058,
      async (stage) => {
        const { appid, mp_appid } = await lent(stage);
        return stage.client.mpVerifyBetaWeapp(appid, { mp_appid, ticket: 'unknown' });
      },
    ],
  },
  fastNormalizeBetaWeappCreatetask: {
    good: async (stage) =>
      stage.client.fastNormalizeBetaWeappCreatetask((await trialOf(stage)).appid, { ...phone, ...newVersion }),
    refused: [
      91021,
      async (stage) => stage.client.fastNormalizeBetaWeappCreatetask(await formal(stage), { ...phone, ...newVersion }),
    ],
  },
  fastNormalizeBetaWeappQuery: {
    good: async (stage) => {
      const { appid } = await trialOf(stage);
      const { taskid = '' } = await stage.client.fastNormalizeBetaWeappCreatetask(appid, { ...phone, ...newVersion });
      return stage.client.fastNormalizeBetaWeappQuery(appid, { taskid, ...phone, ...newVersion });
    },
    refused: [
      89250,
      async (stage) =>
        stage.client.fastNormalizeBetaWeappQuery((await trialOf(stage)).appid, { ...phone, ...newVersion }),
    ],
  },
  reuseMchidFastNormalizeBetaWeappCreatetask: {
    good: async (stage) => byMerchantNumber(stage, (await trialOf(stage)).appid),
    refused: [
      91021,
      atFault(`${reusing}?action=createtask`, 91021, async (stage) =>
        byMerchantNumber(stage, (await trialOf(stage)).appid),
      ),
    ],
  },
  reuseMchidFastNormalizeBetaWeappQuery: {
    good: async (stage) =>
      stage.client.reuseMchidFastNormalizeBetaWeappQuery((await trialOf(stage)).appid, { taskid: 'sample' }),
    refused: [
      91021,
      atFault(`${reusing}?action=query`, 91021, async (stage) =>
        stage.client.reuseMchidFastNormalizeBetaWeappQuery((await trialOf(stage)).appid, { taskid: 'sample' }),
      ),
    ],
  },
} satisfies Trials<typeof section>);
