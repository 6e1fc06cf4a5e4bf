import { createHash, randomBytes } from 'node:crypto';
import { type ApiKey, roles } from '../../config/api-keys.ts';

/** The key of ids, and what ids are derived from. */
export const idKey = randomBytes(32);
/** The ring that payloads and credentials are encrypted with. */
export const ring = [{ id: 'test', key: randomBytes(32) }];

/** A key of each role; the key is the role's name. */
export const apiKeys: readonly ApiKey[] = roles.map((role) => ({
  name: `the-${role}`,
  role,
  sha256: createHash('sha256').update(role).digest('hex'),
}));
