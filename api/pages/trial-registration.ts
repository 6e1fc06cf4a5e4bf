import type { PageContent } from './content.ts';

/** The page of the registration of a trial mini program. */
export const trialRegistrationPage: PageContent = {
  // A week after the start the outcome is still to be seen.
  life: 7 * 24 * 3_600_000,
  title: '创建体验小程序',
  done: 'registered',
  step: 'confirmation',
  link: 'authorize-url',
  button: '打开微信确认创建',
  who: '须由提交申请的微信用户本人操作，确认后即为小程序管理员。',
  prepare: [
    '提交申请时使用的微信（微信须已实名）。',
    '一个微信最多绑定 5 个个人或体验小程序，已满请先解绑。',
    '请在 24 小时内确认，超时须重新发起。',
    '体验小程序自创建起有效 14 天，请在到期前转正。',
  ],
  states: {
    waiting: { title: '请确认创建', text: '用提交申请的微信扫描二维码；在手机上可直接点下面的按钮。' },
    working: { title: '微信正在创建小程序', text: '您已确认，微信正在创建体验小程序，本页会自动更新。' },
    done: { title: '创建成功', text: '体验小程序已创建，有效期 14 天，请在到期前完成转正。' },
    expired: { title: '确认已超时', text: '没有在 24 小时内确认。请联系您的服务商重新发起。' },
    rejected: { title: '创建未通过', text: '微信没有通过本次创建。请联系您的服务商。' },
  },
};
