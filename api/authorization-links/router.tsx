import { type Response, Router } from 'express';
import qrcode from 'qrcode';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { type AuthorizationPageKind, authorizationPages } from '../../wechat/authorization-pages.ts';
import { newNonce, sendPage } from '../http/page.ts';
import { isUnreachable, problemOf } from '../http/problem-of.ts';
import type { ValidLink } from '../pages/link.ts';
import { pagePolicy } from '../pages/policy.ts';
import { isRevoked } from '../pages/revocation.ts';
import { authorizationLink } from '../processes/authorization-link.ts';
import { describeRun, isOpen } from '../routes/run.ts';
import type { AuthorizationPageDeps } from './deps.ts';
import { issueCode, issueLimit, type OpenCode } from './issue.ts';
import { type Notice, notices } from './notices.ts';
import { AuthorizationPage } from './page.tsx';
import { resultOf } from './result.ts';
import { createReturnLimit } from './return-limit.ts';
import { returnedCode, sealReturn } from './returning.ts';
import { say } from './say.tsx';
import { returningOf, subjectOf } from './wished-sets.ts';

/** How long Temporal may take by itself, in milliseconds: somebody stands there with a phone. */
const limit = 4_000;
/** How long the page of an exchange can be looked at, in milliseconds. */
const resultLife = 24 * 3_600_000;
/** A browser may come back this long after its code ended, in milliseconds. */
const returnGrace = 15 * 60_000;

/** `/authorize/…`: the pages from which merchants go to WeChat's authorization pages, and come back. */
export const createAuthorizationPages = (deps: AuthorizationPageDeps): Router => {
  const { temporal, pages, returns, results } = deps;
  const router = Router();
  const limitOfReturns = createReturnLimit();
  router.use('/authorize', (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    next();
  });

  for (const kind of ['pc', 'h5'] as const) {
    router.get(`/authorize/${kind}/:token`, async (request, response) => {
      const { token } = request.params;
      const opened = pages.open(token);
      if (opened.kind !== 'valid') return say(response, opened.kind === 'expired' ? notices.gone : notices.unknown);
      const { workflowId } = opened;
      const code = await codeOf(deps, opened).catch(noticeOf);
      if ('status' in code) return say(response, code);
      // WeChat opens its page only from ours, which it knows by the origin; the path holds the link's token.
      response.set('Referrer-Policy', 'strict-origin-when-cross-origin');
      await show(response, { kind, code, workflowId, token });
    });
  }
  router.get('/authorize/return/:token', async (request, response) => {
    const { token } = request.params;
    const opened = returns.open(token);
    if (opened.kind !== 'valid') return say(response, opened.kind === 'expired' ? notices.gone : notices.unknown);
    const code = returnedCode(request.query);
    if (code === undefined) return say(response, notices.unfinished);
    const { workflowId: link, permissionSets } = returningOf(opened.subject);
    const codeId = deps.ids.hmac('authorization-code', code);
    if (!limitOfReturns.takes(token, codeId)) return say(response, notices.tooMany);
    const now = Date.now();
    const returned = sealReturn(deps.sealer, { code, link, now });
    try {
      // Synced to the disk first: a code can't be had again, whatever becomes of Temporal or this page.
      await deps.inbox.commit({ lane: 'codes', queue: link }, { returned, receivedAt: now });
    } catch (error) {
      deps.log.error({ err: error }, 'the inbox could not take a returned code; is its disk full?');
      return say(response, notices.keeping);
    }
    const result = subjectOf({ workflowId: workflowIds.authorization(codeId), permissionSets });
    response.redirect(303, `../result/${results.sign(result, resultLife)}`);
  });
  router.get('/authorize/result/:token', async (request, response) => {
    const opened = results.open(request.params.token);
    if (opened.kind !== 'valid') return say(response, opened.kind === 'expired' ? notices.gone : notices.unknown);
    const told = temporal.withDeadline(Date.now() + limit, () => resultOf(temporal, returningOf(opened.subject)));
    say(response, (await told.catch(unreachable)) ?? notices.keeping);
  });

  const show = async (
    response: Response,
    view: { kind: AuthorizationPageKind; code: OpenCode; workflowId: string; token: string },
  ) => {
    const { kind, workflowId, token } = view;
    const { preAuthCode, ...code } = view.code;
    const left = Math.max(0, code.expiresAt - Date.now());
    const returning = subjectOf({ workflowId, permissionSets: code.permissionSets ?? [] });
    const href = authorizationPages[kind](deps.weChatPages, {
      componentAppid: deps.componentAppid,
      preAuthCode,
      redirectUri: `${deps.publicUrl}/authorize/return/${returns.sign(returning, left + returnGrace)}`,
      authType: code.authType,
      ...(code.appid ? { appid: code.appid } : {}),
      ...(code.permissionSets ? { permissionSets: code.permissionSets } : {}),
    });
    const phonePage = `${deps.publicUrl}/authorize/h5/${token}`;
    const qrCode = await qrcode.toString(phonePage, { type: 'svg', margin: 1 });
    const nonce = newNonce();
    sendPage(
      response,
      pagePolicy(nonce),
      <AuthorizationPage {...{ kind, code, href, phonePage, qrCode, left, nonce }} />,
    );
  };
  return router;
};

/** A fresh code of an open link. A token may name another process's page: that is no link. */
const codeOf = async (deps: AuthorizationPageDeps, link: ValidLink): Promise<OpenCode | Notice> => {
  const { temporal } = deps;
  const { workflowId } = link;
  const [run, revoked] = await temporal.withDeadline(Date.now() + limit, async () => {
    const found = await describeRun(temporal, workflowId);
    return [found, await isRevoked(temporal, link, found)] as const;
  });
  if (revoked) return notices.revoked;
  if (run && run.description.type !== authorizationLink.workflow) return notices.unknown;
  if (!run || !isOpen(run)) return notices.gone;
  return temporal.withDeadline(Date.now() + issueLimit, () =>
    issueCode(deps, { workflowId, runId: run.description.runId }),
  );
};

/** Why a page can't be shown, for the merchant; a defect of ours is thrown on. */
const noticeOf = (error: unknown): Notice => {
  const problem = problemOf(error);
  switch (problem.kind) {
    case 'process-closed':
    case 'not-found':
      return notices.gone;
    case 'not-now':
      return notices.busy;
    case 'wechat-refused':
    case 'too-many-calls':
    case 'merchant-must-act':
      return notices.refused;
    case 'no-worker':
    case 'temporal-unreachable':
      return notices.later;
    default:
      throw error;
  }
};

/** Nothing, where Temporal did not answer; anything else is thrown on. */
const unreachable = (error: unknown): undefined => {
  if (isUnreachable(error)) return undefined;
  throw error;
};
