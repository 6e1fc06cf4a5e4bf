import type { Client } from '@temporalio/client';
import type { Request } from '../../messages/actions.ts';
import { longestPageLife, type PageRevocationInput, type PageRevocationMemo } from '../../messages/page-links.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { describeWorkflow } from '../../routing/describe.ts';
import type { Run } from '../routes/run.ts';
import { pageSubjects, type ValidLink } from './link.ts';

type RevocationWorkflow = (input: PageRevocationInput) => Promise<void>;

/**
 * Whether a link was revoked, by itself or with all of the merchant whose process or account it is for. Temporal answers
 * from the revocation's own state, not from visibility: a revocation counts as soon as it was answered.
 */
export const isRevoked = async (temporal: Client, { workflowId, issuedAt }: ValidLink, run?: Run): Promise<boolean> => {
  const merchantId = run && (await merchantOf(temporal, run));
  const subjects = [workflowId, ...(merchantId === undefined ? [] : [pageSubjects.merchant(merchantId)])];
  const times = await Promise.all(subjects.map((subject) => revokedAt(temporal, subject)));
  return times.some((time) => time !== undefined && issuedAt <= time);
};

/** The merchant whom a process names, else that of its account: one may be known as the merchant's only since it began. */
const merchantOf = async (temporal: Client, { description }: Run): Promise<string | undefined> => {
  const { MerchantId, AppId } = searchAttributes;
  const attributes = description.typedSearchAttributes;
  const own = attributes.get(MerchantId);
  const appid = attributes.get(AppId);
  if (own !== undefined || appid === undefined) return own;
  const account = await describeWorkflow(temporal, workflowIds.authorizer(appid));
  return account?.typedSearchAttributes.get(MerchantId);
};

/** When the links for this were revoked last, in milliseconds since the epoch. */
const revokedAt = async (temporal: Client, subject: string): Promise<number | undefined> => {
  const revocation = await describeWorkflow(temporal, workflowIds.pageRevocation(subject));
  return revocation && revokedAtIn(revocation.memo);
};

/** The time in a revocation's memo. */
export const revokedAtIn = (memo: Readonly<Record<string, unknown>> | undefined): number | undefined =>
  typeof memo?.revokedAt === 'number' ? memo.revokedAt : undefined;

/** Revokes every link for this that was made up to now; an earlier revocation gives way. No worker is needed. */
export const revokePages = async (
  temporal: Client,
  subject: string,
  { request, now, memo }: { readonly request: Request; readonly now: number; readonly memo: Record<string, unknown> },
): Promise<void> => {
  const kept: PageRevocationMemo = { revokedAt: now };
  await temporal.workflow.start<RevocationWorkflow>('pageRevocation', {
    workflowId: workflowIds.pageRevocation(subject),
    taskQueue: taskQueues.main,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    args: [{ until: now + longestPageLife, request }],
    memo: { ...memo, ...kept },
    staticSummary: `Links of ${subject} revoked by ${request.by}`,
  });
};
