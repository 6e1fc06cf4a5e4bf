import { z } from 'zod';
import { registrationTimings } from '../../messages/registration.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { enterpriseRegistrationPage } from '../pages/enterprise-registration.ts';
import { process } from '../process.ts';
import { componentPhone, merchantId, socialCreditCode } from './fields.ts';
import { registrationActions, timings } from './registration.ts';

/** What a start takes. */
export const enterpriseBody = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}*$/u, 'text without control characters')
    .describe('The name in the business licence (企业名称).'),
  code: socialCreditCode,
  componentPhone,
  merchantId: merchantId.exactOptional(),
  timings: timings.exactOptional(),
});

/** The fast registration of an enterprise's mini program (快速注册企业小程序). */
export const enterpriseRegistration = process({
  path: '/enterprise-registrations',
  workflow: 'enterpriseRegistration',
  title: 'enterprise registration',
  calls: ['fastRegisterEnterpriseWeappCreate', 'fastRegisterEnterpriseWeappQuery', 'getAuthorizerInfo'],
  start: {
    role: 'operator',
    body: enterpriseBody,
    id: ({ code }, ids) => workflowIds.enterpriseRegistration(ids.hmac('enterprise-code', code)),
    prepare: ({ timings, ...input }, { ids, page }) => ({
      input: { ...input, page, timings: { ...registrationTimings, ...timings } },
      summary: `Register a mini program for ${input.name}`,
      ...(input.merchantId ? { merchantId: input.merchantId } : {}),
      externalIds: [externalIds.enterprise(ids.hmac('enterprise-code', input.code))],
      subject: [
        ['企业名称', input.name],
        ['统一社会信用代码', `${input.code.slice(0, 4)}**********${input.code.slice(-4)}`],
      ],
    }),
  },
  actions: registrationActions,
  page: enterpriseRegistrationPage,
});
