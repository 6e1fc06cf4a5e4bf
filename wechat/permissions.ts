import { allEndpoints, type EndpointName } from './client.ts';
import { type EndpointSpec, endpointKey } from './endpoint.ts';

/** A call that an account does not allow, and the permission sets of which any one would do. */
export type LackingCall = { readonly call: EndpointName; readonly endpoint: string; readonly oneOf: readonly number[] };

const specs: Readonly<Record<EndpointName, EndpointSpec>> = allEndpoints;

/** The permission sets of which a call needs one; none where any authorization will do. */
export const permissionOf = (call: EndpointName): readonly number[] => specs[call].permission ?? [];

/** Of these calls the ones that an account with these sets does not allow. */
export const lackingCalls = (calls: readonly EndpointName[], granted: readonly number[]): LackingCall[] =>
  calls.flatMap((call) => {
    const oneOf = permissionOf(call);
    const allowed = oneOf.length === 0 || oneOf.some((id) => granted.includes(id));
    return allowed ? [] : [{ call, endpoint: endpointKey(specs[call]), oneOf }];
  });

/** All declared calls that a permission set allows, by name. */
export const callsAllowedBy = (id: number): EndpointName[] =>
  // The keys of the declarations are the names.
  (Object.keys(allEndpoints) as EndpointName[]).filter((call) => permissionOf(call).includes(id)).sort();
