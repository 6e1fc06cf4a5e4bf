import type { z } from 'zod';
import type { Endpoints } from '../wechat/client.ts';
import type { EndpointSpec } from '../wechat/endpoint.ts';
import type { Account } from './world/accounts.ts';
import type { World } from './world/world.ts';

/** What a handler may use beside the request. */
export type Context = {
  readonly world: World;
  /** Where the simulator was called, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** Records the call as one that changed something; `appid` where neither token nor request name the account. */
  changed(appid?: string): void;
  /** Answers another errmsg than `ok`. */
  say(errmsg: string): void;
};

/** The same for a call with an account's token. */
export type AccountContext = Context & { readonly account: Account };

/** The same for a call with either token: an account where it is the account's. */
export type EitherContext = Context & { readonly account: Account | undefined };

type ContextOf<E extends EndpointSpec> = E['token'] extends 'authorizer'
  ? AccountContext
  : E['token'] extends 'either'
    ? EitherContext
    : Context;

/**
 * The handler of one declared call. It refuses by throwing `Refusal`; the request fits its declaration. A handler with
 * `notSimulated` only answers WeChat's sample, for the reason that it says.
 */
export type Slot<E extends EndpointSpec> = ((
  request: z.output<E['request']>,
  context: ContextOf<E>,
) => z.input<E['response']> | Promise<z.input<E['response']>>) & { readonly notSimulated?: string };

/** A handler without state behind it: always WeChat's sample, because `reason`. */
export const sampled = <T extends object>(reason: string, sample: T): (() => T) & { readonly notSimulated: string } =>
  Object.assign(() => sample, { notSimulated: reason });

/** A handler for each declaration of a module: one that is missing, or too many, does not compile. */
export type Slots<Module> = { readonly [K in keyof Module]: Module[K] extends EndpointSpec ? Slot<Module[K]> : never };

/** A handler for each declared call. */
export type SimulatorSlots = Slots<Endpoints>;
