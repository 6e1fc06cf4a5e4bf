import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, done, merchant, notYet, provider, rejected } from '../error-class.ts';
import { acknowledged, wireBoolean, wireList, wireNumber, wireText } from '../wire.ts';
import { notInitialised, onBehalfOnly } from './shapes/code-errors.ts';

/**
 * Publishes the last approved version to all users.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_release.html
 */
export const release = endpoint({
  method: 'POST',
  path: '/wxa/release',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: acknowledged,
  repeatable: false,
  timeout: 30_000,
  errors: {
    ...onBehalfOnly,
    85019: provider('No version of this account was audited.', '没有审核版本'),
    85020: provider("The latest audit's status does not allow a release.", '审核状态不允许发布'),
    85052: done('The last approved version is online already.', '已发布'),
  },
});

/**
 * Releases the last approved version to a part of the users, or raises that part; 100 ends the plan with a full release.
 * With 0 % one of the two groups must be true. The first release of an account must be a full one. Under WeChat's console
 * a plan runs for 15 days and then becomes a full release by itself; meanwhile nothing else can be released or rolled
 * back (unconfirmed for this call).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_grayrelease.html
 */
export const grayRelease = endpoint({
  method: 'POST',
  path: '/wxa/grayrelease',
  token: 'authorizer',
  permission: [18],
  request: z.object({
    gray_percentage: z.number().int().min(0).max(100),
    support_debuger_first: z.boolean().optional(),
    support_experiencer_first: z.boolean().optional(),
  }),
  response: acknowledged,
  repeatable: false,
  timeout: 30_000,
  errors: {
    ...onBehalfOnly,
    85079: provider(
      'The account has nothing online: its first release must be a full one.',
      '小程序尚未发布，不可分阶段发布',
    ),
    85080: provider('No approved version waits for its release.', '没有审核通过的版本'),
    85081: bug('The percentage is invalid, or 0 without a group that gets it first.', '无效的发布比例'),
    85082: done('The plan has reached this percentage already; it can only rise.', '发布比例需比之前设置的高'),
    86002: notInitialised,
  },
});

/**
 * The staged release (分阶段发布): 0 made, 1 running, 2 paused, 3 done, 4 deleted. Its shape without any plan is
 * (unconfirmed), so all of it may be absent.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_getgrayreleaseplan.html
 */
export const getGrayReleasePlan = endpoint({
  method: 'GET',
  path: '/wxa/getgrayreleaseplan',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    gray_release_plan: z
      .object({
        status: wireNumber.optional(),
        create_timestamp: wireNumber.optional(),
        gray_percentage: wireNumber.optional(),
        support_debuger_first: wireBoolean.optional(),
        support_experiencer_first: wireBoolean.optional(),
      })
      .optional(),
  }),
  repeatable: true,
  errors: onBehalfOnly,
});

/**
 * Cancels the staged release; its users fall back to the version before it. What comes without one is (unconfirmed): a
 * lost answer is looked up in the plan.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_revertgrayrelease.html
 */
export const revertGrayRelease = endpoint({
  method: 'GET',
  path: '/wxa/revertgrayrelease',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: acknowledged,
  repeatable: false,
  errors: onBehalfOnly,
});

/**
 * Rolls the online version back to `app_version`, or to the one before where it is left out: a blind second call could
 * then go back twice. It needs no audit; the version left behind can't be returned to.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_revertcoderelease.html
 */
export const revertCodeRelease = endpoint({
  method: 'GET',
  path: '/wxa/revertcoderelease',
  token: 'authorizer',
  permission: [18],
  request: z.object({ app_version: z.number().int().optional() }),
  response: acknowledged,
  repeatable: false,
  timeout: 30_000,
  errors: {
    ...onBehalfOnly,
    87011: notYet('A staged release is running; finish or cancel it before a rollback.', '分阶段发布中，不能回退'),
    87012: rejected(
      'There is no version to go back to, or this one was rolled back to already.',
      '该版本不能回退：无上一个线上版本，或已是回退版本',
    ),
  },
});

/**
 * The versions that revertCodeRelease can go back to: at most 5, each with its `app_version` and unix seconds.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_revertcoderelease.html
 */
export const revertCodeReleaseGetHistoryVersion = endpoint({
  method: 'GET',
  path: '/wxa/revertcoderelease',
  action: 'get_history_version',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    version_list: wireList(
      z.object({
        app_version: wireNumber,
        user_version: wireText.optional(),
        user_desc: wireText.optional(),
        commit_time: wireNumber.optional(),
      }),
    ),
  }),
  repeatable: true,
  errors: onBehalfOnly,
});

const visitStatus = {
  method: 'POST',
  path: '/wxa/change_visitstatus',
  actionIn: 'body',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: acknowledged,
  repeatable: true,
  errors: {
    ...onBehalfOnly,
    85021: merchant(
      "The service can't be switched now: nothing is online, or WeChat suspended it for a violation.",
      '服务状态不可变：尚未发布或因违规被暂停',
    ),
    85022: bug('The action is neither open nor close.', 'action 非法'),
  },
} as const;

/**
 * Takes the service of the account up again (恢复服务).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_setvisitstatus.html
 */
export const setVisitStatusOpen = endpoint({ ...visitStatus, action: 'open' });

/**
 * Suspends the service of the account (暂停服务): nobody can open it until it is opened again.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_setvisitstatus.html
 */
export const setVisitStatusClose = endpoint({ ...visitStatus, action: 'close' });

/**
 * Whether the service runs: 1 yes, 0 suspended by its owner or for a violation.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_getvisitstatus.html
 */
export const getVisitStatus = endpoint({
  method: 'POST',
  path: '/wxa/getvisitstatus',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({ status: wireNumber }),
  repeatable: true,
  errors: onBehalfOnly,
});

/**
 * The lowest base library (基础库) that users need, and which part of them has which, in percent.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_getsupportversion.html
 */
export const getSupportVersion = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/getweappsupportversion',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    now_version: wireText.optional(),
    uv_info: z.object({ items: wireList(z.object({ version: wireText, percentage: wireNumber })) }).optional(),
  }),
  repeatable: true,
  errors: onBehalfOnly,
});

/**
 * Sets the lowest base library that users need, a published one such as `2.32.3`.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_setsupportversion.html
 */
export const setSupportVersion = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/setweappsupportversion',
  token: 'authorizer',
  permission: [18],
  request: z.object({ version: z.string().min(1) }),
  response: acknowledged,
  repeatable: true,
  errors: {
    ...onBehalfOnly,
    85015: provider('The version is not written like 2.32.3.', '版本输入错误'),
    89014: provider('No base library of this version was published.', '基础库版本输入错误'),
  },
});

/**
 * What is really there: the trial version and the online version, each absent where there is none.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/code-management/api_getversioninfo.html
 */
export const getVersionInfo = endpoint({
  method: 'POST',
  path: '/wxa/getversioninfo',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    exp_info: z.object({ exp_time: wireNumber, exp_version: wireText, exp_desc: wireText }).optional(),
    release_info: z.object({ release_time: wireNumber, release_version: wireText, release_desc: wireText }).optional(),
  }),
  repeatable: true,
  errors: onBehalfOnly,
});
