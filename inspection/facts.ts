import type { ServerDomains } from '../messages/account-setup.ts';
import type { AuthorizerView } from '../messages/authorizer.ts';
import type { OpenAudit } from '../messages/inspection.ts';
import { latestAudit, type Read, read } from '../preflight/gather.ts';
import type { Client, Endpoints } from '../wechat/client.ts';
import type { ResponseOf } from '../wechat/endpoint.ts';
import { WeChatError, type WeChatFailure } from '../wechat/wechat-error.ts';
import type { Required } from './compare.ts';

/** A guide as WeChat keeps it. */
export type Guide = ResponseOf<Endpoints['getPrivacySetting']>;

/** What WeChat says of an account; what is absent was not asked for, or could not be read. */
export type AccountFacts = {
  readonly online?: { readonly userVersion: string; readonly at: string } | { readonly nothing: true };
  readonly audit?: OpenAudit;
  /** In percent. */
  readonly gray?: number;
  readonly serverDomains?: ServerDomains;
  readonly businessDomains?: readonly string[];
  readonly prefetchDomains?: readonly string[];
  readonly trialGuide?: Guide;
  readonly onlineGuide?: Guide;
  /** Those that may be used, or are under review. */
  readonly privacyInterfaces?: readonly string[];
  readonly permissionSets?: readonly number[];
  /** What of it WeChat does not let us read. */
  readonly refused: readonly WeChatFailure[];
};

/** An interface that is under review (`status`), or open: a setup leaves those as they are. */
const appliedFor: readonly number[] = [3, 5];

/**
 * Reads what is compared with something declared, and what is online, under audit and staged: three calls, and one or two
 * for each thing that is declared. Throws what passes, and what bars more than this account.
 */
export const readFacts = async (
  wechat: Client,
  { appid, origin, declared = {}, privacyGuide }: AuthorizerView,
  { permissionSets = [] }: Required,
): Promise<AccountFacts> => {
  const refused: WeChatFailure[] = [];
  const ask = async <T>(wanted: unknown, question: () => Promise<T>): Promise<T | undefined> => {
    if (!wanted) return undefined;
    const answer: Read<T> = await read(question);
    if ('value' in answer) return answer.value;
    if (answer.refused.class === 'stop') throw new WeChatError(answer.refused);
    refused.push(answer.refused);
    return undefined;
  };
  const [versions, audit, gray, server, business, prefetch, trialGuide, onlineGuide, interfaces, info] =
    await Promise.all([
      ask(true, () => wechat.getVersionInfo(appid, {})),
      ask(true, () => latestAudit(wechat, appid)),
      ask(true, () => wechat.getGrayReleasePlan(appid, {})),
      ask(declared.serverDomains, () => wechat.getEffectiveServerDomain(appid, {})),
      ask(declared.businessDomains, () => wechat.getEffectiveJumpDomain(appid, {})),
      ask(declared.prefetchDomains, () => wechat.getPrefetchDomain(appid, {})),
      ask(privacyGuide, () => wechat.getPrivacySetting(appid, { privacy_ver: 2 })),
      ask(privacyGuide, () => wechat.getPrivacySetting(appid, { privacy_ver: 1 }).catch(unlessNoneOnline)),
      ask(declared.privacyInterfaces, () => wechat.getPrivacyInterface(appid, {})),
      // A customised merchant's own secret needs no permission sets.
      ask(permissionSets.length > 0 && origin !== 'customised', () =>
        wechat.getAuthorizerInfo({ authorizer_appid: appid }),
      ),
    ]);
  const online = versions?.release_info;
  const open = audit && openAuditOf(audit, online);
  const share = shareOf(gray?.gray_release_plan);
  return {
    ...(versions ? { online: online ? onlineOf(online) : { nothing: true } } : {}),
    ...(open ? { audit: open } : {}),
    ...(share === undefined ? {} : { gray: share }),
    ...(server?.effective_domain ? { serverDomains: server.effective_domain } : {}),
    ...(business ? { businessDomains: business.effective_webviewdomain } : {}),
    ...(prefetch ? { prefetchDomains: prefetch.prefetch_dns_domain.map(({ url }) => url) } : {}),
    ...(trialGuide ? { trialGuide } : {}),
    ...(onlineGuide ? { onlineGuide } : {}),
    ...(interfaces ? { privacyInterfaces: openOf(interfaces) } : {}),
    ...(info ? { permissionSets: info.authorization_info.func_info.map(({ funcscope_category: { id } }) => id) } : {}),
    refused,
  };
};

type Answer<K extends keyof Endpoints> = ResponseOf<Endpoints[K]>;
type Online = NonNullable<Answer<'getVersionInfo'>['release_info']>;

const onlineOf = ({ release_version: userVersion, release_time: time }: Online) => ({
  userVersion,
  at: new Date(time * 1_000).toISOString(),
});

const openAuditOf = (audit: Answer<'getLatestAuditStatus'>, online: Online | undefined): OpenAudit | undefined => {
  const { auditid, status, user_version: userVersion, user_desc: userDesc } = audit;
  const isOnline = online?.release_version === userVersion && online?.release_desc === userDesc;
  const state = status === 0 && isOnline ? undefined : auditStates[status];
  return state && { auditid, state, ...(userVersion === undefined ? {} : { userVersion }) };
};

const auditStates: Readonly<Record<number, OpenAudit['state']>> = { 0: 'approved', 2: 'under-audit', 4: 'delayed' };

/** A staged release that runs (1) or is held (2). */
const shareOf = (plan: Answer<'getGrayReleasePlan'>['gray_release_plan']): number | undefined =>
  plan?.status === 1 || plan?.status === 2 ? plan.gray_percentage : undefined;

const openOf = ({ interface_list: all }: Answer<'getPrivacyInterface'>): readonly string[] =>
  all.filter(({ status }) => appliedFor.includes(status)).map(({ api_name: name }) => name);

/** The account has no guide online before its first release. */
const unlessNoneOnline = (error: unknown): undefined => {
  if (error instanceof WeChatError && error.failure.errcode === 86074) return undefined;
  throw error;
};
