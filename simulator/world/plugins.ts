import type { ActOf, People } from '../people.ts';
import { type Done, silently } from '../person.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';

/** A plugin that a developer offers. */
type Plugin = {
  readonly appid: string;
  readonly nickname: string;
  /** Whether anybody may apply for it. */
  readonly open: boolean;
  /** What its developer published. */
  readonly versions: readonly string[];
  /** Versions that an account may take over without a release. */
  readonly quickVersions: readonly string[];
};

/** A plugin that an account applied for: 1 asked, 2 granted, 3 refused. */
export type AskedPlugin = { readonly plugin: Plugin; status: 1 | 2 | 3 };

/** The plugins of the accounts. */
export type Plugins = {
  /** Asks the plugin's developer. Refuses: 89239 no such plugin, 89236 not open, 89237 asked or granted already. */
  apply(account: Account, appid: string): void;
  /** Takes it out, also after a refusal. Refuses: 89244 not asked for, 89243 not answered yet. */
  unbind(account: Account, appid: string): void;
  /** Takes over a version, which nothing shows. Refuses: 89244 not granted, 89257 not without a release. */
  update(account: Account, appid: string, version: string): void;
};

const published = ['1.0.0', '1.0.1', '1.1.0'];
const offered: readonly Plugin[] = [
  {
    appid: 'wx00000000000000a1',
    nickname: '地图选点',
    open: true,
    versions: published,
    quickVersions: ['1.0.1', '1.1.0'],
  },
  { appid: 'wx00000000000000a2', nickname: '同声传译', open: true, versions: published, quickVersions: [] },
  { appid: 'wx00000000000000a3', nickname: '直播组件', open: false, versions: published, quickVersions: [] },
];

/**
 * Checks the plugins that an ext.json names for an account. Refuses: 80067 no such plugin, 80066 no such version, 80082 not
 * granted to the account.
 */
export const checkPlugins = (
  { settings }: Account,
  named: readonly { readonly provider: string; readonly version: string }[],
): void => {
  for (const { provider, version } of named) {
    const plugin = offered.find(({ appid }) => appid === provider);
    if (!plugin) throw new Refusal(80067);
    if (!plugin.versions.includes(version)) throw new Refusal(80066);
    if (settings.plugins.get(provider)?.status !== 2) throw new Refusal(80082);
  }
};

/** Makes the plugins. */
export const createPlugins = ({ developer }: { readonly developer: People['pluginDeveloper'] }): Plugins => {
  const decide = (asked: AskedPlugin, does: ActOf<'pluginDeveloper'>): Done => {
    if (does !== 'ignore') asked.status = does === 'accept' ? 2 : 3;
    return silently(does !== 'ignore');
  };
  return {
    apply: ({ appid: account, settings }, appid) => {
      const plugin = offered.find((one) => one.appid === appid);
      if (!plugin) throw new Refusal(89239);
      if (!plugin.open) throw new Refusal(89236);
      const known = settings.plugins.get(appid);
      if (known && known.status !== 3) throw new Refusal(89237);
      const asked: AskedPlugin = { plugin, status: 1 };
      settings.plugins.set(appid, asked);
      developer.ask({ appid: account, act: (does) => decide(asked, does) });
    },
    unbind: ({ settings }, appid) => {
      const asked = settings.plugins.get(appid);
      if (!asked) throw new Refusal(89244);
      if (asked.status === 1) throw new Refusal(89243);
      settings.plugins.delete(appid);
    },
    update: ({ settings }, appid, version) => {
      const asked = settings.plugins.get(appid);
      if (asked?.status !== 2) throw new Refusal(89244);
      if (!asked.plugin.quickVersions.includes(version)) throw new Refusal(89257);
    },
  };
};
