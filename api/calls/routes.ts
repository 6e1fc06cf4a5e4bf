import type { Client as TemporalClient } from '@temporalio/client';
import type { Ids } from '../../credentials/ids.ts';
import { allEndpoints, type EndpointName } from '../../wechat/client.ts';
import { type EndpointSpec, endpointKey } from '../../wechat/endpoint.ts';
import { namedSets } from '../../wechat/permission-sets.ts';
import { binaryAnswer } from '../../wechat/wire.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer } from '../authorizers/find.ts';
import type { Problem } from '../http/problem.ts';
import { none, type Route, route } from '../http/route.ts';
import type { Process } from '../process.ts';
import { reserveKey } from '../routes/idempotency.ts';
import { askedCall } from './asked-call.ts';
import { type CallDeps, makeCall } from './make.ts';
import { type NamedCall, refusalOf } from './refused.ts';

/** What the routes of calls need. */
export type CallRouteDeps = CallDeps & {
  readonly temporal: TemporalClient;
  readonly ids: Ids;
  readonly publicUrl: string;
};

/** A cold token is fetched from WeChat, and the component's before it; in milliseconds. */
const limit = 30_000;
/** WeChat's errcode where only a platform may do this on behalf of an account. */
const onBehalfOnly = 86000;

/** `POST /v1/calls/<call>`: any declared call of WeChat that shows no credential, for what no process does. */
export const callRoutes = (deps: CallRouteDeps, processes: readonly Process[]): readonly Route[] =>
  Object.entries<EndpointSpec>(allEndpoints)
    .filter(([, spec]) => !spec.secret)
    // The keys of the declarations are the names.
    .map(([name, spec]) => ({ name: name as EndpointName, spec }))
    .map((call) => callRoute(deps, call, refusalOf(call, processes, deps.publicUrl)));

const callRoute = (deps: CallRouteDeps, call: NamedCall, refusal: Problem | undefined): Route => {
  const { name, spec } = call;
  const made = route({
    method: 'post',
    path: `/v1/calls/${name}`,
    name: `call ${name}`,
    tag: 'call',
    summary: `${spec.method} ${endpointKey(spec)}`,
    description: refusal ? `Refused (409). ${refusal.message}` : `Takes ${tokenOf(spec)}.${setsOf(spec)}`,
    role: 'operator',
    params: none,
    query: none,
    body: askedCall(spec),
    ...(spec.body === 'multipart' ? { accepts: 'multipart' } : {}),
    answer: {
      status: 200,
      description: "WeChat's answer, without `errcode` and `errmsg`.",
      schema: spec.response,
      ...(spec.answer === 'binary' ? { file: true } : {}),
    },
    problems: refusal ? [refusal.kind] : ['idempotency-conflict', 'wechat-refused', ...problemsOf(spec)],
    limit,
    handle: async (request) => {
      const { body, caller, why } = request;
      if (body.appid !== undefined) await findAuthorizer(deps.temporal, body.appid);
      if (body.appid !== undefined && isOnBehalf(spec)) await refuseCustomised(deps.temporal, body.appid, name);
      await reserveKey(deps, request);
      const answer = await makeCall(deps, call, body, { by: caller.name, why });
      if (spec.answer !== 'binary') return { status: 200, body: answer };
      return { status: 200, file: binaryAnswer.parse(answer) };
    },
  });
  if (!refusal) return made;
  // Before the body is read: what it says makes no difference.
  return { ...made, handle: () => Promise.reject(refusal) };
};

const isOnBehalf = ({ errors }: EndpointSpec) => errors?.[onBehalfOnly] !== undefined;

const problemsOf = (spec: EndpointSpec) => {
  if (spec.token === 'component' || spec.token === 'none') return [];
  const known = ['not-found', 'merchant-must-act'] as const;
  return isOnBehalf(spec) ? ([...known, 'customised-account'] as const) : known;
};

const tokenOf = ({ token }: EndpointSpec) =>
  ({
    none: 'no token',
    component: "the platform's token",
    authorizer: "the account's token",
    either: "an account's token or the platform's",
  })[token];

const setsOf = ({ permission = [] }: EndpointSpec) =>
  permission.length > 0 ? ` Needs the permission set (权限集) ${namedSets(permission).join(' or ')}.` : '';
