import { z } from 'zod';
import { registrationTimings } from '../../messages/registration.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { personalRegistrationPage } from '../pages/personal-registration.ts';
import { process } from '../process.ts';
import { componentPhone, merchantId } from './fields.ts';
import { registrationActions, timings } from './registration.ts';

/** What a start takes. */
export const personalBody = z
  .strictObject({
    wxuser: z
      .string()
      .trim()
      .regex(/^[a-zA-Z][\w-]{5,19}$/, 'a WeChat id (微信号): 6 to 20 letters, digits, _ and -, first a letter')
      .exactOptional()
      .describe("The person's WeChat id (微信号), for a personal mini program (个人小程序)."),
    openid: z
      .string()
      .trim()
      .regex(/^[\w-]{10,64}$/, 'an openid')
      .exactOptional()
      .describe(
        "The person's openid in an app that is bound to the platform's open account, for an upgraded one (个人升级版小程序).",
      ),
    componentPhone,
    merchantId: merchantId.exactOptional(),
    timings: timings.exactOptional(),
  })
  .refine(({ wxuser, openid }) => (wxuser === undefined) !== (openid === undefined), {
    path: ['wxuser'],
    error: 'either wxuser, for a personal mini program, or openid, for an upgraded one',
  });

/** Exactly one of both is there: the body was checked. */
const personOf = ({ wxuser, openid = '' }: z.output<typeof personalBody>) =>
  wxuser === undefined ? { openid } : { wxuser };

/** The fast registration of a person's mini program (快速注册个人小程序、个人升级版小程序). */
export const personalRegistration = process({
  path: '/personal-registrations',
  workflow: 'personalRegistration',
  title: 'personal registration',
  calls: [
    'fastRegisterPersonalMpCreate',
    'fastRegisterPersonalMpQuery',
    'fastRegisterTransactionWeappCreate',
    'fastRegisterTransactionWeappQuery',
    'getAuthorizerInfo',
  ],
  start: {
    role: 'operator',
    body: personalBody,
    id: ({ wxuser, openid = '' }, ids) =>
      workflowIds.personalRegistration(
        wxuser === undefined ? ids.hmac('openid', openid) : ids.hmac('wechat-user', wxuser),
      ),
    prepare: (asked, { page }) => {
      const { timings, componentPhone, merchantId } = asked;
      const merchant = merchantId ? { merchantId } : {};
      const upgraded = asked.wxuser === undefined;
      return {
        input: {
          person: personOf(asked),
          componentPhone,
          ...merchant,
          page,
          timings: { ...registrationTimings, ...timings },
        },
        summary: upgraded ? 'Register an upgraded personal mini program' : 'Register a personal mini program',
        ...merchant,
        subject: [['类型', upgraded ? '个人升级版小程序' : '个人小程序']],
      };
    },
  },
  actions: registrationActions,
  page: personalRegistrationPage,
});
