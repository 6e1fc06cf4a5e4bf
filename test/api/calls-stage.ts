import { pino } from 'pino';
import { expect, vi } from 'vitest';
import { onlineRoutes } from '../../api/authorizers/online-routes.ts';
import { secretRoute } from '../../api/authorizers/secret-route.ts';
import { sessionRoute } from '../../api/authorizers/session-route.ts';
import { callRoutes } from '../../api/calls/routes.ts';
import { mountRoutes } from '../../api/http/mount.ts';
import { createPageLinks } from '../../api/pages/link.ts';
import { codeRelease } from '../../api/processes/code-release.ts';
import { processes } from '../../api/processes/index.ts';
import { ridRoute } from '../../api/rids/route.ts';
import { processRoutes } from '../../api/routes/process-routes.ts';
import { createServer } from '../../api/server.ts';
import { templateRoutes } from '../../api/templates/routes.ts';
import { startCredentialStage } from '../credentials/stage.ts';
import { newMaterials } from '../materials/new-materials.ts';
import { callsTo } from './calls.ts';
import { listeningServer } from './listening.ts';
import { apiKeys, idKey } from './secrets.ts';

/** The API's calls of WeChat over real HTTP, with workers and a simulated WeChat. */
export const openCallsStage = async () => {
  const weChat = await startCredentialStage();
  await weChat.pushTicket();
  const { url, server, close } = await listeningServer();
  const lines: string[] = [];
  const log = pino({ base: null, timestamp: false }, { write: (line) => lines.push(line) });
  const deps = { ...weChat, log, publicUrl: url, pages: createPageLinks(idKey, url), materials: newMaterials() };
  const routes = [
    ...processRoutes({ ...deps, production: false, temporalUiUrl: 'http://temporal.example' }, codeRelease),
    secretRoute(deps),
    sessionRoute(deps),
    ridRoute(deps),
    ...onlineRoutes(deps),
    ...templateRoutes(deps),
    ...callRoutes(deps, processes),
  ];
  server.on('request', createServer(log, [mountRoutes(routes, { apiKeys, temporal: weChat.temporal })]));
  const call = callsTo(url);
  return {
    ...weChat,
    url,
    call,
    /** Asks for a call of WeChat by its name. */
    make: (name: string, body: object = {}, headers: Record<string, string> = {}) =>
      call('POST', `/v1/calls/${name}`, { body, headers }),
    /** Asks for one with a form; a file in it is sent as one. */
    upload: (name: string, fields: Readonly<Record<string, string | File>>, headers: Record<string, string> = {}) => {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) form.set(field, value);
      const authorization = 'Bearer operator';
      return fetch(`${url}/v1/calls/${name}`, { method: 'POST', body: form, headers: { authorization, ...headers } });
    },
    /** What the log says of the calls of WeChat for this account or the platform. */
    logged: (appid: string): unknown[] =>
      lines
        .map((line): Record<string, unknown> => JSON.parse(line))
        .filter((line) => line.msg === 'called WeChat' && line.appid === appid),
    log: () => lines.join(''),
    /** Waits until the platform has an account's authorization. */
    isKnown: (appid: string) =>
      vi.waitFor(async () => expect(await weChat.view(appid)).toMatchObject({ authorization: 'granted' }), 20_000),
    stop: async () => {
      close();
      await weChat.stop();
    },
  };
};

export type CallsStage = Awaited<ReturnType<typeof openCallsStage>>;
