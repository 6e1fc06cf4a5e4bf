import { type EndpointSpec, endpointKey, type TokenOwner } from './endpoint.ts';
import type { ErrorRule } from './error-class.ts';
import { commonErrors } from './errors.ts';
import { isMissingPermission, missingPermission } from './missing-permission.ts';
import { redact } from './redact.ts';
import { WeChatError } from './wechat-error.ts';

/** Where and how calls go. */
export type Transport = {
  /** `https://api.weixin.qq.com`, or the simulator. */
  readonly baseUrl: string;
  readonly componentAppid: string;
  /** The name of the platform's token in the query where it is not the one of each call: that of cloud mode. */
  readonly componentTokenParameter?: 'cloudbase_access_token';
  readonly fetch: typeof globalThis.fetch;
};

/** Faults of a connection that never was: the request can't have reached WeChat. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Who calls: the token in the query and whose it is. */
type Caller = { readonly owner: TokenOwner | undefined; readonly token: string | undefined };

/** Step send: one HTTP exchange with its time-out; what is thrown says whether the request may have arrived. */
export const send = async (
  transport: Transport,
  spec: EndpointSpec,
  request: Record<string, unknown>,
  { owner, token }: Caller,
): Promise<Response> => {
  const url = new URL(transport.baseUrl + spec.path);
  const { query, body } = placed(spec, {
    ...(spec.namesComponent ? { component_appid: transport.componentAppid } : {}),
    ...(spec.namesAuthorizer && owner?.kind === 'authorizer' ? { authorizer_appid: owner.appid } : {}),
    ...request,
  });
  for (const [name, value] of query) url.searchParams.set(name, String(value));
  const ofComponent = owner?.kind === 'component' ? transport.componentTokenParameter : undefined;
  if (token) url.searchParams.set(ofComponent ?? spec.tokenParameter ?? 'access_token', token);
  try {
    return await transport.fetch(url, {
      method: spec.method,
      signal: AbortSignal.timeout(spec.timeout ?? 15_000),
      redirect: 'error',
      ...(spec.method === 'POST' ? bodyOf(spec, Object.fromEntries(body)) : {}),
    });
  } catch (error) {
    throw transportError(spec, error);
  }
};

type Field = readonly [name: string, value: unknown];

/** Which fields go where: all of a GET in its query, those of a POST in its body but for the ones that are declared. */
const placed = (spec: EndpointSpec, fields: Record<string, unknown>): { query: Field[]; body: Field[] } => {
  const inQuery = ([name]: Field) => spec.method === 'GET' || (spec.query?.includes(name) ?? false);
  const all = present(fields);
  const action: Field[] = spec.action ? [['action', spec.action]] : [];
  const query = all.filter(inQuery);
  const body = all.filter((field) => !inQuery(field));
  return spec.actionIn === 'body' ? { query, body: [...action, ...body] } : { query: [...action, ...query], body };
};

const present = (fields: Record<string, unknown>) => Object.entries(fields).filter(([, value]) => value !== undefined);

const bodyOf = (spec: EndpointSpec, fields: Record<string, unknown>): RequestInit => {
  if (spec.body !== 'multipart') {
    return { headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(fields) };
  }
  const form = new FormData();
  for (const [name, value] of present(fields)) form.set(name, value instanceof Blob ? value : String(value));
  return { body: form };
};

/** Step read envelope: a file where the Content-Type says so, else the JSON. */
export const readEnvelope = async (spec: EndpointSpec, response: Response): Promise<unknown> => {
  // WeChat says everything with HTTP 200 and in JSON; other answers are those of a proxy between us.
  if (!response.ok) throw noAnswer(spec, `HTTP ${response.status}`);
  const contentType = response.headers.get('content-type') ?? '';
  try {
    // An error of a binary call is JSON too.
    if (spec.answer === 'binary' && !/json|text\/plain/.test(contentType)) {
      return { contentType, bytes: new Uint8Array(await response.arrayBuffer()) };
    }
    return JSON.parse(await response.text());
  } catch (error) {
    throw error instanceof SyntaxError ? noAnswer(spec, 'not JSON') : transportError(spec, error);
  }
};

