import type { Client as TemporalClient } from '@temporalio/client';
import type { Ids } from '../credentials/ids.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { MaterialStore } from '../materials/store.ts';
import type { ForwardingRule } from '../routing/forwarding.ts';
import { createRouter } from '../routing/route.ts';
import type { Client } from '../wechat/client.ts';
import { createAuditQuotaActivities } from './audit-quota.ts';
import { createAuthorizationActivities } from './authorization.ts';
import { createAuthorizerCredentialActivities } from './authorizer-credentials.ts';
import { createComponentCredentialActivities } from './component-credentials.ts';
import { createFactActivities } from './facts.ts';
import { createForwardingActivities } from './forwarding.ts';
import { createInspectionActivities } from './inspections.ts';
import { createLeaseActivities } from './leases.ts';
import { createMaterialActivities } from './materials.ts';
import { createNoticeActivities } from './notices.ts';
import { createPlatformDomainActivities } from './platform-domains.ts';
import { createPreAuthCodeActivities } from './pre-auth-code.ts';
import { createProcessActivities } from './processes.ts';
import { createPublishCheckActivities } from './publish-check.ts';
import { createReconciliationActivities } from './reconciliation.ts';
import { createReleaseActivities } from './release-sending.ts';
import { createResealingActivities } from './resealing.ts';
import { createRolloutActivities } from './rollouts.ts';
import { createSubjectReuseActivities } from './subject-reuse.ts';
import { createSubjectTicketActivities } from './subject-tickets.ts';
import { createTemplateActivities } from './templates.ts';
import { createUnroutedActivities } from './unrouted.ts';
import { createWeChatActivities } from './wechat.ts';

/** What activities reach the world with. */
export type ActivityDeps = {
  readonly wechat: Client;
  readonly temporal: TemporalClient;
  readonly sealer: Sealer;
  readonly ids: Ids;
  /** Where merchants' files lie. */
  readonly materials: MaterialStore;
  /** 第三方平台 AppSecret. */
  readonly componentSecret: string;
  /** By which callbacks are forwarded to the provider's own services. */
  readonly forwardingRules: readonly ForwardingRule[];
  /** Whether the platform's token is got with tickets, as it is outside cloud mode; `true` unless told. */
  readonly tickets?: boolean;
};

/** All activities of a worker, by name. */
export const createActivities = (deps: ActivityDeps) => ({
  ...createWeChatActivities(deps.wechat),
  ...createFactActivities(deps.wechat, deps.temporal),
  ...createComponentCredentialActivities(deps),
  ...createAuthorizerCredentialActivities(deps),
  ...createAuditQuotaActivities(deps),
  ...createAuthorizationActivities(deps),
  ...createForwardingActivities(deps),
  ...createInspectionActivities(deps),
  ...createLeaseActivities(deps.temporal),
  ...createMaterialActivities(deps),
  ...createNoticeActivities(deps),
  ...createPlatformDomainActivities(deps.temporal),
  ...createProcessActivities(deps.temporal),
  ...createPublishCheckActivities(deps),
  ...createPreAuthCodeActivities(deps),
  ...createReconciliationActivities(deps),
  ...createReleaseActivities(deps.wechat),
  ...createResealingActivities(deps.sealer),
  ...createRolloutActivities(deps.temporal, deps.wechat),
  ...createSubjectReuseActivities(deps),
  ...createSubjectTicketActivities(deps),
  ...createTemplateActivities(deps.wechat, deps.temporal),
  ...createUnroutedActivities({ router: createRouter(deps), sealer: deps.sealer }),
});

export type Activities = ReturnType<typeof createActivities>;
