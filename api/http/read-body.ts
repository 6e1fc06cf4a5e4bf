import type { Request, Response } from 'express';
import { readFormBody } from './form-body.ts';
import { readJsonBody } from './json-body.ts';
import type { Route } from './route.ts';

/** A body, and what an idempotency key is bound to: the same, but for files. */
export type ReadBody = { readonly body: unknown; readonly sent: unknown };

/** The body as the route takes it; an absent one is `{}`, so that each field it lacks is named. */
export const readBody = async (
  { accepts }: Pick<Route, 'accepts'>,
  request: Request,
  response: Response,
): Promise<ReadBody> => {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (!hasBody) return { body: {}, sent: {} };
  // No key is bound to it: the same file again is the same thing.
  if (accepts === 'file') return { body: request, sent: {} };
  if (accepts === 'multipart') return readFormBody(request, response);
  const body = await readJsonBody(request, response);
  return { body, sent: body };
};
