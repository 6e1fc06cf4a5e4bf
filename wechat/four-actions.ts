import { z } from 'zod';
import { type EndpointSpec, endpoint } from './endpoint.ts';

/** What the four calls of one path share. */
type Common = Pick<EndpointSpec, 'token' | 'permission' | 'response' | 'errors'>;

/**
 * The four calls of a path that keeps a list: add, delete, set (replaces all) and get, each told by `action` in the
 * body. What changes the list spends a month's changes and so is made once.
 */
export const fourActions = <
  const Path extends `/${string}`,
  const C extends Common,
  const Some extends z.ZodObject,
  const All extends z.ZodObject,
>(
  path: Path,
  common: C,
  { some, all }: { readonly some: Some; readonly all: All },
) => {
  const call = { method: 'POST', path, actionIn: 'body', ...common } as const;
  return {
    add: endpoint({ ...call, action: 'add', request: some, repeatable: false }),
    delete: endpoint({ ...call, action: 'delete', request: some, repeatable: false }),
    set: endpoint({ ...call, action: 'set', request: all, repeatable: false }),
    get: endpoint({ ...call, action: 'get', request: z.object({}), repeatable: true }),
  };
};
