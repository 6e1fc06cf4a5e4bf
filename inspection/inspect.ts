import type { AuthorizerView, LeaseName } from '../messages/authorizer.ts';
import type { Drift, DriftKind, Inspection } from '../messages/inspection.ts';
import { differencesOf, type Required } from './compare.ts';
import type { AccountFacts } from './facts.ts';

/** Which lease a process holds that changes what is compared. */
const leaseOf = (kind: DriftKind): LeaseName | undefined => {
  if (kind === 'permissionSets') return undefined;
  return kind === 'version' ? 'code' : 'name';
};

/** Whether it could be read what a kind is about. */
const readOf: Readonly<Record<DriftKind, (facts: AccountFacts) => boolean>> = {
  version: ({ online }) => online !== undefined,
  serverDomains: ({ serverDomains }) => serverDomains !== undefined,
  businessDomains: ({ businessDomains }) => businessDomains !== undefined,
  prefetchDomains: ({ prefetchDomains }) => prefetchDomains !== undefined,
  privacyGuide: ({ trialGuide }) => trialGuide !== undefined,
  privacyInterfaces: ({ privacyInterfaces }) => privacyInterfaces !== undefined,
  permissionSets: ({ permissionSets }) => permissionSets !== undefined,
};

/** With what an account is compared, when (ISO 8601), and on what of it processes are at work. */
export type Look = {
  readonly required: Required;
  readonly at: string;
  readonly busy: ReadonlySet<LeaseName>;
};

/**
 * What is kept of a look at an account. While a process is at work on something, that is not judged:
 * what differed before goes on to do so.
 */
export const inspectionOf = (
  account: AuthorizerView,
  facts: AccountFacts,
  { required, at, busy }: Look,
): Inspection => {
  const isHeld = (kind: DriftKind) => {
    const lease = leaseOf(kind);
    return lease !== undefined && busy.has(lease);
  };
  // Where WeChat refused a question, nothing is known anew of what it was about.
  const isUnread = (kind: DriftKind) => facts.refused.length > 0 && !readOf[kind](facts);
  const stays = (kind: DriftKind) => isHeld(kind) || isUnread(kind);
  const before = account.inspection?.drift ?? [];
  const found: readonly Drift[] = differencesOf(account, facts, required).map((one) => ({ ...one, since: at }));
  const [problem] = facts.refused.map(({ endpoint, errcode, hint }) => `${endpoint}: ${errcode ?? ''} ${hint}`);
  return {
    at,
    ...(facts.online && 'userVersion' in facts.online ? { online: facts.online } : {}),
    ...(facts.audit ? { audit: facts.audit } : {}),
    ...(facts.gray === undefined ? {} : { gray: facts.gray }),
    drift: [...before.filter(({ kind }) => stays(kind)), ...found.filter(({ kind }) => !stays(kind))],
    ...(problem ? { problem } : {}),
  };
};

/** What differs that did not at the last look, or otherwise. */
export const newDrift = (drift: readonly Drift[], before: readonly Drift[] = []): readonly Drift[] => {
  const known = new Set(before.map(keyOf));
  return drift.filter((one) => !known.has(keyOf(one)));
};

const keyOf = ({ kind, lacks, found }: Drift): string =>
  JSON.stringify([kind, [...lacks].sort(), kind === 'version' ? found : []]);
