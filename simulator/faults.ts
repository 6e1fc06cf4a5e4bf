import type { EndpointSpec } from '../wechat/endpoint.ts';

/** What may go wrong with a call: `dropBefore` and `dropAfter` cut the connection before or after the effect. */
export type CallFault =
  | { readonly kind: 'errcode'; readonly errcode: number }
  /** The effect happens, and the answer is this code all the same. */
  | { readonly kind: 'errcodeAfter'; readonly errcode: number }
  | { readonly kind: 'dropBefore' | 'dropAfter' }
  /** The handler runs only after `ms` real milliseconds, whether the caller still waits or not. */
  | { readonly kind: 'slow'; readonly ms: number };

/** What may go wrong with a push; `early`: it arrives before the answer of the call that provoked it. */
export type EventFault =
  | { readonly kind: 'lose' | 'double' | 'early' }
  | { readonly kind: 'late'; readonly ms: number };

/** By which names a fault strikes a call: its path, and its path with its action, which is empty where it has none. */
export const faultNamesOf = ({ path, action = '' }: Pick<EndpointSpec, 'path' | 'action'>): readonly string[] => [
  `${path}?action=${action}`,
  path,
];

/** The name under which a fault strikes the calls for one account alone. */
export const faultNameFor = (name: string, appid: string): string => `${name} of ${appid}`;

/** A fault and how often it still strikes. `on` is a path, a path with `?action=`, either for an account, or WeChat's name of an event. */
export type PlannedFault<F> = { readonly on: string; readonly fault: F; left: number };

/** Faults of one sort in the order they were planned. */
export type FaultPlan<F> = {
  add(on: string, fault: F, times: number): void;
  /** The next fault for any of these names; it is spent. */
  take(names: readonly string[], wanted?: (fault: F) => boolean): F | undefined;
  left(): readonly PlannedFault<F>[];
  clear(): void;
};

/** Makes an empty plan. */
export const createFaultPlan = <F>(): FaultPlan<F> => {
  let planned: PlannedFault<F>[] = [];
  return {
    add: (on, fault, times) => {
      planned.push({ on, fault, left: times });
    },
    take: (names, wanted = () => true) => {
      const next = planned.find(({ on, fault }) => names.includes(on) && wanted(fault));
      if (!next) return undefined;
      next.left -= 1;
      planned = planned.filter(({ left }) => left > 0);
      return next.fault;
    },
    left: () => planned,
    clear: () => {
      planned = [];
    },
  };
};
