import { hostname } from 'node:os';
import { classify, parse, readEnvelope, send, type Transport } from './call.ts';
import { type Call, type EndpointSpec, endpointKey, type TokenOwner } from './endpoint.ts';
import * as endpoints from './endpoints/index.ts';
import { lackingSets } from './missing-permission.ts';
import type { Pace } from './pace.ts';
import { redact } from './redact.ts';
import { WeChatError, type WeChatFailure } from './wechat-error.ts';

/** All declared calls by name. */
export type Endpoints = typeof endpoints;
/** The name of a declared call. */
export type EndpointName = keyof Endpoints;
/** The declarations, for what is derived from them. */
export const allEndpoints: { readonly [K in EndpointName]: Endpoints[K] } = endpoints;

/** Where tokens come from. `stale` is a token that WeChat just refused: a newer one is wanted. */
export type Tokens = (owner: TokenOwner, stale?: string) => Promise<string>;

/** The typed client: one method for each declared call. */
export type Client = { [K in EndpointName]: Call<Endpoints[K]> };

/** Where and how calls go, with whose tokens, and how fast; without `pace` as fast as they are made. */
export type ClientOptions = Omit<ClientDeps, 'fetch'> & { readonly fetch?: typeof fetch };
type ClientDeps = Transport & {
  readonly tokens: Tokens;
  readonly pace?: Pace;
  /** Told where WeChat refuses this host's IP. */
  readonly onHostRefused?: (failure: WeChatFailure) => void;
};

/** Makes the client. Every call throws `WeChatError` and nothing else where WeChat is at fault. */
export const createClient = (options: ClientOptions): Client => {
  const deps: ClientDeps = { fetch: globalThis.fetch, ...options };
  const methods = Object.entries<EndpointSpec>(endpoints).map(([name, spec]) => [
    name,
    methodOf(spec, (owner, request) => call(deps, spec, owner, request)),
  ]);
  // The one place where the mapped type meets the generic implementation.
  return Object.fromEntries(methods) as Client;
};

type Request = Record<string, unknown>;

/** WeChat's errcode where too many calls came in a minute. */
const minuteLimit = 45011;

/** A call as a function of what its kind of token asks for. */
const methodOf = (spec: EndpointSpec, make: (owner: TokenOwner | undefined, request: Request) => Promise<unknown>) => {
  switch (spec.token) {
    case 'none':
      return (request: Request) => make(undefined, request);
    case 'component':
      return (request: Request) => make({ kind: 'component' }, request);
    case 'authorizer':
      return (appid: string, request: Request) => make({ kind: 'authorizer', appid }, request);
    case 'either':
      return make;
  }
};

/** One call: pace, token, send, read envelope, classify, parse; a token that died early is renewed once. */
const call = async (
  deps: ClientDeps,
  spec: EndpointSpec,
  owner: TokenOwner | undefined,
  request: Request,
): Promise<unknown> => {
  const checked = checkedRequest(spec, request);
  const attempt = async (token: string | undefined) => {
    await deps.pace?.take(spec, owner);
    const envelope = await readEnvelope(spec, await send(deps, spec, checked, { owner, token }));
    heeding(deps, () => classify(spec, envelope, secretsOf(checked, token)));
    return parse(spec, envelope);
  };
  if (!owner) return attempt(undefined);
  const token = await tokenOf(deps.tokens, spec, owner);
  try {
    return await attempt(token);
  } catch (error) {
    if (!(error instanceof WeChatError)) throw error;
    const oneOf = lackingSets(spec, error.failure);
    if (oneOf) throw withLack(error, owner, oneOf);
    if (error.failure.errcode === minuteLimit) deps.pace?.tooFast(spec, owner);
    if (error.failure.class !== 'stale-token') throw error;
    return attempt(await tokenOf(deps.tokens, spec, owner, token));
  }
};

/** Has a refusal of this host's IP told, with its name: the IP that WeChat sees is often another's. */
const heeding = ({ onHostRefused }: ClientDeps, classified: () => void): void => {
  try {
    classified();
  } catch (error) {
    if (!(error instanceof WeChatError) || error.failure.scope !== 'host') throw error;
    const refused = new WeChatError({ ...error.failure, host: hostname() }, { cause: error });
    onHostRefused?.(refused.failure);
    throw refused;
  }
};

/** Step token. Without one nothing was sent, whatever the reason is. */
const tokenOf = async (tokens: Tokens, spec: EndpointSpec, owner: TokenOwner, stale?: string): Promise<string> => {
  try {
    return await tokens(owner, stale);
  } catch (error) {
    if (error instanceof WeChatError) {
      const failed = new WeChatError({ ...error.failure, effect: 'none' }, { cause: error });
      // Who may have no token has not authorized us.
      throw failed.failure.class === 'merchant' ? withLack(failed, owner, []) : failed;
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new WeChatError(
      {
        endpoint: endpointKey(spec),
        kind: 'transport',
        class: 'transient',
        effect: 'none',
        hint: `No token could be had: ${redact(reason)}`,
        hintZh: '暂时无法获得令牌',
      },
      { cause: error },
    );
  }
};

/** The same error, which says what the account would have to grant. */
const withLack = (error: WeChatError, owner: TokenOwner, oneOf: readonly number[]): WeChatError =>
  owner.kind === 'authorizer'
    ? new WeChatError({ ...error.failure, lacks: { appid: owner.appid, oneOf } }, { cause: error })
    : error;

const secretField = /secret|token|ticket|code|pwd|password/;

const secretsOf = (request: Request, token: string | undefined): string[] => secretsIn({ ...request, token }, false);

/** The texts that stand, however deep, below the name of a secret. */
const secretsIn = (value: unknown, isSecret: boolean): string[] => {
  if (typeof value === 'string') return isSecret ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => secretsIn(below, isSecret || secretField.test(name)));
};

/** A request that does not fit its declaration never leaves. */
const checkedRequest = (spec: EndpointSpec, request: Request): Request => {
  const parsed = spec.request.safeParse(request);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => `${issue.path.join('.') || '(whole)'}: ${issue.message}`).join('; ');
  throw new WeChatError({
    endpoint: endpointKey(spec),
    kind: 'refused',
    class: 'bug',
    effect: 'none',
    hint: `The request does not fit its declaration at ${where}.`,
    hintZh: '请求与声明不符',
  });
};
