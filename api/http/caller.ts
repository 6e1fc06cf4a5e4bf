import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiKey, Role } from '../../config/api-keys.ts';
import { Problem } from './problem.ts';

/** Who makes a request. */
export type Caller = Pick<ApiKey, 'name' | 'role'>;

/** Roles that may change something, from least to most. */
export type ChangeRole = Exclude<Role, 'viewer' | 'service'>;

const ladder: readonly Role[] = ['viewer', 'operator', 'approver', 'admin'];

/** Whether a key's role suffices. `service` keys get tokens and nothing else; tokens go to them and to admins. */
export const permits = (held: Role, needed: Role): boolean =>
  needed === 'service' ? held === 'service' || held === 'admin' : ladder.indexOf(held) >= ladder.indexOf(needed);

/** The caller behind an `Authorization` header. All hashes are compared, each in constant time. */
export const callerOf = (keys: readonly ApiKey[], authorization: string | undefined): Caller | undefined => {
  const key = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  if (key === undefined) return undefined;
  const hash = createHash('sha256').update(key).digest();
  const matching = keys.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), hash));
  return matching[0];
};

/** The caller, where the role suffices; else a problem that says what is missing. */
export const admit = (caller: Caller | undefined, needed: Role): Caller => {
  if (!caller) {
    throw new Problem('unauthenticated', 'Send `Authorization: Bearer <key>` with a key whose SHA-256 is in API_KEYS.');
  }
  const { name, role } = caller;
  if (permits(role, needed)) return caller;
  const enough = needed === 'service' ? 'service or admin' : needed === 'admin' ? 'admin' : `${needed} or higher`;
  throw new Problem('forbidden', `This needs the role ${enough}; the key "${name}" has ${role}.`, {
    needs: needed,
    has: role,
  });
};
