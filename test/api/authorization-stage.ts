import { randomBytes } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import { z } from 'zod';
import { deliverReturn } from '../../api/authorization-links/returning.ts';
import { createAuthorizationPages } from '../../api/authorization-links/router.tsx';
import { authorizationLinkRoutes } from '../../api/authorization-links/routes.ts';
import { mountRoutes } from '../../api/http/mount.ts';
import { createPageLinks } from '../../api/pages/link.ts';
import { createSignedTokens } from '../../api/pages/signed-token.ts';
import { authorizationLink } from '../../api/processes/authorization-link.ts';
import { startedAnswer } from '../../api/routes/answers.ts';
import { processRoutes } from '../../api/routes/process-routes.ts';
import { createServer } from '../../api/server.ts';
import { buildXml } from '../../wechat/xml.ts';
import { startCredentialStage } from '../credentials/stage.ts';
import { newMaterials } from '../materials/new-materials.ts';
import { callsTo } from './calls.ts';
import { listeningServer } from './listening.ts';
import { apiKeys } from './secrets.ts';

/** A page as a browser gets it. */
export type Fetched = { readonly status: number; readonly headers: Headers; readonly html: string };

const idKey = randomBytes(32);

/** The API of authorization links over real HTTP, with workers and a simulated WeChat. */
export const openAuthorizationStage = async () => {
  const weChat = await startCredentialStage();
  await weChat.pushTicket();
  const { temporal, sealer, ids, componentAppid } = weChat;
  const returns = createSignedTokens(idKey, 'returns');
  /** Serves the pages, by this or another Temporal. */
  const serve = async (client: Client) => {
    const { url, server, close } = await listeningServer();
    const pages = createPageLinks(idKey, url);
    const common = { temporal: client, ids, sealer, pages, componentAppid, publicUrl: url, materials: newMaterials() };
    const routes = [
      ...processRoutes({ ...common, production: false, temporalUiUrl: 'http://temporal.example' }, authorizationLink),
      ...authorizationLinkRoutes(common),
    ];
    server.on(
      'request',
      createServer(pino({ level: 'silent' }), [
        mountRoutes(routes, { apiKeys, temporal: client }),
        createAuthorizationPages({
          ...common,
          returns,
          // Delivered at once, where the gateway's inbox keeps it until Temporal takes it.
          inbox: {
            commit: async (_place, entry) => {
              if ('returned' in entry) await deliverReturn(common, entry.returned);
            },
          },
          log: pino({ level: 'silent' }),
          results: createSignedTokens(idKey, 'results'),
          weChatPages: { mp: 'https://mp.example', open: 'https://open.example' },
        }),
      ]),
    );
    return { url, pages, close };
  };
  const { url, pages, close } = await serve(temporal);
  const call = callsTo(url);

  /** A GET as a browser makes it; it follows the way to the result. */
  const open = async (href: string): Promise<Fetched> => {
    const response = await fetch(href);
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  /** The code in what the merchant consented to last; the push of it got lost. */
  const consented = async (known: object = {}) => {
    const { appid } = await weChat.account({ ...known, pushAuthorized: false });
    const secrets = await weChat.ask<{ kind: string; value: string }[]>('/secrets');
    const code = secrets.findLast(({ kind }) => kind === 'authorization-code')?.value ?? '';
    return { appid, code };
  };
  const link = async (body: object, headers: Record<string, string> = {}) => {
    const answer = await call('POST', '/v1/authorization-links', { body, headers });
    const started = startedAnswer.strict().parse(answer.body);
    const href = (rel: string) => started.links?.find((each) => each.rel === rel)?.href ?? '';
    return { ...started, pc: href('pc'), h5: href('h5'), plugin: href('plugin') };
  };
  /** Where a page's button leads. */
  const button = ({ html }: Fetched) => {
    const [, href = ''] = /<a class="button" href="([^"]+)"/.exec(html) ?? [];
    return new URL(href.replaceAll('&amp;', '&'));
  };
  return {
    ...weChat,
    serve,
    returns,
    pages,
    call,
    link,
    open,
    button,
    consented,
    /** Comes back from WeChat's page as a browser does. */
    comeBack: (weChatPage: URL, code: string) => {
      const back = new URL(z.string().parse(weChatPage.searchParams.get('redirect_uri')));
      back.searchParams.set('auth_code', code);
      back.searchParams.set('expires_in', '600');
      return back.href;
    },
    /** Pushes that an account was authorized by a pre-authorization code. */
    pushAuthorized: async (account: { appid: string; code: string }, preAuthCode: string) => {
      const now = Math.floor(Date.now() / 1_000);
      const xml = buildXml({
        AppId: componentAppid,
        CreateTime: now,
        InfoType: 'authorized',
        AuthorizerAppid: account.appid,
        AuthorizationCode: account.code,
        AuthorizationCodeExpiredTime: now + 600,
        PreAuthCode: preAuthCode,
      });
      await weChat.order('/push', { channel: 'component', xml });
    },
    stop: async () => {
      close();
      await weChat.stop();
    },
  };
};

export type AuthorizationStage = Awaited<ReturnType<typeof openAuthorizationStage>>;
