import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, done, merchant, provider, quota } from '../error-class.ts';
import { fourActions } from '../four-actions.ts';
import { acknowledged, wireList, wireNumber } from '../wire.ts';

const hosts = z.array(z.string().min(1)).max(200);
const allServerDomains = z.object({
  requestdomain: hosts,
  wsrequestdomain: hosts,
  uploaddomain: hosts,
  downloaddomain: hosts,
  udpdomain: hosts,
  tcpdomain: hosts,
});
const serverDomains = { some: allServerDomains.partial(), all: allServerDomains };

const listed = wireList(z.string());
const serverLists = {
  requestdomain: listed,
  wsrequestdomain: listed,
  uploaddomain: listed,
  downloaddomain: listed,
  udpdomain: listed,
  tcpdomain: listed,
};
const serverLeftOut = {
  invalid_requestdomain: listed,
  invalid_wsrequestdomain: listed,
  invalid_uploaddomain: listed,
  invalid_downloaddomain: listed,
  invalid_udpdomain: listed,
  invalid_tcpdomain: listed,
  no_icp_domain: listed,
};

const limits = {
  85015: bug('The account is not a mini program.', '该账号不是小程序'),
  85016: provider(
    'Too many domains: 200 of each type and 1,000 in all; delete some first.',
    '域名数量超过限制，请先删除部分域名',
  ),
  86102: quota("The month's 50 changes of this account's domains are used up.", '本月域名修改次数已用完'),
} as const;

const serverDomainCall = {
  token: 'authorizer',
  permission: [18],
  response: z.object({ ...serverLists, ...serverLeftOut }),
} as const;

/**
 * Adds, deletes, sets and reads the server domains (服务器域名) of an account: `https://`, `wss://`, `udp://` and
 * `tcp://`, with port or without, each registered in the platform first. At most 200 of each type, 50 changes a month;
 * the answer is what is set now and what was left out.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/domain-management/api_modifyserverdomain.html
 */
export const {
  add: modifyServerDomainAdd,
  delete: modifyServerDomainDelete,
  set: modifyServerDomainSet,
  get: modifyServerDomainGet,
} = fourActions(
  '/wxa/modify_domain',
  {
    ...serverDomainCall,
    errors: {
      ...limits,
      85017: done(
        'Nothing changed: the domains are set already, or are not registered in the platform.',
        '没有新增域名，请确认域名已在第三方平台登记',
      ),
      85018: provider(
        'A domain is not registered in the platform; register it there first (modify_wxa_server_domain).',
        '域名未在第三方平台登记，请先登记',
      ),
      85301: provider('A domain breaks the rules: no IP, no path, not api.weixin.qq.com.', '域名不符合规则'),
      85302: provider('A domain has no ICP filing (备案); file it first.', '域名缺少 ICP 备案'),
      85303: provider('Domains break the rules or lack an ICP filing (备案).', '域名不符合规则或缺少 ICP 备案'),
    },
  },
  serverDomains,
);

/**
 * Adds, deletes, sets and reads server domains that need no registration in the platform; they hold after the next
 * release. One domain serves at most 100 subjects (主体); 50 changes a month.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/domain-management/api_modifyserverdomaindirectly.html
 */
export const {
  add: modifyServerDomainDirectlyAdd,
  delete: modifyServerDomainDirectlyDelete,
  set: modifyServerDomainDirectlySet,
  get: modifyServerDomainDirectlyGet,
} = fourActions(
  '/wxa/modify_domain_directly',
  {
    ...serverDomainCall,
    errors: {
      ...limits,
      45082: provider('A domain has no ICP filing (备案); file it first.', '域名缺少 ICP 备案'),
      86100: provider('A domain has the wrong scheme for its type.', '域名协议头错误'),
      86101: provider('api.weixin.qq.com can not be a server domain.', '不可配置 api.weixin.qq.com'),
    },
  },
  serverDomains,
);

/**
 * The server domains of an account by where they were set, and those that will hold after the next release.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/domain-management/api_geteffectiveserverdomain.html
 */
export const getEffectiveServerDomain = endpoint({
  method: 'POST',
  path: '/wxa/get_effective_domain',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    mp_domain: z.object(serverLists).optional(),
    third_domain: z.object(serverLists).optional(),
    direct_domain: z.object(serverLists).optional(),
    effective_domain: z.object(serverLists).optional(),
  }),
  repeatable: true,
});

const businessDomains = z.object({ webviewdomain: z.array(z.string().min(1)).max(300) });
const businessDomainCall = {
  token: 'authorizer',
  permission: [18],
  response: z.object({ webviewdomain: listed }),
} as const;

