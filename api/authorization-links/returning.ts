import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { startAuthorization } from '../../credentials/authorization-start.ts';
import type { Ids } from '../../credentials/ids.ts';
import { owners } from '../../credentials/owners.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import type { EarlyExchange } from '../../messages/authorization.ts';
import { authorizationReturned } from '../../messages/authorization-link.ts';
import { withinLimit } from '../../routing/within-limit.ts';
import type { ReturnedCode } from '../callbacks/inbox.ts';

/** What WeChat writes as an authorization code. */
const authorizationCode = /^[\x21-\x7e]{1,1024}$/;

/** The code in what a browser brought back, where there is one. */
export const returnedCode = (query: Readonly<Record<string, unknown>>): string | undefined => {
  const { auth_code: code } = query;
  return typeof code === 'string' && authorizationCode.test(code) ? code : undefined;
};

/** A code on its way, sealed; `now` in milliseconds. */
export const sealReturn = (sealer: Sealer, { code, link, now }: { code: string; link: string; now: number }) => ({
  code: sealer.seal(owners.authorizationCode, code),
  link,
  createTime: Math.floor(now / 1_000),
});

/**
 * Starts the one exchange of a code that a browser brought, unless the gateway made it itself, and tells the link. Throws
 * where Temporal does not take it within 5 s: doing it again changes nothing.
 */
export const deliverReturn = async (
  { temporal, ids, sealer }: { readonly temporal: Client; readonly ids: Ids; readonly sealer: Sealer },
  { code, link, createTime }: ReturnedCode,
  early?: EarlyExchange,
): Promise<void> => {
  const input = { code, createTime, ...(early ? { early } : {}) };
  const plain = sealer.open(code, owners.authorizationCode);
  await withinLimit(temporal, async () => {
    const { workflowId } = await startAuthorization({ temporal, ids }, plain, input);
    await temporal.workflow
      .getHandle(link)
      .signal(authorizationReturned, { ...input, key: workflowId })
      .catch((error: unknown) => {
        // The link is over or was cancelled: what was authorized is authorized, and nobody's by it. See decision 0010.
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
  });
};
