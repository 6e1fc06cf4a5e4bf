import type { Client } from '@temporalio/client';
import { type Request, type Response, Router } from 'express';
import type { ApiKey } from '../../config/api-keys.ts';
import { admit, callerOf } from './caller.ts';
import { streamEvents } from './event-stream.ts';
import { invalidInput } from './invalid-input.ts';
import { Problem } from './problem.ts';
import { readBody } from './read-body.ts';
import type { Answer, Route } from './route.ts';

/** What a router of routes needs. */
export type MountOptions = {
  readonly apiKeys: readonly ApiKey[];
  readonly temporal: Client;
  /** How long Temporal may take in all for a request whose route says nothing else, in milliseconds; 5,000 unless told. */
  readonly limit?: number;
};

/** A router for the routes: caller, role, body, then the handler within the limit; other methods get 405. */
export const mountRoutes = (routes: readonly Route[], options: MountOptions): Router => {
  const router = Router();
  for (const each of routes) {
    router[each.method](expressPath(each.path), async (request, response) => {
      const known = callerOf(options.apiKeys, request.headers.authorization);
      response.locals.caller = known?.name;
      const caller = admit(known, each.role);
      const { body, sent } = await readBody(each, request, response);
      const answer = await options.temporal.withDeadline(Date.now() + (each.limit ?? options.limit ?? 5_000), () =>
        each.handle({
          caller,
          target: `${request.method} ${request.originalUrl}`,
          params: request.params,
          query: request.query,
          body,
          sent,
          why: headerText(request, 'why'),
          idempotencyKey: idempotencyKeyOf(request),
        }),
      );
      await send(response, answer);
    });
  }
  for (const [path, methods] of methodsByPath(routes)) {
    router.all(expressPath(path), (request, response) => {
      response.set('Allow', methods.join(', '));
      throw new Problem('method-not-allowed', `${request.method} is not possible here; use ${methods.join(' or ')}.`);
    });
  }
  return router;
};

const expressPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

const methodsByPath = (routes: readonly Route[]): Map<string, string[]> => {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()]);
  return methods;
};

/** Node reads header bytes as Latin-1; people write Chinese reasons in UTF-8. */
const headerText = (request: Request, name: string): string | undefined => {
  const text = Buffer.from(request.get(name) ?? '', 'latin1')
    .toString('utf8')
    .trim();
  return text === '' ? undefined : text;
};

const idempotencyKeyOf = (request: Request): string | undefined => {
  const key = headerText(request, 'idempotency-key');
  if (key !== undefined || request.get('idempotency-key') === undefined) return key;
  const detail = 'It is empty: it would protect nothing.';
  throw invalidInput([{ field: 'Idempotency-Key (header)', expected: 'a text, or no such header', detail }]);
};

const send = async (response: Response, answer: Answer): Promise<void> => {
  response.set('Cache-Control', 'no-store');
  if ('stream' in answer) await streamEvents(response, answer.stream);
  else if ('file' in answer) response.type(answer.file.contentType).send(Buffer.from(answer.file.bytes));
  else response.status(answer.status).json(answer.body);
};
