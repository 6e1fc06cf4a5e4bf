import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createCallJson } from '../../scripts/journey/call-json.ts';
import { type Client, createClient } from '../../wechat/client.ts';
import { WeChatError } from '../../wechat/wechat-error.ts';
import { eachOf } from '../each-of.ts';
import type { BenchStack } from '../stack.ts';
import { polls } from './product.ts';

const token = z.object({ accessToken: z.string() });
const underAudit = [2, 4];

/** A version for one merchant, step by step, with nothing kept but what is in memory. */
export type BareRelease = {
  /** Checks, commits, waits for the detection, looks at the privacy guide. */
  prepare(appid: string): Promise<void>;
  /** Submits it; the audit's id. */
  submit(appid: string): Promise<number>;
  /** Polls until WeChat has decided. */
  audited(appid: string, auditid: number): Promise<void>;
  /** Puts it online and reads it back. */
  release(appid: string): Promise<void>;
};

/** A client with every token at hand, and without our pace: the bare loops call as fast as they can. */
export const bareClient = async (
  { api, apiKeys, simulator, config }: BenchStack,
  appids: readonly string[],
): Promise<Client> => {
  const call = createCallJson(apiKeys.service);
  const read = async (path: string) => token.parse(await call('GET', `${api}${path}`)).accessToken;
  const tokens = new Map<string, string>([['', await read('/v1/component/token')]]);
  await eachOf(appids, 4, async (appid) => {
    tokens.set(appid, await read(`/v1/authorizers/${appid}/token`));
  });
  return createClient({
    baseUrl: simulator,
    componentAppid: config.component.appid,
    tokens: async (owner) => tokens.get(owner.kind === 'authorizer' ? owner.appid : '') ?? '',
  });
};

/**
 * The same calls as a release of Weft makes where all goes well, made blindly again where WeChat gave no answer: what a
 * crash or a lost answer would do, a loop like this does not know.
 */
export const bareRelease = (wechat: Client, userVersion: string): BareRelease => ({
  prepare: async (appid) => {
    await Promise.all([
      again(() => wechat.getAccountBasicInfo(appid, {})),
      again(() => wechat.getAllCategoryName(appid, {})),
      again(() => wechat.getLatestAuditStatus(appid, {}), 85058, 86001),
      again(() => wechat.getVersionInfo(appid, {})),
      again(() => wechat.getEffectiveServerDomain(appid, {})),
      again(() => wechat.getPrivacyInterface(appid, {})),
      again(() => wechat.getGrayReleasePlan(appid, {})),
      again(() => wechat.getIcpEntranceInfo(appid, {})),
      again(() => wechat.getVisitStatus(appid, {})),
      again(() => wechat.getTemplateList({})),
    ]);
    const ext = JSON.stringify({ extAppid: appid });
    const code = { template_id: 1, ext_json: ext, user_version: userVersion, user_desc: '例行发布' };
    await again(() => wechat.commit(appid, code));
    while ((await again(() => wechat.getCodePrivacyInfo(appid, {}), 61039)) === undefined) await sleep(polls.detection);
    await again(() => wechat.getPrivacySetting(appid, { privacy_ver: 2 }));
  },
  submit: async (appid) => {
    const [categories] = await Promise.all([
      again(() => wechat.getAllCategoryName(appid, {})),
      again(() => wechat.getLatestAuditStatus(appid, {}), 85058, 86001),
      again(() => wechat.getVersionInfo(appid, {})),
    ]);
    const item_list = categories?.category_list.slice(0, 5) ?? [];
    // 85009: the one before, whose answer was lost, is under audit.
    const sent = await again(() => wechat.submitAudit(appid, { item_list, version_desc: '例行发布' }), 85009);
    if (sent) return sent.auditid;
    return (await again(() => wechat.getLatestAuditStatus(appid, {})))?.auditid ?? 0;
  },
  audited: async (appid, auditid) => {
    for (;;) {
      const audit = await again(() => wechat.getAuditStatus(appid, { auditid }));
      if (audit && !underAudit.includes(audit.status)) return;
      await sleep(polls.audit);
    }
  },
  release: async (appid) => {
    await Promise.all([
      again(() => wechat.getLatestAuditStatus(appid, {})),
      again(() => wechat.getIcpEntranceInfo(appid, {})),
    ]);
    // 85052: it is online already.
    await again(() => wechat.release(appid, {}), 85052);
    await again(() => wechat.getVersionInfo(appid, {}));
  },
});

/** So often a call is made before it is given up. */
const most = 20;

/** Makes a call until WeChat answers; `undefined` where it answers one of these codes. */
const again = async <T>(call: () => Promise<T>, ...expected: readonly number[]): Promise<T | undefined> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof WeChatError)) throw error;
      const { errcode, kind } = error.failure;
      if (errcode !== undefined && expected.includes(errcode)) return undefined;
      if ((kind === 'refused' && errcode !== -1) || tries === most) throw error;
    }
  }
};
