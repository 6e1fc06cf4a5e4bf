import { auditQuotaRoutes } from './audit-quota/routes.ts';
import { authorizationLinkRoutes } from './authorization-links/routes.ts';
import { merchantRoute } from './authorizers/merchant-route.ts';
import { onlineRoutes } from './authorizers/online-routes.ts';
import { authorizerRoutes } from './authorizers/routes.ts';
import { secretRoute } from './authorizers/secret-route.ts';
import { sessionRoute } from './authorizers/session-route.ts';
import { type TokenDeps, tokenRoutes } from './authorizers/token-routes.ts';
import { callbackRoutes } from './callbacks/routes.ts';
import { type CallRouteDeps, callRoutes } from './calls/routes.ts';
import { fleetRoutes } from './ext/fleet-routes.ts';
import { previewRoute } from './ext/preview-route.ts';
import { settingsRoutes } from './ext/settings-routes.ts';
import { fleetViewRoutes } from './fleet/routes.ts';
import type { Route } from './http/route.ts';
import { materialRoute } from './materials/route.ts';
import { pageLinkRoutes } from './pages/link-routes.ts';
import type { Process } from './process.ts';
import { preflightRoute } from './releases/preflight-route.ts';
import { screenshotRoute } from './releases/screenshot-route.ts';
import { trialQrCodeRoute } from './releases/trial-qr-code-route.ts';
import { ridRoute } from './rids/route.ts';
import { rolloutRoutes } from './rollouts/routes.ts';
import type { ProcessDeps } from './routes/deps.ts';
import { processRoutes } from './routes/process-routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { trialPluginRoute } from './trials/plugin-route.ts';

/** What the operations API needs. */
export type OperationsDeps = ProcessDeps & TokenDeps & CallRouteDeps;

/** Every route of the operations API; its router and the OpenAPI document are made of these. */
export const operationRoutes = (deps: OperationsDeps, processes: readonly Process[]): readonly Route[] => [
  ...processes.flatMap((process) => processRoutes(deps, process, processes)),
  ...auditQuotaRoutes(deps),
  secretRoute(deps),
  merchantRoute(deps),
  ...authorizationLinkRoutes(deps),
  trialPluginRoute(deps),
  ...templateRoutes(deps),
  ...authorizerRoutes(deps, processes),
  ...settingsRoutes(deps),
  ...fleetRoutes(deps),
  ...fleetViewRoutes(deps),
  previewRoute(deps),
  ...onlineRoutes(deps),
  preflightRoute(deps),
  trialQrCodeRoute(deps),
  screenshotRoute(deps),
  ...tokenRoutes(deps),
  sessionRoute(deps),
  ...callbackRoutes(deps),
  ...rolloutRoutes(deps),
  ridRoute(deps),
  materialRoute(deps),
  ...pageLinkRoutes(deps, processes),
  ...callRoutes(deps, processes),
];
