import type { EndpointName } from '../../wechat/client.ts';
import type { EndpointSpec } from '../../wechat/endpoint.ts';

/** What will make these calls one day, in words; a call that a process makes has no line here any more. */
const planned: Readonly<Record<string, readonly EndpointName[]>> = {
  'setting up an account': [
    'deleteCategory',
    'modifyJumpDomainDelete',
    'modifyJumpDomainDirectlyDelete',
    'modifyJumpDomainDirectlySet',
    'modifyJumpDomainSet',
    'modifyServerDomainDelete',
    'modifyServerDomainDirectlyDelete',
    'modifyServerDomainDirectlySet',
    'modifyServerDomainSet',
  ],
  "the platform's domains": [
    'modifyThirdpartyJumpDomainDelete',
    'modifyThirdpartyJumpDomainSet',
    'modifyThirdpartyServerDomainDelete',
    'modifyThirdpartyServerDomainSet',
  ],
  'trials (试用小程序)': ['reuseMchidFastNormalizeBetaWeappCreatetask'],
};

const reset =
  "It spends one of the month's few resets: see by getApiQuota what is left, and reset in the console, or wait for 00:00 (UTC+8).";

const byEntity = 'What accounts need is registered by the entity platform-domains, which an account setup asks.';

/** What does the same another way. */
const otherwise: Partial<Record<EndpointName, string>> = {
  applySetOrderPathInfo: "Do it in each account's own console (mp.weixin.qq.com).",
  clearApiQuota: reset,
  clearComponentQuota: reset,
  clearQuota: reset,
  getQRCode: 'Such codes are limited in number for ever: make one of those that are not, by getUnlimitedQRCode.',
  modifyThirdpartyJumpDomainAdd: byEntity,
  modifyThirdpartyServerDomainAdd: byEntity,
  registerMiniprogramCreate: 'WeChat has retired it: register by POST /v1/enterprise-registrations.',
};

/** What to do in place of a call that is not repeatable and that no process makes. */
export const insteadOf = (name: EndpointName, { token }: Pick<EndpointSpec, 'token'>): string => {
  const process = Object.entries(planned).find(([, calls]) => calls.includes(name))?.[0];
  const console =
    token === 'component' ? "the platform's console (open.weixin.qq.com)" : "the account's console (mp.weixin.qq.com)";
  const today = otherwise[name] ?? `Do it in ${console}, where it can be done there, and see there what became of it.`;
  return process ? `${today} A process for ${process} is planned and will make it.` : today;
};
