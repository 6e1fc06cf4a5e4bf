import { z } from 'zod';
import type { ReleaseRecord } from '../../messages/authorizer.ts';
import type { Endpoints } from '../../wechat/client.ts';
import type { ResponseOf } from '../../wechat/endpoint.ts';

const version = z.object({
  userVersion: z.string(),
  userDesc: z.string(),
  at: z.iso.datetime().describe('Of what is online the release, of the trial version the commit.'),
});

const ledgerLine = z.object({
  at: z.iso.datetime(),
  userVersion: z.string(),
  templateId: z.number().exactOptional(),
  auditid: z.number().exactOptional(),
  workflowId: z.string(),
  extHash: z.string().exactOptional(),
  rollback: z
    .object({ from: z.string(), appVersion: z.number() })
    .exactOptional()
    .describe('It went online by a rollback (回退), from this version.'),
}) satisfies z.ZodType<ReleaseRecord>;

/** The release history of an account. */
export const releasesAnswer = z.object({
  online: version.exactOptional().describe('Absent where nothing is online.'),
  trial: version.exactOptional().describe('The trial version (体验版).'),
  canGoBackTo: z
    .array(
      z.object({
        appVersion: z.number().describe('What `appVersion` of a code rollback takes.'),
        userVersion: z.string().exactOptional(),
        userDesc: z.string().exactOptional(),
        committedAt: z.iso.datetime().exactOptional(),
      }),
    )
    .describe('The versions that WeChat keeps, 5 at most, the newest first.'),
  ledger: z
    .array(ledgerLine)
    .exactOptional()
    .describe('What was released and rolled back here, the newest first; absent where no worker answered.'),
});

type Versions = ResponseOf<Endpoints['getVersionInfo']>;
type History = ResponseOf<Endpoints['revertCodeReleaseGetHistoryVersion']>['version_list'];

const isoOf = (seconds: number) => new Date(seconds * 1_000).toISOString();

/** The history of what WeChat says and what the ledger holds. */
export const releasesOf = (
  { exp_info: trial, release_info: online }: Versions,
  history: History,
  ledger: readonly ReleaseRecord[] | undefined,
): z.output<typeof releasesAnswer> => ({
  ...(online
    ? {
        online: {
          userVersion: online.release_version,
          userDesc: online.release_desc,
          at: isoOf(online.release_time),
        },
      }
    : {}),
  ...(trial ? { trial: { userVersion: trial.exp_version, userDesc: trial.exp_desc, at: isoOf(trial.exp_time) } } : {}),
  canGoBackTo: [...history]
    .sort((one, other) => other.app_version - one.app_version)
    .map((kept) => ({
      appVersion: kept.app_version,
      ...(kept.user_version === undefined ? {} : { userVersion: kept.user_version }),
      ...(kept.user_desc === undefined ? {} : { userDesc: kept.user_desc }),
      ...(kept.commit_time === undefined ? {} : { committedAt: isoOf(kept.commit_time) }),
    })),
  ...(ledger ? { ledger: [...ledger].reverse() } : {}),
});
