import type { Request } from '../../messages/actions.ts';
import type { Incoming } from '../http/route.ts';
import type { Keyed } from './idempotency.ts';

/** Who asked and why, as it is carried into the workflow. */
export const requestOf = ({ caller, why }: Incoming, keyed?: Keyed): Request => ({
  by: caller.name,
  ...(why ? { why } : {}),
  ...(keyed ? { idempotency: { key: keyed.key, body: keyed.body } } : {}),
});
