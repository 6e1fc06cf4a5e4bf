import { z } from 'zod';
import { type RollbackTarget, rollbackTimings } from '../../messages/code-rollback.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer, merchantIdOf } from '../authorizers/find.ts';
import { process } from '../process.ts';
import { appid, milliseconds } from './fields.ts';
import { steering } from './steering.ts';

const body = z
  .strictObject({
    appid,
    appVersion: z
      .int()
      .min(0)
      .exactOptional()
      .describe("WeChat's number of the version (app_version), from GET /v1/authorizers/{appid}/releases."),
    userVersion: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .exactOptional()
      .describe('What users saw of the version (user_version); of several the newest.'),
    timings: z
      .strictObject({
        grayPoll: milliseconds,
        lookUpAfter: milliseconds,
        readBackPoll: milliseconds,
        readBackWindow: milliseconds,
      })
      .exactOptional()
      .describe(
        'In milliseconds: how often a staged release in the way is asked for, how long after a lost answer to look, how often and how long the online version is read back.',
      ),
  })
  .refine(({ appVersion, userVersion }) => (appVersion === undefined) !== (userVersion === undefined), {
    error: 'either appVersion or userVersion: a rollback goes to a version that is named',
  });

const targetOf = ({ appVersion, userVersion = '' }: z.output<typeof body>): RollbackTarget =>
  appVersion === undefined ? { userVersion } : { appVersion };

const wordsOf = (to: RollbackTarget) => ('appVersion' in to ? `number ${to.appVersion}` : to.userVersion);

/** An earlier version goes online again (版本回退), without an audit. */
export const codeRollback = process({
  path: '/code-rollbacks',
  workflow: 'codeRollback',
  title: 'code rollback',
  calls: ['getGrayReleasePlan', 'getVersionInfo', 'revertCodeRelease', 'revertCodeReleaseGetHistoryVersion'],
  start: {
    role: 'approver',
    body,
    // The id of the account's release: while one of both runs the other can't begin.
    id: ({ appid }) => workflowIds.codeRelease(appid),
    prepare: async (asked, { temporal }) => {
      const { appid, timings } = asked;
      const merchantId = merchantIdOf(await findAuthorizer(temporal, appid));
      await refuseCustomised(temporal, appid, 'a rollback');
      const to = targetOf(asked);
      return {
        input: { appid, to, timings: { ...rollbackTimings, ...timings } },
        summary: `Roll ${appid} back to ${wordsOf(to)}`,
        appid,
        ...(merchantId === undefined ? {} : { merchantId }),
      };
    },
  },
  actions: steering,
});
