import type { Client as TemporalClient } from '@temporalio/client';
import type { AuthorizerView } from '../messages/authorizer.ts';
import type { Client } from '../wechat/client.ts';
import { type Asking, stillOpen } from './asking.ts';
import { createFilingFacts } from './filing-facts.ts';
import { createProcedureFacts } from './procedure-facts.ts';
import { readAccount } from './read-account.ts';
import { createRegistrationFacts } from './registrations.ts';
import { releaseFacts } from './release-facts.ts';
import { rollbackFacts } from './rollback-facts.ts';
import { setupFacts } from './setup-facts.ts';
import { templateFacts } from './templates.ts';
import { trialFacts } from './trial-facts.ts';
import { createVerificationFacts } from './verification-facts.ts';
import { calling } from './wechat.ts';

/** One audit as the polling sees it; `screenshots` are media ids. */
export type AuditFact = { status: number; reason: string; screenshots: string[] };

/**
 * Activities that ask WeChat for a fact and fail with `NotYet` until it is there: the retry policy is the poll, which
 * costs no history and holds no slot between two questions.
 */
export const createFactActivities = (wechat: Client, temporal: TemporalClient) => ({
  ...createFilingFacts(wechat),
  ...createProcedureFacts(wechat, temporal),
  ...releaseFacts(wechat, temporal),
  ...rollbackFacts(wechat),
  ...setupFacts(wechat, temporal),
  ...templateFacts(wechat),
  ...trialFacts(wechat, temporal),
  ...createVerificationFacts(wechat, temporal),

  /** An audit's state once it is another than the `known` one. */
  awaitAudit: async (ask: Asking & { appid: string; auditid: number; known: number }): Promise<AuditFact> =>
    calling(async () => {
      const audit = await wechat.getAuditStatus(ask.appid, { auditid: ask.auditid });
      if (audit.status === ask.known) throw stillOpen(ask, `Audit ${ask.auditid} still has status ${audit.status}.`);
      const screenshots = (audit.screenshot ?? '').split('|').filter(Boolean);
      return { status: audit.status, reason: audit.reason ?? '', screenshots };
    }),

  /** The online version once it is this one, or its description holds the tag; `releasedAt` in unix seconds. */
  awaitOnline: async (
    ask: Asking & { appid: string } & ({ tag: string } | { version: string }),
  ): Promise<{ version: string; releasedAt: number }> =>
    calling(async () => {
      const online = (await wechat.getVersionInfo(ask.appid, {})).release_info;
      const there = 'tag' in ask ? online?.release_desc.includes(ask.tag) : online?.release_version === ask.version;
      if (!online || !there) throw stillOpen(ask, 'The released version is not online yet.');
      return { version: online.release_version, releasedAt: online.release_time };
    }),

  /** What we know of an account, without its credentials. */
  readAuthorizer: (appid: string): Promise<AuthorizerView> => readAccount(temporal, appid),

  ...createRegistrationFacts(wechat, temporal),
});

export type FactActivities = ReturnType<typeof createFactActivities>;
