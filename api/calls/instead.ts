import type { EndpointName } from '../../wechat/client.ts';
import type { EndpointSpec } from '../../wechat/endpoint.ts';

/** What will make these calls one day, in words; a call that a process declares needs no line here any more. */
const planned: Readonly<Record<string, readonly EndpointName[]>> = {
  'setting up an account': [
    ...(['addCategory', 'modifyCategory', 'deleteCategory', 'setNickName', 'setHeadImage', 'setSignature'] as const),
    ...(['modifyServerDomainAdd', 'modifyServerDomainDelete', 'modifyServerDomainSet'] as const),
    ...(['modifyServerDomainDirectlyAdd', 'modifyServerDomainDirectlyDelete'] as const),
    ...(['modifyServerDomainDirectlySet', 'modifyJumpDomainAdd', 'modifyJumpDomainDelete'] as const),
    ...(['modifyJumpDomainSet', 'modifyJumpDomainDirectlyAdd', 'modifyJumpDomainDirectlyDelete'] as const),
    ...(['modifyJumpDomainDirectlySet', 'setPrefetchDomain', 'applyPrivacyInterface'] as const),
    ...(['bindTester', 'createOpenAccount'] as const),
  ],
  "the platform's domains": [
    ...(['modifyThirdpartyServerDomainAdd', 'modifyThirdpartyServerDomainDelete'] as const),
    ...(['modifyThirdpartyServerDomainSet', 'modifyThirdpartyJumpDomainAdd'] as const),
    ...(['modifyThirdpartyJumpDomainDelete', 'modifyThirdpartyJumpDomainSet'] as const),
  ],
  'the promotion of templates': ['addToTemplate'],
  'staged releases and going back': ['grayRelease', 'revertGrayRelease', 'revertCodeRelease'],
  'verification (认证)': ['secwxaapiWxaauth', 'secwxaapiReauth'],
  'ICP filing (备案)': ['applyIcpFiling', 'cancelIcpfiling', 'createIcpVerifyTask', 'submitAuthAndIcp'],
  'the registration of persons': ['fastRegisterPersonalMpCreate'],
  'registration from an official account': ['getMpAdminAuth', 'componentRebindAdmin'],
  'trials (试用小程序)': [
    ...(['registerBetaMiniprogram', 'verifyBetaMiniprogram', 'fastNormalizeBetaWeappCreatetask'] as const),
    'reuseMchidFastNormalizeBetaWeappCreatetask',
  ],
};

/** What does the same another way. */
const otherwise: Partial<Record<EndpointName, string>> = {
  getQRCode: 'Each such code counts against a lifetime limit: make one without (getUnlimitedQRCode).',
  registerMiniprogramCreate: 'Register by POST /v1/enterprise-registrations.',
  ...Object.fromEntries(
    (['clearQuota', 'clearApiQuota', 'clearComponentQuota'] as const).map((name) => [
      name,
      "It spends one of the month's few resets: see with getApiQuota what is left, and reset in the console or wait for 00:00 (UTC+8).",
    ]),
  ),
};

/** What to do in place of a call that is not repeatable and that no process makes. */
export const insteadOf = (name: EndpointName, { token }: Pick<EndpointSpec, 'token'>): string => {
  const process = Object.entries(planned).find(([, calls]) => calls.includes(name))?.[0];
  const where =
    token === 'component'
      ? "in the platform's console (open.weixin.qq.com)"
      : "in the account's own console (mp.weixin.qq.com)";
  return [
    otherwise[name] ?? `Do it ${where}, which shows what became of it.`,
    ...(process ? [`A process for ${process} is planned, and will make it.`] : []),
  ].join(' ');
};
