import { z } from 'zod';
import { driftKinds } from '../../messages/inspection.ts';

const time = z.iso.datetime();
const count = z.int();
const driftKind = z.enum(driftKinds);
const behind = count.exactOptional().describe('How many newer templates there are up to the one to be run.');

const line = z.object({
  appid: z.string(),
  merchantId: z.string().exactOptional(),
  tags: z.array(z.string()),
  authorization: z.string(),
  userVersion: z
    .string()
    .describe('By the ledger: `unknown` where nobody here released, `none` where nothing is online.'),
  templateId: count.exactOptional(),
  since: time.exactOptional().describe('When that went online.'),
  behind,
  release: z
    .object({ process: z.string(), stage: z.string() })
    .exactOptional()
    .describe('The release or rollback under way, and where it stands.'),
  online: z
    .object({ userVersion: z.string(), at: time })
    .exactOptional()
    .describe('By WeChat, at the last inspection.'),
  audit: z
    .object({
      auditid: z.number(),
      state: z.enum(['under-audit', 'delayed', 'approved']),
      userVersion: z.string().exactOptional(),
    })
    .exactOptional()
    .describe('A version that waits for its auditor, or, approved, for its release.'),
  gray: z.number().exactOptional().describe('The share of users of a staged release (分阶段发布), in percent.'),
  drift: z.array(driftKind).describe('What differs from what is declared.'),
  inspectedAt: time.exactOptional().describe('Absent where it was never looked at.'),
  problem: z.string().exactOptional().describe('Why something could not be looked at.'),
  url: z.url(),
});

const summary = z.object({
  accounts: count,
  target: z
    .object({ templateId: count, userVersion: z.string().exactOptional() })
    .exactOptional()
    .describe('What accounts are to run: the default template, or the newest.'),
  versions: z
    .array(z.object({ userVersion: z.string(), templateId: count.exactOptional(), accounts: count, behind }))
    .describe('The most frequent first.'),
  behind: count.describe('Accounts that run an older template than that.'),
  drifted: count,
  drift: z.partialRecord(driftKind, count),
  underAudit: count,
  approved: count.describe('With an approved version that is not online.'),
  staged: count.describe('With a staged release.'),
  notInspected: count,
  problem: z.string().exactOptional().describe('Why the templates could not be read.'),
});

/** A page of the fleet, and on the first one the counts of all that is meant. */
export const fleetAnswer = z.object({
  summary: summary.exactOptional().describe('Of all that the filters mean; on the first page only.'),
  lastInspection: z
    .object({ id: z.string(), open: z.boolean(), startedAt: time, url: z.url() })
    .exactOptional()
    .describe('Of the whole fleet; on the first page only.'),
  items: z.array(line),
  next: z.int().exactOptional().describe('The `from` of the next page.'),
});

/** One line of the fleet. */
export type FleetLineAnswer = z.output<typeof line>;

/** An account beside what is declared of it. */
export const fleetAccountAnswer = z.object({
  appid: z.string(),
  merchantId: z.string().exactOptional(),
  tags: z.array(z.string()),
  ledger: z.looseObject({}).exactOptional().describe('The last line of the release ledger: what is online by it.'),
  behind,
  declared: z
    .looseObject({})
    .describe('What is compared: of the last setups, the privacy guide, and the permission sets that the fleet needs.'),
  inspection: z
    .looseObject({ at: time })
    .exactOptional()
    .describe('What WeChat said when the account was looked at last; absent where it never was.'),
  drift: z.array(
    z.object({
      kind: driftKind,
      what: z.string(),
      since: time,
      lacks: z.array(z.string()).describe('What is declared and not there, the first of them.'),
      found: z.array(z.string()).describe('What WeChat has, the first of it.'),
      mend: z
        .array(z.object({ request: z.string(), body: z.looseObject({}), note: z.string() }))
        .describe('Requests of which one mends it.'),
    }),
  ),
});
