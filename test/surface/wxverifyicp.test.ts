import type * as section from '../../wechat/endpoints/wxverifyicp.ts';
import { applicationOf, authDataOf } from '../simulator/applications.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trials, trySurface } from './surface.ts';

const submit = async (stage: Stage) => {
  await stage.person('verifyingAdmin', 'accept');
  const account = await stage.account();
  const application = await applicationOf(stage, account, true);
  const auth_data = await authDataOf(stage, account);
  const { appid } = account;
  return { appid, ...(await stage.client.submitAuthAndIcp(appid, { auth_data, ...application })) };
};

trySurface('verification with filing', {
  queryAuthAndIcp: {
    good: async (stage) => {
      const { appid, procedure_id } = await submit(stage);
      return stage.client.queryAuthAndIcp(appid, { procedure_id });
    },
    refused: [
      86328,
      async (stage) => {
        const { procedure_id } = await submit(stage);
        return stage.client.queryAuthAndIcp((await stage.account()).appid, { procedure_id });
      },
    ],
  },
  submitAuthAndIcp: {
    good: submit,
    refused: [
      86202,
      async (stage) => {
        await stage.person('verifyingAdmin', 'accept');
        const account = await stage.account();
        // A face check that was made for a filing alone.
        const application = await applicationOf(stage, account);
        const auth_data = await authDataOf(stage, account);
        return stage.client.submitAuthAndIcp(account.appid, { auth_data, ...application });
      },
    ],
  },
} satisfies Trials<typeof section>);
