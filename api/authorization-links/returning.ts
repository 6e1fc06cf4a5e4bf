import { WorkflowNotFoundError } from '@temporalio/client';
import { startAuthorization } from '../../credentials/authorization-start.ts';
import { owners } from '../../credentials/owners.ts';
import { authorizationReturned } from '../../messages/authorization-link.ts';
import type { AuthorizationPageDeps } from './deps.ts';

/** How long the page of an exchange can be looked at, in milliseconds. */
const resultLife = 24 * 3_600_000;

/** What WeChat writes as an authorization code. */
const authorizationCode = /^[\x21-\x7e]{1,1024}$/;

/** The code in what a browser brought back, where there is one. */
export const returnedCode = (query: Readonly<Record<string, unknown>>): string | undefined => {
  const { auth_code: code } = query;
  return typeof code === 'string' && authorizationCode.test(code) ? code : undefined;
};

/**
 * Starts the one exchange of a code that a browser brought and tells the link; gives the token of the page with the
 * result. Throws where Temporal can't be reached: doing it again changes nothing.
 */
export const takeReturn = async (
  { temporal, ids, sealer, results }: Pick<AuthorizationPageDeps, 'temporal' | 'ids' | 'sealer' | 'results'>,
  link: string,
  { code, now }: { readonly code: string; readonly now: number },
): Promise<string> => {
  const input = { code: sealer.seal(owners.authorizationCode, code), createTime: Math.floor(now / 1_000) };
  const { workflowId } = await startAuthorization({ temporal, ids }, code, input);
  await temporal.workflow
    .getHandle(link)
    .signal(authorizationReturned, { ...input, key: workflowId })
    .catch((error: unknown) => {
      // The link has ended; what was authorized is authorized.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    });
  return results.sign(workflowId, resultLife);
};
