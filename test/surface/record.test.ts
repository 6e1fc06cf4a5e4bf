import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/record.ts';
import { applicationOf } from '../simulator/applications.ts';
import { picture } from '../simulator/picture.ts';
import type { Stage } from '../simulator/stage.ts';
import { type Trial, type Trials, trySurface } from './surface.ts';

/** A verified account. */
const verified = async (stage: Stage) => {
  await stage.person('verifyingAdmin', 'accept');
  const account = await stage.account();
  await stage.order('/verifying', { appid: account.appid, verified: true });
  return account;
};
const apply = async (stage: Stage, reviewer = 'ignore') => {
  await stage.person('platformReviewer', reviewer);
  const account = await verified(stage);
  await stage.client.applyIcpFiling(account.appid, await applicationOf(stage, account));
  return account;
};
const filed = async (stage: Stage) => {
  for (const person of ['principal', 'bureau']) {
    await stage.order('/people', { person, does: person === 'bureau' ? 'pass' : 'confirm' });
  }
  const { appid } = await apply(stage, 'pass');
  await stage.receiver.push('notify_apply_icpfiling_result', ({ authorizer_appid }) => authorizer_appid === appid);
  return appid;
};
const upload = (more: object = {}) => ({
  type: 'image' as const,
  certificate_type: 2,
  icp_order_field: 'icp_subject.principal_info.certificate_photo_front',
  media: picture(),
  ...more,
});

const dictionaries = ['CertificateTypes', 'SubjectTypes', 'DistrictCode', 'NrlxTypes', 'ServiceContentTypes'] as const;
const dictionary = (name: (typeof dictionaries)[number]): Trial => ({
  good: async ({ account, client }) => {
    const { items } = await client[`queryIcp${name}`]((await account()).appid, {});
    expect(items.length).toBeGreaterThan(0);
    return items;
  },
  refused: [
    61007,
    async ({ account, client }) => client[`queryIcp${name}`]((await account({ permissionSets: [17] })).appid, {}),
  ],
});

trySurface('ICP filing', {
  applyIcpFiling: {
    good: apply,
    refused: [
      86324,
      async (stage) => {
        const account = await apply(stage);
        return stage.client.applyIcpFiling(account.appid, await applicationOf(stage, account));
      },
    ],
  },
  cancelApplyIcpFiling: {
    good: async (stage) => stage.client.cancelApplyIcpFiling((await apply(stage)).appid, {}),
    refused: [86368, async ({ account, client }) => client.cancelApplyIcpFiling((await account()).appid, {})],
  },
  cancelIcpfiling: {
    good: async (stage) => stage.client.cancelIcpfiling(await filed(stage), { cancel_type: 1 }),
    refused: [
      86353,
      async ({ account, client }) => client.cancelIcpfiling((await account()).appid, { cancel_type: 1 }),
    ],
  },
  createIcpVerifyTask: {
    good: async ({ account, client }) => client.createIcpVerifyTask((await account()).appid, {}),
    refused: [
      61007,
      async ({ account, client }) => client.createIcpVerifyTask((await account({ permissionSets: [17] })).appid, {}),
    ],
  },
  getIcpEntranceInfo: {
    good: async ({ account, client }) => {
      const { info } = await client.getIcpEntranceInfo((await account({ permissionSets: [156] })).appid, {});
      expect(info).toMatchObject({ status: 1028, available: 1, is_canceling: false });
      return info;
    },
    refused: [
      61007,
      async ({ account, client }) => client.getIcpEntranceInfo((await account({ permissionSets: [17] })).appid, {}),
    ],
  },
  getIcpMedia: {
    good: async ({ account, client }) => {
      const { appid } = await account();
      const { media_id } = await client.uploadIcpMedia(appid, upload());
      const { contentType, bytes } = await client.getIcpMedia(appid, { media_id });
      expect([contentType, bytes]).toEqual(['image/jpeg', new Uint8Array(await picture().arrayBuffer())]);
      return bytes;
    },
    refused: [
      86205,
      async ({ account, client }) => client.getIcpMedia((await account()).appid, { media_id: 'of-somebody-else' }),
    ],
  },
  getOnlineIcpOrder: {
    good: async (stage) => {
      const { icp_subject, icp_applets } = await stage.client.getOnlineIcpOrder(await filed(stage), {});
      expect(icp_subject?.principal_info).toMatchObject({ name: '*三', mobile: '13*******21' });
      return icp_applets;
    },
    refused: [86328, async ({ account, client }) => client.getOnlineIcpOrder((await account()).appid, {})],
  },
  queryIcpCertificateTypes: dictionary('CertificateTypes'),
  queryIcpDistrictCode: dictionary('DistrictCode'),
  queryIcpNrlxTypes: dictionary('NrlxTypes'),
  queryIcpServiceContentTypes: dictionary('ServiceContentTypes'),
  queryIcpSubjectTypes: dictionary('SubjectTypes'),
  queryIcpVerifyTask: {
    good: async ({ account, client }) => {
      const { appid } = await account();
      const { task_id } = await client.createIcpVerifyTask(appid, {});
      return client.queryIcpVerifyTask(appid, { task_id });
    },
    refused: [
      86328,
      async ({ account, client }) => client.queryIcpVerifyTask((await account()).appid, { task_id: 'no-task' }),
    ],
  },
  uploadIcpMedia: {
    good: async ({ account, client }) => client.uploadIcpMedia((await account()).appid, upload()),
    refused: [
      40004,
      async ({ account, client }) => client.uploadIcpMedia((await account()).appid, upload({ type: 'video' })),
    ],
  },
} satisfies Trials<typeof section>);
