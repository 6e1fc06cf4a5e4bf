import type * as section from '../../wechat/endpoints/domain-management.ts';
import type { AccountContext, Slots } from '../slots.ts';
import { eachType, effectiveAfterRelease, noServerDomains, type ServerDomains } from '../world/account-domains.ts';
import {
  addPlatformsBusinessDomains,
  changeBusinessDomains,
  changeBusinessDomainsDirectly,
  changeServerDomains,
  changeServerDomainsDirectly,
  type LeftOut,
  type NamedDomains,
  refuseBusinessDomains,
  setPrefetched,
} from '../world/domain-changes.ts';
import { confirmFileOf } from '../world/hosts.ts';
import type { Change } from '../world/platform-domains.ts';

type Named = { readonly webviewdomain: readonly string[] };

const lists = (domains: ServerDomains) => ({ ...eachType((type) => domains[type]) });
const nothingLeftOut: LeftOut = { invalid: noServerDomains, withoutIcp: [] };
const answer = (domains: ServerDomains, { invalid, withoutIcp }: LeftOut = nothingLeftOut) => ({
  ...lists(domains),
  invalid_requestdomain: invalid.requestdomain,
  invalid_wsrequestdomain: invalid.wsrequestdomain,
  invalid_uploaddomain: invalid.uploaddomain,
  invalid_downloaddomain: invalid.downloaddomain,
  invalid_udpdomain: invalid.udpdomain,
  invalid_tcpdomain: invalid.tcpdomain,
  no_icp_domain: withoutIcp,
});

const server =
  (how: Change) =>
  (named: NamedDomains, { world, account, changed }: AccountContext) => {
    const leftOut = changeServerDomains(account, how, named, world);
    changed();
    return answer(account.domains.third.server, leftOut);
  };
const serverDirectly =
  (how: Change) =>
  (named: NamedDomains, { world, account, changed }: AccountContext) => {
    changeServerDomainsDirectly(account, how, named, world);
    changed();
    return answer(account.domains.direct.server);
  };
const business =
  (how: Change) =>
  (named: Named, { world, account, changed }: AccountContext) => {
    const webviewdomain = changeBusinessDomains(account, how, named.webviewdomain, world);
    changed();
    return { webviewdomain };
  };
const businessDirectly =
  (how: Change) =>
  (named: Named, { world, account, changed }: AccountContext) => {
    const webviewdomain = changeBusinessDomainsDirectly(account, how, named.webviewdomain, world);
    changed();
    return { webviewdomain };
  };

/** The domains of one account (小程序域名). */
export const domainManagement = {
  modifyServerDomainAdd: server('add'),
  modifyServerDomainDelete: server('delete'),
  modifyServerDomainSet: server('set'),
  modifyServerDomainGet: (_request, { account }) => answer(account.domains.third.server),

  modifyServerDomainDirectlyAdd: serverDirectly('add'),
  modifyServerDomainDirectlyDelete: serverDirectly('delete'),
  modifyServerDomainDirectlySet: serverDirectly('set'),
  modifyServerDomainDirectlyGet: (_request, { account }) => answer(account.domains.direct.server),

  getEffectiveServerDomain: (_request, { world, account }) => ({
    mp_domain: lists(account.domains.own.server),
    third_domain: lists(account.domains.third.server),
    direct_domain: lists(account.domains.direct.server),
    effective_domain: lists(effectiveAfterRelease(account.domains, world.platformDomains).server),
  }),

  modifyJumpDomainAdd: business('add'),
  modifyJumpDomainDelete: business('delete'),
  modifyJumpDomainSet: business('set'),
  modifyJumpDomainGet: (_request, { account }) => {
    refuseBusinessDomains(account);
    return { webviewdomain: account.domains.third.business };
  },
  modifyJumpDomain: (_request, { world, account, changed }) => {
    const webviewdomain = addPlatformsBusinessDomains(account, world);
    changed();
    return { webviewdomain };
  },

  modifyJumpDomainDirectlyAdd: businessDirectly('add'),
  modifyJumpDomainDirectlyDelete: businessDirectly('delete'),
  modifyJumpDomainDirectlySet: businessDirectly('set'),
  modifyJumpDomainDirectlyGet: (_request, { account }) => {
    refuseBusinessDomains(account);
    return { webviewdomain: account.domains.direct.business };
  },

  getEffectiveJumpDomain: (_request, { world, account }) => ({
    mp_webviewdomain: account.domains.own.business,
    third_webviewdomain: account.domains.third.business,
    direct_webviewdomain: account.domains.direct.business,
    effective_webviewdomain: effectiveAfterRelease(account.domains, world.platformDomains).business,
  }),

  getJumpDomainConfirmFile: (_request, { account }) => confirmFileOf(account.appid),

  getPrefetchDomain: (_request, { account }) => ({
    prefetch_dns_domain: account.domains.prefetch.map((url) => ({ url, status: 0 })),
    size_limit: 5,
  }),

  setPrefetchDomain: ({ prefetch_dns_domain }, { world, account, changed }) => {
    const names = prefetch_dns_domain.map(({ url }) => url);
    setPrefetched(account, names, world);
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
