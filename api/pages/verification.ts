import type { PageContent, PageTask } from './content.ts';

/** What the admin has at hand to prove who they are, at a link that is good for a day. */
export const atAdminsLink: Pick<PageTask, 'who' | 'prepare'> = {
  who: '须由小程序管理员本人操作，他人不能代办。',
  prepare: [
    '小程序管理员本人的微信（微信须已实名）。',
    '人脸识别：在光线充足处，由本人正对摄像头。',
    '能接收短信验证码的手机。',
    '请在 24 小时内完成，超时须由服务商重新发起。',
  ],
};

/** The fee, paid at the link of this `rel`; `before` is said first. */
export const feeAt = (link: string, before = ''): PageTask => ({
  step: 'payment',
  link,
  button: '打开微信支付认证费',
  who: '由小程序管理员或商家的付款人操作。',
  prepare: ['用于付款的微信，认证费以微信页面显示为准。', '请在 24 小时内完成支付，超时须由服务商重新发起。'],
  waiting: { title: '请支付认证费', text: `${before}请用微信扫描二维码或点下面的按钮，在微信页面中支付认证费。` },
});

/** The page of a verification (认证). */
export const verificationPage: PageContent = {
  life: 90 * 24 * 3_600_000,
  title: '小程序认证',
  done: 'verified',
  step: 'admin-check',
  link: 'auth-url',
  button: '打开微信完成认证授权',
  ...atAdminsLink,
  waiting: { title: '请管理员完成认证授权', text: '用管理员的微信扫描二维码；在手机上可直接点下面的按钮。' },
  also: [feeAt('auth-url', '身份核验已完成。')],
  states: {
    working: {
      title: '认证审核中',
      text: '审核机构正在审核，可能会致电联系人，请保持电话畅通。一般需 1–5 个工作日，本页会自动更新。',
    },
    done: { title: '认证成功', text: '小程序已通过认证，有效期一年。' },
    expired: { title: '已超时', text: '没有在规定时间内完成。请联系您的服务商重新发起。' },
    refused: { title: '已拒绝', text: '管理员拒绝了本次认证。如非本意，请联系您的服务商重新发起。' },
    rejected: { title: '认证未通过', text: '资料没有在规定时间内修改。请联系您的服务商重新发起。' },
    failed: { title: '认证失败', text: '审核机构没有通过本次认证，请联系您的服务商。' },
  },
};
