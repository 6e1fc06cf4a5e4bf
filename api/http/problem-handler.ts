import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Problem } from './problem.ts';
import { problemOf } from './problem-of.ts';

/** How soon to try again, in seconds. */
const retryAfter = '5';

/** Answers whatever was thrown as `application/problem+json`; defects are logged with their reason. */
export const answerProblems =
  (log: Logger): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    if (problem.status === 500) log.error({ err: error, method: request.method }, 'a request failed');
    if (problem.status === 503) response.set('Retry-After', retryAfter);
    if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer realm="weft"');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };

/** The last route: nothing is here. */
export const answerNotFound: RequestHandler = (request) => {
  throw new Problem('not-found', `There is nothing at ${request.method} of this path; /docs lists what there is.`);
};
