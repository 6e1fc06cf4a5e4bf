/** What a key may do, from least to most; `service` stands beside them: it serves tokens to other services. */
export const roles = ['viewer', 'operator', 'approver', 'admin', 'service'] as const;
/** What a key may do. */
export type Role = (typeof roles)[number];

/** A key of the operations API; only its hash is known here. */
export type ApiKey = {
  /** Written into every change made with it. */
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the key, 64 lower-case hex digits. */
  readonly sha256: string;
};

/** Reads `name:role:<sha256 hex>,…`; throws a sentence that names the entry and what is wrong with it. */
export const parseApiKeys = (text: string): readonly ApiKey[] => {
  const keys = text.split(',').map((entry, index) => parseApiKey(entry.trim(), `Entry ${index + 1}`));
  const names = keys.map((key) => key.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`The name "${twice}" stands there twice.`);
  return keys;
};

const parseApiKey = (entry: string, which: string): ApiKey => {
  const [name, role, sha256, ...rest] = entry.split(':');
  if (!name || !role || !sha256 || rest.length > 0) throw new Error(`${which} has not three parts.`);
  // Without repeating it: parts in the wrong order would show a key.
  if (!isRole(role)) throw new Error(`${which} has none of the roles.`);
  if (!/^[0-9a-f]{64}$/i.test(sha256)) throw new Error(`${which} does not end with 64 hex digits.`);
  return { name, role, sha256: sha256.toLowerCase() };
};

const isRole = (role: string): role is Role => roles.some((known) => known === role);
