import { type EndpointSpec, endpointKey } from '../../wechat/endpoint.ts';
import { faultNameFor, faultNamesOf } from '../faults.ts';
import { Refusal } from '../refusal.ts';
import type { TokenHolder } from '../world/access-tokens.ts';
import type { World } from '../world/world.ts';
import { type Answer, failureOf, successOf } from './answer.ts';
import { accountOf, askerOf, callerOf, checkHost, checkNamed } from './caller.ts';
import { createExclusion } from './exclusion.ts';
import { type Fields, fieldsOf, requestOf } from './fields.ts';
import type { IncomingCall } from './incoming.ts';
import { maskedCall } from './masked.ts';
import { type Route, type RouteContext, routeOf } from './route.ts';
import { underFault } from './under-fault.ts';

/** Answers calls of WeChat's API. */
export type Perform = (call: IncomingCall) => Promise<Answer>;

/** What a call turned out to be: its declaration and key, the account it is about or the platform, and whose call it is. */
type Trace = { spec?: EndpointSpec; path: string; appid: string; asker: string };
/** The part of a handler's context that is known before it runs. */
type Known = Omit<RouteContext, 'changed' | 'say'>;

/**
 * Makes the one path all calls take: route, method, body, token, IP, authorization, permission, platform, fields, quota,
 * one at a time, fault, handler.
 */
export const createPerform = (options: { readonly world: World; readonly log: (entry: object) => void }): Perform => {
  const { world, log } = options;
  const oneAtATime = createExclusion();

  const perform = async (call: IncomingCall, trace: Trace): Promise<Answer> => {
    const route = routeOf(call);
    const { spec } = route;
    trace.spec = spec;
    trace.path = endpointKey(spec);
    const fields = await fieldsOf(spec, call);
    const caller = callerOf(spec, call.query, fields, world);
    const asker = askerOf(spec, caller, fields, world);
    Object.assign(trace, { asker, appid: accountNamed(caller, fields) ?? asker });
    checkHost({ spec, caller, asker }, call.ip, world);
    const account = accountOf(spec, caller, world);
    checkNamed(spec, fields, world.platform.appid, asker);
    const request = requestOf(spec, fields);
    world.apiQuota.spend(asker, spec.path);
    const names = faultNamesOf(spec);
    const own = names.map((name) => faultNameFor(name, trace.appid));
    const fault = () => world.callFaults.take([...names, ...own]) ?? world.weather.fault();
    const run = () => handled(route, request, { world, account, origin: call.origin }, trace);
    return oneAtATime(spec.path, trace.appid, () => underFault(fault(), run));
  };

  const handled = async ({ spec, handle }: Route, request: object, known: Known, trace: Trace): Promise<Answer> => {
    let errmsg = 'ok';
    let effect = false;
    const result = await handle(request, {
      ...known,
      changed: (appid = trace.appid) => {
        trace.appid = appid;
        effect = true;
      },
      say: (words) => {
        errmsg = words;
      },
    });
    if (effect) {
      const { path, appid } = trace;
      const at = new Date(world.clock.now()).toISOString();
      world.records.effect({ at, path, appid, result: { errcode: 0, errmsg, ...(spec.secret ? {} : result) } });
    }
    return successOf(spec, result, errmsg);
  };

  /** A refusal's answer; its rid can be asked for. */
  const refused = (
    call: IncomingCall,
    { asker, spec }: Trace,
    refusal: Refusal,
    started: { at: number; real: number },
  ) => {
    const rid = world.failedCalls.newRid();
    const answer = failureOf(refusal, rid, spec);
    const { url, body } = maskedCall(call);
    world.failedCalls.remember(rid, {
      appid: asker,
      path: call.path,
      request: {
        invoke_time: started.at,
        cost_in_ms: Math.round(performance.now() - started.real),
        request_url: url,
        request_body: body,
        response_body: JSON.stringify(answer.body),
        client_ip: call.ip,
      },
    });
    return answer;
  };

  return async (call) => {
    const trace: Trace = { path: call.path, appid: world.platform.appid, asker: world.platform.appid };
    const started = { at: world.clock.seconds(), real: performance.now() };
    const answer = await world.weather
      .carry(() => perform(call, trace))
      .catch((error) => {
        if (error instanceof Refusal) return refused(call, trace, error, started);
        throw error;
      });
    const said = answer.kind === 'json' ? (answer.body.errcode ?? answer.body.ret ?? 0) : answer.kind;
    world.records.call(trace.path, trace.appid, said);
    log({ call: trace.path, appid: trace.appid, answer: said });
    return answer;
  };
};

/** The account whose token it is or, in a call of the platform, the one it names. */
const accountNamed = (caller: TokenHolder | undefined, { authorizer_appid }: Fields): string | undefined => {
  if (caller?.kind === 'authorizer') return caller.appid;
  return typeof authorizer_appid === 'string' ? authorizer_appid : undefined;
};
