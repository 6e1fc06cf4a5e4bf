import { type EndpointSpec, endpointKey, type TokenOwner } from '../../wechat/endpoint.ts';
import { Refusal } from '../refusal.ts';
import type { World } from '../world/world.ts';
import { type Answer, failureOf, successOf } from './answer.ts';
import { accountOf, callerOf, checkComponent } from './caller.ts';
import { createExclusion } from './exclusion.ts';
import { type Fields, fieldsOf, requestOf } from './fields.ts';
import type { IncomingCall } from './incoming.ts';
import { type Route, type RouteContext, routeOf } from './route.ts';
import { underFault } from './under-fault.ts';

/** Answers calls of WeChat's API. */
export type Perform = (call: IncomingCall) => Promise<Answer>;

/** What a call turned out to be: its declaration and key, and the account it is about or the platform. */
type Trace = { spec?: EndpointSpec; path: string; appid: string };
/** The part of a handler's context that is known before it runs. */
type Known = Omit<RouteContext, 'changed' | 'say'>;

/**
 * Makes the one path all calls take: route, method, body, token, IP, authorization, permission, platform, fields, one at
 * a time, fault, handler. `ipAllowList` is the list of hosts that may call (白名单IP); without it all may.
 */
export const createPerform = (options: {
  readonly world: World;
  readonly ipAllowList?: readonly string[];
  readonly log: (entry: object) => void;
}): Perform => {
  const { world, ipAllowList, log } = options;
  const oneAtATime = createExclusion();

  const perform = async (call: IncomingCall, trace: Trace): Promise<Answer> => {
    const route = routeOf(call);
    const { spec } = route;
    trace.spec = spec;
    trace.path = endpointKey(spec);
    const fields = await fieldsOf(spec, call);
    const caller = callerOf(spec, call.query, world);
    trace.appid = accountNamed(caller, fields) ?? trace.appid;
    if (ipAllowList && !ipAllowList.includes(call.ip)) throw new Refusal(61004);
    const account = accountOf(spec, caller, world);
    checkComponent(spec, fields, world.platform.appid);
    const request = requestOf(spec, fields);
    const fault = () => world.callFaults.take([trace.path, spec.path]);
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

  return async (call) => {
    const trace: Trace = { path: call.path, appid: world.platform.appid };
    const answer = await perform(call, trace).catch((error) => {
      if (error instanceof Refusal) return failureOf(error, world.clock.seconds(), trace.spec);
      throw error;
    });
    world.records.call(trace.path, trace.appid);
    log({
      call: trace.path,
      appid: trace.appid,
      answer: answer.kind === 'json' ? (answer.body.errcode ?? answer.body.ret ?? 0) : answer.kind,
    });
    return answer;
  };
};

/** The account whose token it is or, in a call of the platform, the one it names. */
const accountNamed = (caller: TokenOwner | undefined, { authorizer_appid }: Fields): string | undefined => {
  if (caller?.kind === 'authorizer') return caller.appid;
  return typeof authorizer_appid === 'string' ? authorizer_appid : undefined;
};
