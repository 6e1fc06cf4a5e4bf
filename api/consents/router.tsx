import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { Router } from 'express';
import { owners } from '../../credentials/owners.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import { consentGiven, type WantedConsent, wantedConsent } from '../../messages/consent.ts';
import type { AuthorizationPageHosts } from '../../wechat/authorization-pages.ts';
import { consentPages } from '../../wechat/consent-pages.ts';
import { notices as linkNotices, type Notice } from '../authorization-links/notices.ts';
import { laterOf, say } from '../authorization-links/say.tsx';
import { newNonce, sendPage } from '../http/page.ts';
import type { PageLinks, ValidLink } from '../pages/link.ts';
import { pagePolicy } from '../pages/policy.ts';
import { isRevoked } from '../pages/revocation.ts';
import type { SignedTokens } from '../pages/signed-token.ts';
import { adminRebind } from '../processes/admin-rebind.ts';
import { officialAccountRegistration } from '../processes/official-account-registration.ts';
import { ask } from '../routes/read.ts';
import { describeRun, isOpen } from '../routes/run.ts';
import { notices } from './notices.ts';
import { ConsentPage } from './page.tsx';

/** What the pages of consents are made from. */
export type ConsentPageDeps = {
  readonly temporal: Client;
  readonly sealer: Sealer;
  readonly pages: PageLinks;
  /** Tokens of the addresses that WeChat sends browsers back to; they name the run of the process. */
  readonly consentReturns: SignedTokens;
  readonly componentAppid: string;
  readonly publicUrl: string;
  readonly weChatPages: AuthorizationPageHosts;
};

/** How long Temporal may take, in milliseconds: somebody stands there with a phone. */
const limit = 4_000;
/** How long after a view of our page WeChat may send the browser back, in milliseconds. */
const returnLife = 2 * 3_600_000;
/** How long the page can be looked at to which the browser comes in the end, in milliseconds. */
const resultLife = 7 * 24 * 3_600_000;
const consenting: readonly string[] = [adminRebind.workflow, officialAccountRegistration.workflow];
/** What WeChat writes as a ticket or a task. */
const proofForm = /^[\x21-\x7e]{1,512}$/;

/** `/consents/…`: the pages from which admins go to WeChat's pages of consent, and come back. */
export const createConsentPages = (deps: ConsentPageDeps): Router => {
  const { temporal, pages, consentReturns, sealer } = deps;
  const router = Router();
  router.use('/consents', (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    next();
  });

  router.get('/consents/:token', async (request, response) => {
    const opened = pages.open(request.params.token);
    if (opened.kind !== 'valid') return say(response, opened.kind === 'expired' ? notices.gone : notices.unknown);
    const asked = await askedOf(temporal, opened).catch((error: unknown) => laterOf(error, notices.later));
    if ('status' in asked) return say(response, asked);
    // WeChat opens its page only from ours, which it knows by the origin; the path holds the link's token.
    response.set('Referrer-Policy', 'strict-origin-when-cross-origin');
    const nonce = newNonce();
    sendPage(response, pagePolicy(nonce), <ConsentPage wanted={asked.wanted} href={hrefOf(asked)} nonce={nonce} />);
  });

  router.get('/consents/return/:token', async (request, response) => {
    const opened = consentReturns.open(request.params.token);
    if (opened.kind !== 'valid') return say(response, opened.kind === 'expired' ? notices.gone : notices.unknown);
    const { ticket, taskid = ticket } = request.query;
    if (typeof taskid !== 'string' || !proofForm.test(taskid)) return say(response, notices.unfinished);
    const asker = askerIn(opened.subject);
    try {
      const revoked = await temporal.withDeadline(Date.now() + limit, async () => {
        const { workflowId, runId } = asker;
        const run = await describeRun(temporal, workflowId);
        // Where the link was revoked, whoever had it may not speak for the admin.
        if (await isRevoked(temporal, { kind: 'valid', workflowId, issuedAt: opened.issuedAt }, run)) return true;
        await temporal.workflow.getHandle(workflowId, runId).signal(consentGiven, sealer.seal(owners.consent, taskid));
        return false;
      });
      if (revoked) return say(response, linkNotices.revoked);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return say(response, notices.gone);
      // The proof is in the address: the page loads itself again until Temporal takes it.
      return say(response, laterOf(error, notices.keeping));
    }
    // Whoever comes back with an address from before a revocation gets no link that was made after it.
    response.redirect(303, pages.href(asker.workflowId, resultLife, '/m', opened.issuedAt));
  });

  const hrefOf = ({ asker, wanted }: Asked): string => {
    const page = {
      componentAppid: deps.componentAppid,
      appid: wanted.appid,
      redirectUri: `${deps.publicUrl}/consents/return/${consentReturns.sign(subjectOf(asker), returnLife)}`,
    };
    const { mp } = deps.weChatPages;
    return wanted.kind === 'rebind'
      ? consentPages.rebind(mp, page)
      : consentPages.registration(mp, { ...page, copyVerification: wanted.copyVerification });
  };
  return router;
};

/** A run that asks for a consent: a proof from before it, or after it, is not for it. */
type Asker = { readonly workflowId: string; readonly runId: string };
type Asked = { readonly asker: Asker; readonly wanted: WantedConsent };

/** The subject of a token that names a run. No workflow id of ours holds a space. */
const subjectOf = ({ workflowId, runId }: Asker): string => `${workflowId} ${runId}`;
const askerIn = (subject: string): Asker => {
  const [workflowId = '', runId = ''] = subject.split(' ');
  return { workflowId, runId };
};

/** What an open process wants an admin to agree to. A token may name another process's page: that wants nothing. */
const askedOf = async (temporal: Client, link: ValidLink): Promise<Asked | Notice> => {
  const { workflowId } = link;
  const [run, revoked] = await temporal.withDeadline(Date.now() + limit, async () => {
    const found = await describeRun(temporal, workflowId);
    return [found, await isRevoked(temporal, link, found)] as const;
  });
  if (revoked) return linkNotices.revoked;
  if (run && !consenting.includes(run.description.type)) return notices.unknown;
  if (!run || !isOpen(run)) return notices.gone;
  const asker = { workflowId, runId: run.description.runId };
  const handle = temporal.workflow.getHandle(asker.workflowId, asker.runId);
  const wanted = await ask(temporal, () => handle.query(wantedConsent));
  if (!wanted) return wanted === undefined ? notices.later : notices.none;
  return { asker, wanted };
};