/**
 * Step classify: throws where the envelope holds an errcode, which has also been seen as a string. `secrets` are the
 * credentials of the request, which must not come back in what WeChat says.
 */
export const classify = (spec: EndpointSpec, envelope: unknown, secrets: readonly string[]): void => {
  const { code, said } = codeOfEnvelope(spec, envelope);
  const errcode = Number(code ?? 0);
  if (errcode === 0) return;
  const rule = ruleOf(spec, errcode, said);
  const rid = /rid: (\S+)/.exec(said)?.[1];
  throw new WeChatError({
    endpoint: endpointKey(spec),
    kind: 'refused',
    class: rule?.class ?? 'undeclared',
    ...(rule?.scope ? { scope: rule.scope } : {}),
    // A fault of WeChat is no answer: it may have acted before.
    effect: rule?.class === 'transient' ? 'unknown' : 'none',
    errcode,
    errmsg: redact(said.replace(/ ?rid: \S+/, ''), secrets),
    ...detailsOf(spec, envelope),
    ...(rid ? { rid } : {}),
    hint: rule?.en ?? 'WeChat gave a code this call does not declare; look it up before another try.',
    hintZh: rule?.zh ?? '微信返回了未声明的错误码',
  });
};

/** What the refusal said beside; what does not fit is left out, for the errcode says enough. */
const detailsOf = (spec: EndpointSpec, envelope: unknown): { details?: unknown } => {
  const read = spec.refusal?.safeParse(envelope);
  return read?.success ? { details: read.data } : {};
};
/** What an errcode means: the call's own rule, else a missing permission set by its name, else what the code means anywhere. */
const ruleOf = (spec: EndpointSpec, errcode: number, said: string): ErrorRule | undefined =>
  spec.errors?.[errcode] ??
  (isMissingPermission(spec, { errcode, said })
    ? { class: 'merchant', ...missingPermission(spec, errcode) }
    : commonErrors[errcode]);
/** The code and the words of an answer; where a call says them otherwise, WeChat's gate still says them the common way. */
const codeOfEnvelope = (
  { codeIn }: Pick<EndpointSpec, 'codeIn'>,
  envelope: unknown,
): { code?: unknown; said: string } => {
  if (typeof envelope !== 'object' || envelope === null) return { said: '' };
  const { errcode, errmsg, ret, err_msg, base_resp }: Record<string, unknown> = { ...envelope };
  if (errcode !== undefined || codeIn !== 'ret') return { code: errcode, said: String(errmsg ?? '') };
  if (ret === undefined && base_resp !== undefined) return codeOfEnvelope({ codeIn }, base_resp);
  return { code: ret, said: String(err_msg ?? '') };
};

/** Step parse: the answer as declared. What does not fit was still an answer, so its effect must be looked up. */
export const parse = (spec: EndpointSpec, envelope: unknown): unknown => {
  const parsed = spec.response.safeParse(envelope);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || '(whole)').join(', ');
  throw new WeChatError({
    endpoint: endpointKey(spec),
    kind: 'unreadable',
    class: 'bug',
    effect: 'unknown',
    hint: `The answer does not fit its declaration at: ${where}.`,
    hintZh: '微信返回的数据与声明不符',
  });
};

const transportError = (spec: EndpointSpec, error: unknown): WeChatError => {
  const code = codeOf(error);
  const effect = code !== undefined && neverSent.has(code) ? 'none' : 'unknown';
  return noAnswer(spec, code ?? (error instanceof Error ? error.name : 'unknown'), effect);
};

const noAnswer = (spec: EndpointSpec, why: string, effect: 'none' | 'unknown' = 'unknown'): WeChatError =>
  new WeChatError({
    endpoint: endpointKey(spec),
    kind: 'transport',
    class: 'transient',
    effect,
    hint: `No answer from WeChat (${why}).`,
    hintZh: '微信没有响应',
  });

const codeOf = (error: unknown): string | undefined => {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
};
