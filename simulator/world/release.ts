import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { releaseDomains } from './account-domains.ts';
import type { Account } from './accounts.ts';
import type { Alarms } from './alarms.ts';
import { type Audit, auditStatus, grayStatus, isStaged, type OnlineVersion } from './code.ts';
import type { PlatformDomains } from './platform-domains.ts';

/** How many versions beside the online one WeChat keeps to go back to. */
const keptVersions = 5;

/** What a release goes by. */
export type ReleaseDeps = {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly platformDomains: PlatformDomains;
};

/** Puts an approved version online with its privacy guide and domains. */
export const putOnline = (
  { code, guides, domains }: Account,
  audit: Audit,
  { clock, platformDomains }: ReleaseDeps,
): void => {
  const { gray, released } = code;
  const final = gray?.status === grayStatus.deleted && gray.audit !== audit && gray.before === released[0];
  audit.released = true;
  code.lastAppVersion += 1;
  released.unshift({
    version: audit.version,
    appVersion: code.lastAppVersion,
    releasedAt: clock.seconds(),
    final,
  });
  released.splice(1 + keptVersions);
  if (audit.guide) guides.online = audit.guide;
  releaseDomains(domains, platformDomains);
};

/**
 * Releases the version of the latest audit to all. Refuses: 85019 never audited, 85020 not passed, released and rolled
 * back since, or a staged release is running, 85052 online already.
 */
export const releaseAudited = (account: Account, deps: ReleaseDeps): void => {
  const { audits, released } = account.code;
  const audit = audits.at(-1);
  if (!audit) throw new Refusal(85019);
  if (isStaged(account) || audit.status !== auditStatus.passed) throw new Refusal(85020);
  if (audit.released) throw new Refusal(released[0]?.version === audit.version ? 85052 : 85020);
  putOnline(account, audit, deps);
};

/** The versions to which the account can go back, the latest first. */
export const historyOf = ({ code }: Account): readonly OnlineVersion[] => code.released.slice(1);

/**
 * Goes back to a version, or to the one before; the version left behind is forgotten. Refuses: 87011 a staged release is
 * running, 87012 nothing leads back from the online version, or there is no such version.
 */
export const rollBack = (account: Account, appVersion: number | undefined, clock: Clock): void => {
  if (isStaged(account)) throw new Refusal(87011);
  const [online, ...former] = account.code.released;
  const target = appVersion === undefined ? former[0] : former.find((one) => one.appVersion === appVersion);
  if (!target || online?.final) throw new Refusal(87012);
  const others = former.filter((one) => one !== target);
  const now = { ...target, releasedAt: clock.seconds(), final: true };
  account.code.released.splice(0, Number.POSITIVE_INFINITY, now, ...others);
};
