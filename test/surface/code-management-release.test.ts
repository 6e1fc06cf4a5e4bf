import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/code-management-release.ts';
import type { Stage } from '../simulator/stage.ts';
import { versionsOf } from '../simulator/versions.ts';
import { customised, type Trials, trySurface } from './surface.ts';

/** A new account, what it does with its code, and the versions that went online. */
const codeOf = async (stage: Stage, versions: string[] = []) => {
  const { appid } = await stage.account();
  const code = versionsOf(stage, appid);
  await code.online(...versions);
  return { appid, client: stage.client, ...code };
};

trySurface('code management, release and rollback', {
  release: {
    good: async (stage) => {
      const { appid, client, approved, released } = await codeOf(stage);
      await approved('1.0.0');
      const answer = await client.release(appid, {});
      expect(await released()).toBe('1.0.0');
      return answer;
    },
    refused: [
      85019,
      async (stage) => {
        const { appid, client } = await codeOf(stage);
        return client.release(appid, {});
      },
    ],
  },
  grayRelease: {
    good: async (stage) => {
      const { appid, client, approved } = await codeOf(stage, ['1.0.0']);
      await approved('1.1.0');
      return client.grayRelease(appid, { gray_percentage: 5, support_debuger_first: true });
    },
    refused: [
      85079,
      async (stage) => {
        const { appid, client, approved } = await codeOf(stage);
        await approved('1.0.0');
        return client.grayRelease(appid, { gray_percentage: 5 });
      },
    ],
  },
  getGrayReleasePlan: {
    good: async (stage) => {
      const { appid, client, approved } = await codeOf(stage, ['1.0.0']);
      await approved('1.1.0');
      await client.grayRelease(appid, { gray_percentage: 8, support_experiencer_first: true });
      const answer = await client.getGrayReleasePlan(appid, {});
      expect(answer.gray_release_plan).toEqual({
        status: 1,
        create_timestamp: expect.any(Number),
        gray_percentage: 8,
        support_debuger_first: false,
        support_experiencer_first: true,
      });
      return answer;
    },
    refused: [
      86000,
      async (stage) => {
        const { appid, client } = await customised(stage);
        return client.getGrayReleasePlan(appid, {});
      },
    ],
  },
  revertGrayRelease: {
    good: async (stage) => {
      const { appid, client, approved } = await codeOf(stage, ['1.0.0']);
      await approved('1.1.0');
      await client.grayRelease(appid, { gray_percentage: 8 });
      return client.revertGrayRelease(appid, {});
    },
    refused: [
      86000,
      async (stage) => {
        const { appid, client } = await customised(stage);
        return client.revertGrayRelease(appid, {});
      },
    ],
  },
  revertCodeRelease: {
    good: async (stage) => {
      const { appid, client, released } = await codeOf(stage, ['1.0.0', '1.1.0']);
      const answer = await client.revertCodeRelease(appid, {});
      expect(await released()).toBe('1.0.0');
      return answer;
    },
    refused: [
      87012,
      async (stage) => {
        const { appid, client } = await codeOf(stage, ['1.0.0']);
        return client.revertCodeRelease(appid, {});
      },
    ],
  },
  revertCodeReleaseGetHistoryVersion: {
    good: async (stage) => {
      const { appid, client } = await codeOf(stage, ['1.0.0', '1.1.0']);
      const answer = await client.revertCodeReleaseGetHistoryVersion(appid, {});
      expect(answer.version_list).toMatchObject([{ user_version: '1.0.0', user_desc: 'build 1.0.0' }]);
      return answer;
    },
    refused: [
      86000,
      async (stage) => {
        const { appid, client } = await customised(stage);
        return client.revertCodeReleaseGetHistoryVersion(appid, {});
      },
    ],
  },
  setVisitStatusOpen: {
    good: async (stage) => {
      const { appid, client } = await codeOf(stage, ['1.0.0']);
      await client.setVisitStatusClose(appid, {});
      const answer = await client.setVisitStatusOpen(appid, {});
      expect(await client.getVisitStatus(appid, {})).toEqual({ status: 1 });
      return answer;
    },
    refused: [
      85021,
      async (stage) => {
        const { appid, client } = await codeOf(stage, ['1.0.0']);
        await stage.order('/punishments', { appid, does: 'takeDown' });
        return client.setVisitStatusOpen(appid, {});
      },
    ],
  },
  setVisitStatusClose: {
    good: async (stage) => {
      const { appid, client } = await codeOf(stage, ['1.0.0']);
      return client.setVisitStatusClose(appid, {});
    },
    refused: [
      85021,
      async (stage) => {
        const { appid, client } = await codeOf(stage);
        return client.setVisitStatusClose(appid, {});
      },
    ],
  },
  getVisitStatus: {
    good: async (stage) => {
      const { appid, client } = await codeOf(stage, ['1.0.0']);
      await client.setVisitStatusClose(appid, {});
      const answer = await client.getVisitStatus(appid, {});
      expect(answer).toEqual({ status: 0 });
      return answer;
    },
    refused: [
      86000,
      async (stage) => {
        const { appid, client } = await customised(stage);
        return client.getVisitStatus(appid, {});
      },
    ],
  },
  getSupportVersion: {
    good: async (stage) => {
      const { appid, client } = await codeOf(stage);
      const answer = await client.getSupportVersion(appid, {});
      expect(answer.uv_info?.items).toContainEqual({ version: '3.0.0', percentage: expect.any(Number) });
      return answer;
    },
    refused: [
      86000,
      async (stage) => {
        const { appid, client } = await customised(stage);
        return client.getSupportVersion(appid, {});
      },
    ],
  },
  setSupportVersion: {
    good: async (stage) => {
      const { appid, client } = await codeOf(stage);
      const answer = await client.setSupportVersion(appid, { version: '3.0.0' });
      expect(await client.getSupportVersion(appid, {})).toMatchObject({ now_version: '3.0.0' });
      return answer;
    },
    refused: [
      89014,
      async (stage) => {
        const { appid, client } = await codeOf(stage);
        return client.setSupportVersion(appid, { version: '99.0.0' });
      },
    ],
  },
  getVersionInfo: {
    good: async (stage) => {
      const { appid, client, commit } = await codeOf(stage, ['1.0.0']);
      await commit('1.1.0');
      const answer = await client.getVersionInfo(appid, {});
      expect(answer).toMatchObject({
        exp_info: { exp_version: '1.1.0' },
        release_info: { release_version: '1.0.0' },
      });
      return answer;
    },
    refused: [
      86000,
      async (stage) => {
        const { appid, client } = await customised(stage);
        return client.getVersionInfo(appid, {});
      },
    ],
  },
} satisfies Trials<typeof section>);
