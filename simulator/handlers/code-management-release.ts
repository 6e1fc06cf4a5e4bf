import type * as section from '../../wechat/endpoints/code-management-release.ts';
import type { Slots } from '../slots.ts';
import { cancelStaged, stageRelease } from '../world/gray-release.ts';
import { historyOf, releaseAudited, rollBack } from '../world/release.ts';
import { libraries, setLowestLibrary, switchService, visitStatusOf } from '../world/service.ts';

/** Release, rollback and service (代码管理). */
export const codeManagementRelease = {
  release: (_request, { world, account, changed }) => {
    releaseAudited(account, world);
    changed();
    return {};
  },

  grayRelease: (request, { world, account, changed }) => {
    stageRelease(account, request, world);
    changed();
    return {};
  },

  getGrayReleasePlan: (_request, { account }) => {
    const { gray } = account.code;
    if (!gray) return {};
    return {
      gray_release_plan: {
        status: gray.status,
        create_timestamp: gray.createdAt,
        gray_percentage: gray.percentage,
        support_debuger_first: gray.debuger,
        support_experiencer_first: gray.experiencer,
      },
    };
  },

  revertGrayRelease: (_request, { account, changed }) => {
    cancelStaged(account);
    changed();
    return {};
  },

  revertCodeRelease: ({ app_version }, { world, account, changed }) => {
    rollBack(account, app_version, world.clock);
    changed();
    return {};
  },

  revertCodeReleaseGetHistoryVersion: (_request, { account }) => ({
    version_list: historyOf(account).map(({ appVersion, version }) => ({
      app_version: appVersion,
      user_version: version.userVersion,
      user_desc: version.userDesc,
      commit_time: version.committedAt,
    })),
  }),

  setVisitStatusOpen: (_request, { world, account, changed }) => {
    switchService(account, true, world.clock);
    changed();
    return {};
  },

  setVisitStatusClose: (_request, { world, account, changed }) => {
    switchService(account, false, world.clock);
    changed();
    return {};
  },

  getVisitStatus: (_request, { world, account }) => ({ status: visitStatusOf(account, world.clock) }),

  getSupportVersion: (_request, { account }) => ({
    now_version: account.service.lowestLibrary,
    uv_info: { items: [...libraries] },
  }),

  setSupportVersion: ({ version }, { account, changed }) => {
    setLowestLibrary(account, version);
    changed();
    return {};
  },

  getVersionInfo: (_request, { account }) => {
    const { trial, released } = account.code;
    const online = released[0];
    return {
      ...(trial
        ? { exp_info: { exp_time: trial.committedAt, exp_version: trial.userVersion, exp_desc: trial.userDesc } }
        : {}),
      ...(online
        ? {
            release_info: {
              release_time: online.releasedAt,
              release_version: online.version.userVersion,
              release_desc: online.version.userDesc,
            },
          }
        : {}),
    };
  },
} satisfies Slots<typeof section>;
