import type { z } from 'zod';

/** Everything that is known about one push of WeChat. Routing, signal and the simulator's push follow from it. */
export type EventSpec = {
  /** `component`: told by InfoType; `authorizer`: MsgType is `event` and told by Event. */
  readonly channel: 'component' | 'authorizer';
  /** The InfoType or Event, WeChat's spelling. */
  readonly name: string;
  /** The inner XML's elements below `<xml>`; values are strings, an element that repeats is an array. */
  readonly payload: z.ZodObject;
  /** Fields that hold a credential, such as `auth_code` or, below an element, `Info.ticket`; sealed before anything leaves the gateway. */
  readonly secrets: readonly string[];
  /** The field with an authorization code where there is one: such a push can't be had again and is delivered first. */
  readonly code?: string;
  /**
   * The fields that make two pushes the same one, beside channel, name and `ToUserName`. A push by InfoType has no
   * `ToUserName`: here it names its account, or something that only the account has.
   */
  readonly dedupe: readonly string[];
};

/** A field of a payload, or one of an element in it after a dot. */
type Path<P> = {
  [F in keyof P & string]: F | (NonNullable<P[F]> extends object ? `${F}.${keyof NonNullable<P[F]> & string}` : never);
}[keyof P & string];

/** Declares a push of WeChat, keeping its literal types. Names in `secrets`, `code` and `dedupe` must be fields of the payload. */
export const event = <
  const S extends EventSpec & {
    readonly secrets: readonly Path<z.output<S['payload']>>[];
    readonly code?: keyof z.output<S['payload']> & string;
    readonly dedupe: readonly (keyof z.output<S['payload']> & string)[];
  },
>(
  spec: S,
): S => spec;

/** The parsed body of a push. */
export type PayloadOf<E extends EventSpec> = z.output<E['payload']>;