const businessErrors = {
  89019: done('The business domains are so already.', '业务域名无更改'),
  89029: provider('Too many business domains; delete some first.', '业务域名数量超过限制'),
  89231: merchant('A personal mini program can not have business domains.', '个人小程序不支持业务域名'),
} as const;
const registeredBusinessErrors = {
  ...businessErrors,
  89020: provider(
    'The platform has no business domain yet; register one there first (modify_wxa_jump_domain).',
    '请先在第三方平台设置业务域名',
  ),
  89021: provider(
    'A domain is neither a business domain of the platform nor below one; with https:// before it?',
    '域名不是第三方平台的业务域名或其子域名',
  ),
} as const;

/**
 * Adds, deletes, sets and reads the business domains (业务域名) of an account: `https://`, without port, each one that
 * is registered in the platform or below one. At most 300; the text of 89029 says 100 (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/domain-management/api_modifyjumpdomain.html
 */
export const {
  add: modifyJumpDomainAdd,
  delete: modifyJumpDomainDelete,
  set: modifyJumpDomainSet,
  get: modifyJumpDomainGet,
} = fourActions(
  '/wxa/setwebviewdomain',
  { ...businessDomainCall, errors: registeredBusinessErrors },
  { some: businessDomains, all: businessDomains },
);

/**
 * Adds all business domains of the platform to an account: the call without an action.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/domain-management/api_modifyjumpdomain.html
 */
export const modifyJumpDomain = endpoint({
  ...businessDomainCall,
  method: 'POST',
  path: '/wxa/setwebviewdomain',
  request: z.object({}),
  repeatable: true,
  errors: registeredBusinessErrors,
});

/**
 * Adds, deletes, sets and reads business domains that need no registration in the platform but serve the account's
 * confirm file; they hold after the next release. A monthly limit with 86102 is (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/domain-management/api_modifyjumpdomaindirectly.html
 */
export const {
  add: modifyJumpDomainDirectlyAdd,
  delete: modifyJumpDomainDirectlyDelete,
  set: modifyJumpDomainDirectlySet,
  get: modifyJumpDomainDirectlyGet,
} = fourActions(
  '/wxa/setwebviewdomain_directly',
  { ...businessDomainCall, errors: { ...businessErrors, 86102: limits[86102] } },
  { some: businessDomains, all: businessDomains },
);

/**
 * The business domains of an account by where they were set, and those that will hold after the next release.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/domain-management/api_geteffectivejumpdomain.html
 */
export const getEffectiveJumpDomain = endpoint({
  method: 'POST',
  path: '/wxa/get_effective_webviewdomain',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    mp_webviewdomain: listed,
    third_webviewdomain: listed,
    direct_webviewdomain: listed,
    effective_webviewdomain: listed,
  }),
  repeatable: true,
});

/**
 * The file that a business domain set directly serves at its root.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/domain-management/api_getjumpdomainconfirmfile.html
 */
export const getJumpDomainConfirmFile = endpoint({
  method: 'POST',
  path: '/wxa/get_webviewdomain_confirmfile',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({ file_name: z.string().min(1), file_content: z.string() }),
  repeatable: true,
});

/**
 * The domains whose names clients look up ahead (DNS 预解析), and how many there may be.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/domain-management/api_getprefetchdomain.html
 */
export const getPrefetchDomain = endpoint({
  method: 'GET',
  path: '/wxa/get_prefetchdnsdomain',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    prefetch_dns_domain: wireList(z.object({ url: z.string(), status: wireNumber.optional() })),
    size_limit: wireNumber.optional(),
  }),
  repeatable: true,
});

/**
 * Sets the domains whose names clients look up ahead, all at once; 5 unless `size_limit` says otherwise, 50 changes a
 * month.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/domain-management/api_setprefetchdomain.html
 */
export const setPrefetchDomain = endpoint({
  method: 'POST',
  path: '/wxa/set_prefetchdnsdomain',
  token: 'authorizer',
  permission: [18],
  request: z.object({ prefetch_dns_domain: z.array(z.object({ url: z.string().min(1) })) }),
  response: acknowledged,
  repeatable: false,
  errors: {
    9420000: quota("The month's 50 changes are used up.", '本月修改次数已用完'),
    9420001: provider('A domain is invalid; has it an ICP filing (备案)?', '域名不合法，请确认已备案'),
    9420002: provider('More domains than size_limit.', '域名数量超过 size_limit'),
  },
});
