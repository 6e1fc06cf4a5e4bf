import express, { type Express, type Router } from 'express';
import type { Logger } from 'pino';
import { accessLog } from './http/access-log.ts';
import { answerNotFound, answerProblems } from './http/problem-handler.ts';

/** An express app that logs each answer, tries the routers in order, and answers whatever they throw as a problem. */
export const createServer = (log: Logger, routers: readonly Router[]): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(accessLog(log));
  app.use((_request, response, next) => {
    response.set('X-Content-Type-Options', 'nosniff');
    next();
  });
  for (const router of routers) app.use(router);
  app.use(answerNotFound);
  app.use(answerProblems(log));
  return app;
};
