import type { Client } from '@temporalio/client';
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { ApiKey } from '../config/api-keys.ts';
import { withCloudToken } from '../credentials/cloud-token.ts';
import { createIds } from '../credentials/ids.ts';
import { keepFresh } from '../credentials/keep-fresh.ts';
import type { KeyRing } from '../credentials/key-ring.ts';
import { createPlatformClient, type PlatformClientDeps } from '../credentials/platform-client.ts';
import { createSealer } from '../credentials/sealer.ts';
import { createTokenReader } from '../credentials/tokens.ts';
import type { MaterialStore } from '../materials/store.ts';
import { createAccounts } from '../routing/accounts.ts';
import type { ForwardingRule } from '../routing/forwarding.ts';
import { createRouter } from '../routing/route.ts';
import { createUnrouted } from '../routing/unrouted.ts';
import type { AuthorizationPageHosts } from '../wechat/authorization-pages.ts';
import { createLackingPages } from './authorization-links/lacking-router.tsx';
import { deliverReturn } from './authorization-links/returning.ts';
import { createAuthorizationPages } from './authorization-links/router.tsx';
import { startCodeRescue } from './callbacks/code-rescue.ts';
import { startDelivery } from './callbacks/delivery.ts';
import { createGateway } from './callbacks/gateway.ts';
import type { Inbox } from './callbacks/inbox.ts';
import { createJournal } from './callbacks/journal.ts';
import { watchRush } from './callbacks/rush.ts';
import { createServiceReplies } from './callbacks/service-replies.ts';
import type { CallbackKeys } from './callbacks/verify.ts';
import { createCodec } from './codec.ts';
import { confirmFilesOf, createConfirmFiles } from './confirm-files.ts';
import { createConsentPages } from './consents/router.tsx';
import { createDocs } from './docs/router.tsx';
import { createHealth } from './health.ts';
import { mountRoutes } from './http/mount.ts';
import { openApiOf } from './openapi/document.ts';
import { operationRoutes } from './operations.ts';
import { createPageLinks } from './pages/link.ts';
import { createPages } from './pages/router.tsx';
import { createSignedTokens } from './pages/signed-token.ts';
import { processes } from './processes/index.ts';
import { createServer } from './server.ts';

/** What the api is made of; the caller opens and closes Temporal's client and the inbox. */
export type ApiDeps = {
  readonly temporal: Client;
  readonly ring: KeyRing;
  readonly idKey: Buffer;
  readonly component: { readonly appid: string };
  readonly callback: CallbackKeys;
  readonly inbox: Inbox;
  /** Where merchants' files lie. */
  readonly materials: MaterialStore;
  readonly weChatApiUrl: string;
  /** How long Temporal may leave an authorization code waiting, in milliseconds; 120,000 unless told. */
  readonly codePatience?: number;
  readonly apiKeys: readonly ApiKey[];
  /** Where WeChat, merchants and operators reach us, without a slash at the end. */
  readonly publicUrl: string;
  readonly temporalUiUrl: string;
  /** Where WeChat's authorization pages are. */
  readonly weChatPages: AuthorizationPageHosts;
  /** In production the public address must be one that WeChat knows; in development the codec is open to this machine. */
  readonly production: boolean;
  /** In cloud mode (微信云托管): the file with the platform's token, and whether callbacks come in the clear. */
  readonly cloudTokenFile?: string;
  readonly cloudPushes: boolean;
  /** How fast this process may call WeChat. */
  readonly callRates: PlatformClientDeps['callRates'];
  /** By which callbacks are forwarded to the provider's own services. */
  readonly forwardingRules: readonly ForwardingRule[];
  readonly log: Logger;
};

/** The gateway and the operations API in one app; `close` waits for the deliveries and exchanges under way. */
export const createApi = (deps: ApiDeps): { readonly app: Express; close(): Promise<void> } => {
  const { temporal, ring, idKey, component, callback, inbox, apiKeys, publicUrl, log } = deps;
  const ids = createIds(idKey);
  const sealer = createSealer(ring, idKey);
  const { cloudTokenFile, forwardingRules: rules } = deps;
  const entityTokens = createTokenReader({ temporal, sealer, kept: inbox.tokens });
  const tokens = cloudTokenFile ? withCloudToken(entityTokens, cloudTokenFile) : entityTokens;
  const componentAppid = component.appid;
  const accounts = createAccounts(temporal);
  const journal = createJournal({ temporal, log });
  const pages = createPageLinks(idKey, publicUrl);
  const weChat = {
    weChatApiUrl: deps.weChatApiUrl,
    componentAppid,
    callRates: deps.callRates,
    cloud: cloudTokenFile !== undefined,
  };
  const wechat = createPlatformClient({ ...weChat, tokens: tokens.read });
  const routes = operationRoutes(
    { ...deps, ids, sealer, pages, wechat, tokens: tokens.read, componentAppid },
    processes,
  );
  const platformToken = () => tokens.atHand({ kind: 'component' });
  const rescue = startCodeRescue({
    ...{ inbox, callback, ids, sealer, log },
    wechat: createPlatformClient({
      ...weChat,
      tokens: async (_owner, stale) => {
        const token = platformToken();
        if (token === undefined || token === stale) throw new Error('no component token that lives is at hand');
        return token;
      },
    }),
    hasToken: () => platformToken() !== undefined,
    ...(deps.codePatience === undefined ? {} : { patience: deps.codePatience }),
  });
  const stopRenewal = keepFresh(() => tokens.renew({ kind: 'component' }));
  const delivery = startDelivery({
    ...{ inbox, callback, sealer, rescue, journal, log },
    rushed: watchRush(inbox),
    router: createRouter({ temporal, sealer, ids, forwardingRules: rules, tickets: cloudTokenFile === undefined }),
    keepUnrouted: createUnrouted({ temporal, sealer }),
    deliverReturn: (returned, early) => deliverReturn({ temporal, ids, sealer }, returned, early),
  });
  const app = createServer(log, [
    // First, because it wants raw bodies and nobody before it.
    createGateway({
      ...{ component, callback, inbox, sealer, log },
      cloudPushes: deps.cloudPushes,
      serviceReplies: createServiceReplies({ rules, temporal, ids, accounts, log }),
    }),
    createHealth(inbox),
    createCodec({ ...deps, openOnLoopback: !deps.production }),
    createPages({ temporal, pages, processes }),
    createConfirmFiles(confirmFilesOf(temporal)),
    createAuthorizationPages({
      ...deps,
      ...{ ids, sealer, pages, componentAppid: component.appid },
      returns: createSignedTokens(idKey, "weft returns from WeChat's authorization pages"),
      results: createSignedTokens(idKey, 'weft results of authorizations'),
    }),
    createLackingPages({ ...deps, ids, pages }),
    createConsentPages({
      ...deps,
      ...{ sealer, pages, componentAppid },
      consentReturns: createSignedTokens(idKey, "weft returns from WeChat's pages of consent"),
    }),
    createDocs(openApiOf(routes, publicUrl)),
    mountRoutes(routes, { apiKeys, temporal }),
  ]);
  return {
    app,
    close: async () => {
      await Promise.all([stopRenewal(), rescue.stop()]);
      await delivery.stop();
      await journal.close();
    },
  };
};
