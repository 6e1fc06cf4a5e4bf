import type { Client as TemporalClient } from '@temporalio/client';
import { type DomainsStanding, domainsStanding, type NeededDomains } from '../messages/platform-domains.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Client, Endpoints } from '../wechat/client.ts';
import type { ResponseOf } from '../wechat/endpoint.ts';
import { type Asking, stillOpen } from './asking.ts';
import { calling } from './wechat.ts';

const underAudit = 1;
/** Of an interface that needs a permission. */
const underReview = 3;
const passed = 3;

/** Facts that the setup of an account waits for. */
export const setupFacts = (wechat: Client, temporal: TemporalClient) => ({
  /** How the audit of a name ended; where its number is not known, only that the account bears the name. */
  awaitName: async (
    ask: Asking & { appid: string; name: string; auditId: number | undefined },
  ): Promise<{ passed: boolean; reason: string }> =>
    calling(async () => {
      if (ask.auditId !== undefined) {
        const audit = await wechat.getNickNameStatus(ask.appid, { audit_id: ask.auditId });
        if (audit.audit_stat === underAudit) throw stillOpen(ask, 'The name is still under audit.');
        return { passed: audit.audit_stat === passed, reason: audit.fail_reason ?? '' };
      }
      const { nickname, nickname_info: info } = await wechat.getAccountBasicInfo(ask.appid, {});
      if ((info?.nickname ?? nickname) !== ask.name) throw stillOpen(ask, 'The account does not bear the name yet.');
      return { passed: true, reason: '' };
    }),

  /** The categories (类目) of an account once none of those named is under audit. */
  awaitCategories: async (
    ask: Asking & { appid: string; categories: readonly { first: number; second: number }[] },
  ): Promise<ResponseOf<Endpoints['getSettingCategories']>> =>
    calling(async () => {
      const set = await wechat.getSettingCategories(ask.appid, {});
      const named = ({ first, second }: { first: number; second: number }) =>
        ask.categories.some((wanted) => wanted.first === first && wanted.second === second);
      const open = set.categories.some((category) => named(category) && category.audit_status === underAudit);
      if (open) throw stillOpen(ask, 'A category is still under audit.');
      return set;
    }),

  /** The interfaces that need a permission once none of those named is under review. */
  awaitPrivacyInterfaces: async (
    ask: Asking & { appid: string; names: readonly string[] },
  ): Promise<ResponseOf<Endpoints['getPrivacyInterface']>['interface_list']> =>
    calling(async () => {
      const { interface_list: all } = await wechat.getPrivacyInterface(ask.appid, {});
      const named = all.filter(({ api_name: name }) => ask.names.includes(name));
      if (named.some(({ status }) => status === underReview))
        throw stillOpen(ask, 'An interface is still under review.');
      return named;
    }),

  /** How the platform's domains stand once those named are decided, or something is wrong with them. */
  awaitDomains: async (ask: Asking & { domains: NeededDomains }): Promise<DomainsStanding> => {
    const entity = temporal.workflow.getHandle(workflowIds.platformDomains());
    const standing = await entity.query(domainsStanding, ask.domains);
    if (standing.pending.length > 0 && !standing.trouble) throw stillOpen(ask, 'Domains are still to be registered.');
    return standing;
  },
});
