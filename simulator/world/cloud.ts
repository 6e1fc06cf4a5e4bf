import { randomBytes } from 'node:crypto';
import type { TokenOwner } from '../../wechat/endpoint.ts';
import type { Records } from '../records.ts';
import { Refusal } from '../refusal.ts';

/** What a cloud environment may do with the cloud's token. */
export type CloudSetting = {
  readonly open: boolean;
  /** Paths; one that ends with `*` stands for all that begin so. */
  readonly api_whitelist: readonly string[];
  readonly version: number;
};

/** Cloud mode (微信云托管): the token that stands for the platform's, and what environments may do with it. */
export type Cloud = {
  /** The `cloudbase_access_token`; it does not change. */
  token(): string;
  /**
   * Whose call it is: the platform's, or with `@<appid>` behind the token that account's. Refuses: 40001 another token,
   * 48001 a path that no environment of theirs may call.
   */
  ownerOf(text: string, path: string): TokenOwner;
  /** Refuses an environment of somebody else: 85088. */
  read(owner: string, env: string): CloudSetting;
  set(owner: string, env: string, setting: CloudSetting): void;
  clear(): void;
};

type Environment = CloudSetting & { readonly owner: string };

/** What an environment may do unless told. */
const atFirst: CloudSetting = { open: true, api_whitelist: ['/*'], version: 0 };

/** Makes cloud mode; `platform` is the platform's appid. */
export const createCloud = (platform: string, records: Records): Cloud => {
  const environments = new Map<string, Environment>();
  let made: string | undefined;

  const token = () => {
    made ??= records.secret('cloudbase-access-token', randomBytes(60).toString('base64url'));
    return made;
  };
  const read = (owner: string, env: string): CloudSetting => {
    const { owner: known, ...setting } = environments.get(env) ?? { ...atFirst, owner };
    if (known !== owner) throw new Refusal(85088);
    return setting;
  };
  const mayCall = (owner: string, path: string): boolean => {
    const own = [...environments.values()].filter((environment) => environment.owner === owner);
    return own.length === 0 || own.some(({ open, api_whitelist }) => open && api_whitelist.some(fits(path)));
  };

  return {
    token,
    ownerOf: (text, path) => {
      const [value, appid] = text.split('@');
      if (value !== token()) throw new Refusal(40001);
      if (!mayCall(appid ?? platform, path)) throw new Refusal(48001);
      return appid === undefined ? { kind: 'component' } : { kind: 'authorizer', appid };
    },
    read,
    set: (owner, env, setting) => {
      read(owner, env);
      environments.set(env, { ...setting, owner });
    },
    clear: () => environments.clear(),
  };
};

const fits = (path: string) => (allowed: string) =>
  allowed.endsWith('*') ? path.startsWith(allowed.slice(0, -1)) : path === allowed;
