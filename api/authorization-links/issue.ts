import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { owners } from '../../credentials/owners.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import { type IssuedCode, issuePreAuthCode } from '../../messages/authorization-link.ts';
import { Problem } from '../http/problem.ts';

/** A pre-authorization code, open. */
export type OpenCode = Omit<IssuedCode, 'code'> & { readonly preAuthCode: string };

/** The link whose code is wanted, and its run; `updateId` where a repeated request must get the same one. */
export type Issuing = { readonly workflowId: string; readonly runId: string; readonly updateId?: string };

/** How long a worker may take for a code, in milliseconds: WeChat is asked for it. */
export const issueLimit = 12_000;

/** Asks a link for a fresh code. Throws what `problemOf` understands where the link has ended or was opened too often. */
export const issueCode = async (
  { temporal, sealer }: { readonly temporal: Client; readonly sealer: Sealer },
  { workflowId, runId, updateId }: Issuing,
): Promise<OpenCode> => {
  try {
    const { code, ...rest } = await temporal.workflow
      .getHandle(workflowId, runId)
      .executeUpdate(issuePreAuthCode, { ...(updateId ? { updateId } : {}) });
    return { ...rest, preAuthCode: sealer.open(code, owners.preAuthCode) };
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw new Problem('process-closed', 'This authorization link has ended; make a new one.');
  }
};
