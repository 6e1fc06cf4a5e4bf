import type { EventName } from '../../messages/delivery.ts';
import { type Route, routes } from '../../routing/routes.ts';

// What must not compile, held by tsc: a directive without an error below it is an error itself.

type Routes = { readonly [K in EventName]: Route<K> };

/** A declared event without a route. */
export const forgotten = (): Routes => {
  const { unauthorized, ...others } = routes;
  // @ts-expect-error unauthorized has no route
  return others;
};

/** A route for an event that nobody declared. */
// @ts-expect-error unheardOf is no event
export const invented = { ...routes, unheardOf: routes.unauthorized } satisfies Routes;

/** A route reads the fields of its own event only. */
export const wrongField: Route<'unauthorized'> = {
  goes: 'nowhere',
  deliver: async ({ payload, delivery }) => {
    // @ts-expect-error unauthorized carries no code
    const code = payload.AuthorizationCode;
    // @ts-expect-error a sealed field is not there either
    const sealed = delivery.payload.auth_code;
    return { kind: 'ignored', reason: `${code}${sealed}` };
  },
};
