import { z } from 'zod';
import type { Role } from '../../config/api-keys.ts';
import type { Caller } from './caller.ts';
import { checked } from './invalid-input.ts';
import type { ProblemName } from './problem-kinds.ts';

/** A request whose caller is known and whose parts are read by the route's schemas. */
export type Incoming<P = unknown, Q = unknown, B = unknown> = {
  readonly caller: Caller;
  /** Path and query as sent, which an idempotency key is bound to. */
  readonly target: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The body as sent; files are told by their hash. */
  readonly sent: unknown;
  /** Why the caller makes a change, from the body's `why` or the header `Why`. */
  readonly why: string | undefined;
  readonly idempotencyKey: string | undefined;
};

/** Sends one server-sent event. */
export type SendEvent = (event: string, data: unknown) => void;

/** A file as it is answered. */
export type AnsweredFile = { readonly contentType: string; readonly bytes: Uint8Array };

/** What a route answers: JSON, a file, or a stream that lasts until it is done or the caller has gone. */
export type Answer =
  | { readonly status: number; readonly body: unknown }
  | { readonly status: 200; readonly file: AnsweredFile }
  | { readonly status: 200; readonly stream: (send: SendEvent, signal: AbortSignal) => Promise<void> };

/** What is said of an answer in the OpenAPI document. */
export type AnswerDoc = {
  readonly status: number;
  readonly description: string;
  readonly schema: z.ZodType;
  readonly stream?: true;
  /** True where it is a file, which no schema describes. */
  readonly file?: true;
};

/** One route of the operations API; the router and the OpenAPI document follow from it. */
export type RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  readonly method: 'get' | 'post' | 'put';
  /** As OpenAPI writes it: `/v1/authorizers/{appid}`. */
  readonly path: `/${string}`;
  /** Unique: the method name that clients are generated with. */
  readonly name: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The least role that may call it; `service` means service or admin. */
  readonly role: Role;
  readonly params: P;
  readonly query: Q;
  /** The body, without `why`, which every change takes. */
  readonly body: B;
  /** `multipart`: a form with files, whose other fields are text; `file`: one file, given as a stream. JSON unless told. */
  readonly accepts?: 'multipart' | 'file';
  readonly answer: AnswerDoc;
  /** Problems beside those that every route may answer. */
  readonly problems: readonly ProblemName[];
  /** How long Temporal may take in all, in milliseconds, where it may be long. */
  readonly limit?: number;
  readonly handle: (request: Incoming<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answer>;
};

/** A route with its types closed over: it reads the raw parts itself. */
export type Route = Omit<RouteSpec<z.ZodType, z.ZodType, z.ZodType>, 'handle'> & {
  readonly handle: (request: Incoming) => Promise<Answer>;
};

/** No path parameters, no query, or no body. */
export const none = z.strictObject({});

/** Why a change is made; every change takes it. */
export const why = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .describe('Why this is done; it is kept with the process. The header `Why` does the same.');

/** Declares a route. */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: RouteSpec<P, Q, B>,
): Route => ({
  ...spec,
  handle: async (request) => {
    const { reason, rest } = splitWhy(request.body);
    return spec.handle({
      ...request,
      params: checked(spec.params, request.params, '(path)'),
      query: checked(spec.query, request.query, '(query)'),
      body: checked(spec.body, rest, '(body)'),
      why: reason ?? request.why,
    });
  },
});

const splitWhy = (body: unknown): { readonly reason?: string; readonly rest: unknown } => {
  if (typeof body !== 'object' || body === null || !('why' in body)) return { rest: body };
  const { why: reason, ...rest } = body;
  return { reason: checked(z.object({ why }), { why: reason }, '(body)').why, rest };
};
