import { Router } from 'express';
import { type AuthorizerView, authorizerView } from '../../messages/authorizer.ts';
import { longestPageLife } from '../../messages/page-links.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import type { LackingGrant } from '../../wechat/wechat-error.ts';
import type { ValidLink } from '../pages/link.ts';
import { isRevoked } from '../pages/revocation.ts';
import { authorizationLink, linkBody } from '../processes/authorization-link.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { ask, readRun } from '../routes/read.ts';
import { describeRun, isOpen } from '../routes/run.ts';
import { startOrJoin } from '../routes/start.ts';
import { type Notice, notices } from './notices.ts';
import { laterOf, say } from './say.tsx';

/** How long Temporal may take by itself, in milliseconds: somebody stands there with a phone. */
const limit = 5_000;
/** How long the page can be opened to which the browser is led, in milliseconds. */
const pageLife = 24 * 3_600_000;

/** `/authorize/lacking/…`: leads a merchant to an authorization link that asks for just what a process lacks. */
export const createLackingPages = (deps: ProcessDeps): Router => {
  const { temporal, pages } = deps;
  const router = Router();
  router.get('/authorize/lacking/:token', async (request, response) => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    const opened = pages.open(request.params.token);
    if (opened.kind !== 'valid') return say(response, opened.kind === 'expired' ? notices.gone : notices.unknown);
    const link = await temporal.withDeadline(Date.now() + limit, () => linkFor(deps, opened)).catch(laterOf);
    if (typeof link !== 'string') return say(response, link);
    const life = Math.min(Date.now() - opened.issuedAt + pageLife, longestPageLife);
    // As old as the link that led here, so that it is revoked with it.
    response.redirect(303, pages.href(link, life, '/authorize/h5', opened.issuedAt));
  });
  return router;
};

/** The id of the open authorization link for what a process lacks, made unless there is one; or what to say instead. */
const linkFor = async (deps: ProcessDeps, link: ValidLink): Promise<string | Notice> => {
  const { temporal } = deps;
  const run = await describeRun(temporal, link.workflowId);
  if (await isRevoked(temporal, link, run)) return notices.revoked;
  const merchantId = run?.description.typedSearchAttributes.get(searchAttributes.MerchantId);
  if (!run || merchantId === undefined || !isOpen(run)) return notices.gone;
  const { waitingFor, live } = await readRun(temporal, run);
  if (!live) return notices.later;
  if (!waitingFor?.lacks) return notices.nothingLacks;
  const entity = temporal.workflow.getHandle(workflowIds.authorizer(waitingFor.lacks.appid));
  const account = await ask(temporal, () => entity.query(authorizerView));
  if (!account) return notices.later;
  const body = linkBody.parse({ merchantId, ...wishOf(waitingFor.lacks, account), single: true });
  return startOrJoin(deps, authorizationLink, body, { by: "merchant's page", why: `${run.id} lacks it` });
};

/** WeChat's page for official accounts and mini programs; which it is the account itself says. */
const eitherKind = 3;

/** What to ask for: what is granted already stays ticked only where it is named too. */
export const wishOf = ({ appid, oneOf }: LackingGrant, { permissionSets }: Pick<AuthorizerView, 'permissionSets'>) => {
  const [first] = oneOf;
  const sets = first === undefined ? [] : [...new Set([...permissionSets, first])].sort((a, b) => a - b);
  return { appid, authType: eitherKind, ...(sets.length > 0 ? { permissionSets: sets } : {}) };
};
