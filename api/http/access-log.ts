import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** Logs each answer. Neither queries nor the tokens of merchants' pages are written down. */
export const accessLog =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const begun = performance.now();
    const path = loggablePath(request.path);
    response.on('close', () => {
      const caller: unknown = response.locals.caller;
      const took = Math.round(performance.now() - begun);
      log.info({ method: request.method, path, status: response.statusCode, took, caller }, 'answered');
    });
    next();
  };

/** A path without the token of a merchant's page. */
const loggablePath = (path: string): string => path.replace(/^(\/m|\/authorize\/\w+)\/[^/]+/, '$1/…');
