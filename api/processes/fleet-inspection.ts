import { z } from 'zod';
import { inspectionPace } from '../../messages/fleet-inspection.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { process } from '../process.ts';
import { appid } from './fields.ts';
import { steering } from './steering.ts';

const body = z.strictObject({
  appids: z
    .array(appid)
    .min(1)
    .max(1_000)
    .exactOptional()
    .describe('These accounts; all that are authorized where it is left out.'),
  perMinute: z
    .int()
    .min(1)
    .max(600)
    .default(inspectionPace.perMinute)
    .describe('How many accounts are looked at in a minute, each with three to a dozen calls that only read.'),
});

const sorted = (appids: readonly string[]) => [...new Set(appids)].sort();

/** Looks at the accounts: what WeChat says of each, beside what is declared. */
export const fleetInspection = process({
  path: '/fleet-inspections',
  workflow: 'fleetInspection',
  title: 'fleet inspection',
  calls: [
    'getAuthorizerInfo',
    'getEffectiveJumpDomain',
    'getEffectiveServerDomain',
    'getGrayReleasePlan',
    'getLatestAuditStatus',
    'getPrefetchDomain',
    'getPrivacyInterface',
    'getPrivacySetting',
    'getVersionInfo',
  ],
  start: {
    role: 'operator',
    body,
    id: ({ appids }, ids) => workflowIds.fleetInspection(appids && ids.hmac('inspection', sorted(appids).join())),
    prepare: ({ appids, perMinute }) => ({
      input: { perMinute, ...(appids ? { appids: sorted(appids) } : {}) },
      summary: appids ? `Inspect ${appids.length} accounts` : 'Inspect the fleet',
    }),
  },
  actions: steering,
});
