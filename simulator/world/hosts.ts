import { isIP } from 'node:net';

/** What is true of hosts in the world outside; by default each has its ICP filing (备案) and serves its confirm file. */
export type Hosts = {
  /** Without a filing; those below such a host have none either. */
  readonly withoutIcp: Set<string>;
  /** Without the confirm file (校验文件) at their root. */
  readonly withoutConfirmFile: Set<string>;
  clear(): void;
};

/** Makes a world in which every host is in order. */
export const createHosts = (): Hosts => {
  const withoutIcp = new Set<string>();
  const withoutConfirmFile = new Set<string>();
  return {
    withoutIcp,
    withoutConfirmFile,
    clear: () => {
      withoutIcp.clear();
      withoutConfirmFile.clear();
    },
  };
};

/** The host that WeChat keeps for itself. */
export const reservedHost = 'api.weixin.qq.com';

/** Whether a host is another one, or below it. */
export const isWithin = (host: string, above: string): boolean => host === above || host.endsWith(`.${above}`);

/** Whether a host may be a domain of anybody: a name with a dot, no IP, without path and port. */
export const isDomainName = (host: string): boolean =>
  isIP(host) === 0 && /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i.test(host);

/** The host of a domain with this scheme, and whether it names a port; `undefined` where it is none. */
export const hostOf = (domain: string, scheme: string): { host: string; port: boolean } | undefined => {
  const [, host = '', port] = new RegExp(`^${scheme}://([^/:?#]+)(:\\d+)?/?$`).exec(domain) ?? [];
  return isDomainName(host) ? { host, port: port !== undefined } : undefined;
};

/** Whether a host lacks an ICP filing. */
export const lacksIcp = ({ withoutIcp }: Hosts, host: string): boolean =>
  [...withoutIcp].some((without) => isWithin(host, without));

/** A confirm file whose name and content are made from whom it is for. */
export const confirmFileOf = (owner: string) => ({
  file_name: `${owner.slice(-10)}.txt`,
  file_content: Buffer.from(owner).toString('hex').slice(0, 32),
});
