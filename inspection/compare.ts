import { type ServerDomains, serverDomainTypes } from '../messages/account-setup.ts';
import type { AuthorizerView, PrivacyGuide } from '../messages/authorizer.ts';
import { type Drift, type DriftKind, mostNamed } from '../messages/inspection.ts';
import type { AccountFacts, Guide } from './facts.ts';

/** A difference before it is known since when. */
type Difference = Omit<Drift, 'since'>;

/** What the provider needs of every account. */
export type Required = { readonly permissionSets?: readonly number[] };

/**
 * Compares what WeChat says of an account with what is declared: what is not declared, and what could not be read, does not
 * differ, and nor does what the account has beyond it.
 */
export const differencesOf = (
  account: Pick<AuthorizerView, 'declared' | 'ledger' | 'origin' | 'privacyGuide'>,
  facts: AccountFacts,
  { permissionSets = [] }: Required,
): readonly Difference[] => {
  const { declared = {}, privacyGuide } = account;
  return [
    ...versionOf(account, facts),
    ...missing('serverDomains', urlsOf(declared.serverDomains), facts.serverDomains && urlsOf(facts.serverDomains)),
    ...missing('businessDomains', declared.businessDomains?.domains, facts.businessDomains),
    ...missing('prefetchDomains', declared.prefetchDomains, facts.prefetchDomains),
    ...(privacyGuide ? guideOf(privacyGuide, facts) : []),
    ...missing(
      'privacyInterfaces',
      declared.privacyInterfaces?.map(({ name }) => name),
      facts.privacyInterfaces,
    ),
    ...missing('permissionSets', permissionSets.map(String), facts.permissionSets?.map(String)),
  ];
};

const words: Readonly<Record<Exclude<DriftKind, 'version' | 'privacyGuide'>, string>> = {
  serverDomains: 'Server domains (服务器域名) that are declared and will not hold',
  businessDomains: 'Business domains (业务域名) that are declared and will not hold',
  prefetchDomains: 'Domains to look up ahead (DNS 预解析域名) that are declared and not set',
  privacyInterfaces: 'Privacy interfaces (隐私接口) that are declared, and neither open nor under review',
  permissionSets: 'Permission sets (权限集) that are needed and not granted',
};

const missing = (
  kind: keyof typeof words,
  declared: readonly string[] = [],
  found: readonly string[] | undefined,
): readonly Difference[] => {
  const lacks = found ? declared.filter((one) => !found.includes(one)) : [];
  if (lacks.length === 0) return [];
  return [named({ kind, what: `${words[kind]}: ${lacks.length} of ${declared.length}.`, lacks, found: found ?? [] })];
};

const named = ({ lacks, found, ...difference }: Difference): Difference => ({
  ...difference,
  lacks: lacks.slice(0, mostNamed),
  found: found.slice(0, mostNamed),
});

/** A domain of servers with the type that it is declared for. */
const urlsOf = (domains: ServerDomains = {}): readonly string[] =>
  serverDomainTypes.flatMap((type) => (domains[type] ?? []).map((domain) => `${type} ${domain}`));

/** What is online by the ledger is compared; of an account that never released here nothing is known. */
const versionOf = (
  { ledger, origin }: Pick<AuthorizerView, 'ledger' | 'origin'>,
  { online }: AccountFacts,
): readonly Difference[] => {
  const recorded = ledger.at(-1)?.userVersion;
  if (!online || (recorded === undefined && origin === 'authorized')) return [];
  const found = 'userVersion' in online ? online.userVersion : undefined;
  if (found === recorded) return [];
  const what = `By the ledger ${recorded ?? 'nothing'} is online, by WeChat ${found ?? 'nothing'}: somebody released or rolled back with another tool.`;
  return [{ kind: 'version', what, lacks: recorded ? [recorded] : [], found: found ? [found] : [] }];
};

const ownerFields = [
  'contact_phone',
  'contact_email',
  'contact_qq',
  'contact_weixin',
  'store_expire_timestamp',
  'notice_method',
] as const;

/**
 * The texts of the trial version's guide, which hold with the next release, of what it or the code names, and who answers for
 * it and for the online one.
 */
const guideOf = (
  { settings, owner }: PrivacyGuide,
  { trialGuide, onlineGuide }: AccountFacts,
): readonly Difference[] => {
  if (!trialGuide) return [];
  const texts = new Map(trialGuide.setting_list.map((one) => [one.privacy_key, one.privacy_text]));
  const uses = (key: string) => texts.has(key) || trialGuide.privacy_list.includes(key);
  const otherTexts = Object.entries(settings).filter(([key, text]) => uses(key) && texts.get(key) !== text);
  const otherOwner = [trialGuide, onlineGuide].some((guide) => guide && namesAnother(guide, owner));
  const lacks = [...otherTexts.map(([key]) => key), ...(otherOwner ? ['owner'] : [])];
  if (lacks.length === 0) return [];
  const what = `The privacy guide (用户隐私保护指引) says something else than what is declared of: ${lacks.join(', ')}.`;
  const found = otherTexts.flatMap(([key]) => {
    const text = texts.get(key);
    return text === undefined ? [] : [`${key}: ${text.slice(0, 100)}`];
  });
  return [named({ kind: 'privacyGuide', what, lacks, found })];
};

/** Whether a guide names somebody else, or nobody where the code uses something. */
const namesAnother = ({ owner_setting: found, privacy_list: used }: Guide, owner: PrivacyGuide['owner']): boolean =>
  Boolean(found?.notice_method || used.length > 0) &&
  ownerFields.some((field) => (found?.[field] ?? '') !== (owner[field] ?? ''));
