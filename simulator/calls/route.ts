import { z } from 'zod';
import { allEndpoints } from '../../wechat/client.ts';
import type { EndpointSpec } from '../../wechat/endpoint.ts';
import { handlers } from '../handlers/index.ts';
import { Refusal } from '../refusal.ts';
import type { Context } from '../slots.ts';
import type { Account } from '../world/accounts.ts';
import type { IncomingCall } from './incoming.ts';

/** What handlers of all kinds of call get; `account` is there where the token is an account's. */
export type RouteContext = Context & { readonly account: Account | undefined };

/** A declared call and what answers it. */
export type Route = {
  readonly spec: EndpointSpec;
  readonly handle: (request: object, context: RouteContext) => object | Promise<object>;
};

// The one place where the typed handlers meet the generic path: `handlers` holds each under its declaration's name.
const handlerOf = handlers as Readonly<Record<string, Route['handle']>>;

const routes: readonly Route[] = Object.entries<EndpointSpec>(allEndpoints).flatMap(([name, spec]) => {
  const handle = handlerOf[name];
  return handle ? [{ spec, handle }] : [];
});

/** Calls that WeChat's page shows as a POST and others make as a GET. */
const alsoByGet: readonly string[] = [allEndpoints.getAccountBasicInfo.path];

/** What a path refuses an unknown action with, where it has a code of its own. */
const unknownAction: Readonly<Record<string, number>> = { [allEndpoints.setVisitStatusOpen.path]: 85022 };

/** Finds the declared call. Refuses: 40066 unknown path, 40097 or its own code unknown action, 43001 and 43002 the other method. */
export const routeOf = (call: IncomingCall): Route => {
  const { method, path } = call;
  const candidates = routes.filter(({ spec }) => spec.path === path);
  if (candidates.length === 0) throw new Refusal(40066);
  const action = actionOf(candidates, call);
  const route = candidates.find(({ spec }) => spec.action === action);
  if (!route) throw new Refusal(unknownAction[path] ?? 40097, 'action');
  if (method === 'GET' && alsoByGet.includes(path)) return { ...route, spec: { ...route.spec, method } };
  if (route.spec.method !== method) throw new Refusal(route.spec.method === 'GET' ? 43001 : 43002);
  return route;
};

/** The action a call names: in the query, or in the body where its path wants it there. */
const actionOf = (candidates: readonly Route[], { query, body }: IncomingCall): string | undefined => {
  if (!candidates.some(({ spec }) => spec.actionIn === 'body')) return query.get('action') ?? undefined;
  try {
    return namesAction.parse(JSON.parse(Buffer.from(body).toString())).action;
  } catch {
    // Refused as unreadable by whichever call it is taken for.
    return candidates[0]?.spec.action;
  }
};

const namesAction = z.object({ action: z.string().optional() });
