import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Problem } from './problem.ts';
import { problemOf } from './problem-of.ts';

/** How soon to try again, by status, in seconds; WeChat counts by the minute. */
const retryAfter = new Map([
  [429, '60'],
  [503, '5'],
]);

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
    const seconds = retryAfter.get(problem.status);
    if (seconds !== undefined) response.set('Retry-After', seconds);
    if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer realm="weft"');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };

/** The last route: nothing is here. */
export const answerNotFound: RequestHandler = (request) => {
  throw new Problem('not-found', `There is nothing at ${request.method} of this path; /docs lists what there is.`);
};
