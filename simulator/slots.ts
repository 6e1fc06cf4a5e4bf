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

/** The handler of one declared call. It refuses by throwing `Refusal`; the request fits its declaration. */
export type Slot<E extends EndpointSpec> = (
  request: z.output<E['request']>,
  context: E['token'] extends 'authorizer' ? AccountContext : Context,
) => z.input<E['response']> | Promise<z.input<E['response']>>;

/** A handler for each declaration of a module: one that is missing, or too many, does not compile. */
export type Slots<Module> = { readonly [K in keyof Module]: Module[K] extends EndpointSpec ? Slot<Module[K]> : never };

/** A handler for each declared call. */
export type SimulatorSlots = Slots<Endpoints>;
