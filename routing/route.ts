import { type Client, isGrpcServiceError, NamespaceNotFoundError, ServiceError } from '@temporalio/client';
import { startAuthorization } from '../credentials/authorization-start.ts';
import type { Ids } from '../credentials/ids.ts';
import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { Delivery, EventName } from '../messages/delivery.ts';
import { redact } from '../wechat/redact.ts';
import { createAccounts } from './accounts.ts';
import { codeInXml } from './code.ts';
import { declarations } from './declared.ts';
import { dedupeKeyOf, dedupeKeyOfText } from './dedupe.ts';
import type { ForwardingRule } from './forwarding.ts';
import { startForwards } from './forwards.ts';
import { type Outcome, unrouted } from './outcome.ts';
import { startPublishCheck } from './publish-check.ts';
import { type InnerCallback, namedAppid, type Payloads, readCallback } from './read.ts';
import { type Route, type RouteDeps, routes } from './routes.ts';
import { sealPayload } from './seal.ts';
import { withinLimit } from './within-limit.ts';

/** What became of a callback; one that nobody took says what it is, why, and the key it is kept under. */
export type DeliveryResult =
  | Exclude<Outcome, { kind: 'unrouted' }>
  | {
      readonly kind: 'unrouted';
      readonly channel: 'component' | 'authorizer';
      readonly name: string;
      readonly appid?: string;
      readonly reason: string;
      /** Whether its name is declared. */
      readonly declared: boolean;
      readonly key: string;
    };

/** From a verified, decrypted callback to the workflows it is for. */
export type Router = {
  /** Delivers a callback. Throws where Temporal can't take it now: deliver it again, receivers drop what came twice. */
  deliver(callback: InnerCallback): Promise<DeliveryResult>;
};

/** What a router needs. */
export type RouterDeps = {
  readonly temporal: Client;
  readonly sealer: Sealer;
  readonly ids: Ids;
  /** By which callbacks are also forwarded to the provider's own services; by none unless told. */
  readonly forwardingRules?: readonly ForwardingRule[];
  /** Whether the platform's token is got with tickets, as it is outside cloud mode; `true` unless told. */
  readonly tickets?: boolean;
  /** What callbacks are read by; the declarations unless told. */
  readonly payloads?: Payloads;
};

/** Makes a router. */
export const createRouter = (options: RouterDeps): Router => {
  const { temporal, sealer, ids, payloads, forwardingRules: rules = [], tickets = true } = options;
  const deps: RouteDeps = { temporal, ids, accounts: createAccounts(temporal), tickets };
  const own = createOwnRouter({ ...deps, sealer, payloads });
  return {
    deliver: async (callback) => {
      const [result, forwards] = await Promise.all([
        own.deliver(callback),
        withinLimit(temporal, () => startForwards({ ...deps, sealer, rules }, callback)),
      ]);
      const { answeredBy } = callback;
      if (answeredBy && forwards.length === 0 && result.kind === 'ignored') {
        return { kind: 'ignored', reason: `The service of the rule ${answeredBy} took it at once.` };
      }
      if (forwards.length === 0) return result;
      if (result.kind === 'delivered') return { kind: 'delivered', to: [...result.to, ...forwards] };
      // What is declared and found no taker is kept all the same.
      return result.kind === 'ignored' || !result.declared ? { kind: 'delivered', to: forwards } : result;
    },
  };
};

/** Where a callback goes by what it is. */
const createOwnRouter = ({
  sealer,
  payloads,
  ...deps
}: RouteDeps & { readonly sealer: Sealer; readonly payloads: Payloads | undefined }): Router => {
  const { temporal, ids } = deps;
  return {
    deliver: async (callback) => {
      const read = readCallback(callback, payloads);
      if (read.kind === 'ignored') return read;
      if (read.kind === 'unreadable') {
        await withinLimit(temporal, () => exchangeUnread(deps, sealer, callback)).catch(unroutedByDefect);
        return { ...read, kind: 'unrouted', key: dedupeKeyOfText(ids, callback.xml) };
      }
      if (read.kind === 'publishCheck') {
        return withinLimit(temporal, () => startPublishCheck({ temporal, ids, sealer }, read, callback.early));
      }
      const { event, payload } = read;
      const appid = namedAppid(payload);
      const delivery: Delivery = {
        event,
        key: dedupeKeyOf(ids, read),
        createTime: payload.CreateTime,
        ...(appid ? { appid } : {}),
        payload: sealPayload(sealer, read),
      };
      const { pathAppid, early } = callback;
      // The one place where an event found by name meets its own route.
      const route = routes[event] as Route<EventName>;
      const arrival = { payload, delivery, ...(pathAppid ? { pathAppid } : {}), ...(early ? { early } : {}) };
      const outcome = await withinLimit(temporal, () => route.deliver(arrival, deps)).catch(unroutedByDefect);
      if (outcome.kind !== 'unrouted') return outcome;
      const { channel, name } = declarations[event];
      return { ...outcome, channel, name, declared: true, key: delivery.key };
    },
  };
};

/** A code dies long before people have looked at the callback, whatever else of it can't be read. */
const exchangeUnread = async (
  deps: Pick<RouteDeps, 'temporal' | 'ids'>,
  sealer: Sealer,
  { xml, receivedAt, early }: InnerCallback,
): Promise<void> => {
  const found = codeInXml(xml);
  if (!found) return;
  const { code, createTime, appid } = found;
  await startAuthorization(deps, code, {
    code: sealer.seal(owners.authorizationCode, code),
    createTime: createTime || Math.floor(receivedAt / 1_000),
    ...(appid ? { appid } : {}),
    ...(early ? { early } : {}),
  });
};

/** A defect of ours must not hold up what waits behind: people see it, and a later version delivers the callback. */
const unroutedByDefect = (error: unknown): Outcome => {
  if (error instanceof ServiceError || error instanceof NamespaceNotFoundError || isGrpcServiceError(error))
    throw error;
  return unrouted(`Its delivery failed: ${redact(String(error))}`);
};
