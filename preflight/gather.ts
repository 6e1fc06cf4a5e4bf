import type { Client as TemporalClient } from '@temporalio/client';
import { type AuthorizerView, authorizerView } from '../messages/authorizer.ts';
import type { PreflightAsked } from '../messages/release-preflight.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Client, Endpoints } from '../wechat/client.ts';
import type { ResponseOf } from '../wechat/endpoint.ts';
import { isObject } from '../wechat/ext-json/json.ts';
import type { ExtJson } from '../wechat/ext-json/types.ts';
import { WeChatError, type WeChatFailure } from '../wechat/wechat-error.ts';

/** What was read, or why WeChat does not let us. */
export type Read<T> = { readonly value: T } | { readonly refused: WeChatFailure };
type Answer<K extends keyof Endpoints> = ResponseOf<Endpoints[K]>;

/** All that a release is judged by. */
export type ReleaseFacts = {
  /** When they were read, in milliseconds since the epoch. */
  readonly now: number;
  readonly account: AuthorizerView;
  readonly basics: Read<Answer<'getAccountBasicInfo'>>;
  readonly categories: Read<Answer<'getAllCategoryName'>['category_list']>;
  /** The latest audit; none where nothing was ever submitted. */
  readonly audit: Read<Answer<'getLatestAuditStatus'> | undefined>;
  readonly versions: Read<Answer<'getVersionInfo'>>;
  readonly domains: Read<Answer<'getEffectiveServerDomain'>>;
  readonly interfaces: Read<Answer<'getPrivacyInterface'>['interface_list']>;
  readonly gray: Read<Answer<'getGrayReleasePlan'>['gray_release_plan']>;
  /** Where the ICP filing (备案) stands, as WeChat numbers it. */
  readonly filing: Read<number>;
  readonly service: Read<number>;
  readonly templates: Read<Answer<'getTemplateList'>['template_list']>;
  /** The plugins that the account applied for; not asked for where the ext.json names none. */
  readonly plugins: Read<Answer<'managePluginList'>['plugin_list']>;
};

/** What facts are asked of. */
export type PreflightDeps = { readonly wechat: Client; readonly temporal: TemporalClient };

/** What the rendering of the ext.json and the facts share: the templates, and the ext.json once it is rendered. */
type Shared = {
  readonly templates: () => Promise<ReleaseFacts['templates']>;
  readonly ext: () => Promise<ExtJson>;
};

/** Reads the facts for a release, all at the same time. Throws passing faults; a refusal is a fact. */
export const gatherFacts = async (
  { wechat, temporal }: PreflightDeps,
  asked: PreflightAsked,
  shared: Shared,
): Promise<ReleaseFacts> => {
  const { appid } = asked;
  const heldPlugins = async () =>
    pluginsIn(await shared.ext()).length === 0 ? [] : (await wechat.managePluginList(appid, {})).plugin_list;
  const [account, basics, categories, audit, versions, domains, interfaces, gray, filing, service, templates, plugins] =
    await Promise.all([
      temporal.workflow.getHandle(workflowIds.authorizer(appid)).query(authorizerView),
      read(() => wechat.getAccountBasicInfo(appid, {})),
      read(async () => (await wechat.getAllCategoryName(appid, {})).category_list),
      read(() => latestAudit(wechat, appid)),
      read(() => wechat.getVersionInfo(appid, {})),
      read(() => wechat.getEffectiveServerDomain(appid, {})),
      read(async () => (await wechat.getPrivacyInterface(appid, {})).interface_list),
      read(async () => (await wechat.getGrayReleasePlan(appid, {})).gray_release_plan),
      read(async () => (await wechat.getIcpEntranceInfo(appid, {})).info.status),
      read(async () => (await wechat.getVisitStatus(appid, {})).status),
      asked.templateId === undefined ? { value: [] } : shared.templates(),
      read(heldPlugins),
    ]);
  return {
    now: Date.now(),
    account,
    basics,
    categories,
    audit,
    versions,
    domains,
    interfaces,
    gray,
    filing,
    service,
    templates,
    plugins,
  };
};

/** The plugins that an ext.json names, by appid. */
export const pluginsIn = ({ plugins }: ExtJson): readonly string[] => {
  const named = isObject(plugins) ? Object.values(plugins) : [];
  return [...new Set(named.flatMap((plugin) => (isObject(plugin) ? [String(plugin.provider)] : [])))];
};

const passing: readonly WeChatFailure['class'][] = ['transient', 'slow-down', 'stale-token'];

/** How long a question waits until it is asked once more by itself, in milliseconds. */
const onceMore = 500;

/**
 * A refusal that lasts is a fact. WeChat's passing faults are frequent and most are over at once: the question is asked
 * once more by itself, for a dozen others are asked beside it; then it is thrown, and all are asked again later.
 */
export const read = async <T>(ask: () => Promise<T>): Promise<Read<T>> => {
  try {
    const value = await ask().catch(async (error: unknown) => {
      if (classOf(error) !== 'transient') throw error;
      await new Promise((resolve) => setTimeout(resolve, onceMore));
      return ask();
    });
    return { value };
  } catch (error) {
    if (error instanceof WeChatError && !passing.includes(error.failure.class)) return { refused: error.failure };
    throw error;
  }
};

const classOf = (error: unknown) => (error instanceof WeChatError ? error.failure.class : undefined);

/** The account's latest audit, or `undefined` where nothing was ever submitted. */
export const latestAudit = (wechat: Client, appid: string): Promise<Answer<'getLatestAuditStatus'> | undefined> =>
  wechat.getLatestAuditStatus(appid, {}).catch((error: unknown) => {
    const errcode = error instanceof WeChatError ? error.failure.errcode : undefined;
    if (errcode === 85058 || errcode === 86001) return undefined;
    throw error;
  });
