import type { PageContent } from './content.ts';

const adminWaiting = {
  title: '请小程序管理员确认',
  text: '请体验小程序的管理员在微信中确认转正；有链接时点下面的按钮。',
};

const prepare = [
  '本人的微信（微信须已实名）。',
  '本人的身份证，核对身份信息。',
  '人脸识别：在光线充足处，由本人正对摄像头。',
  '每一步请在 24 小时内完成，超时须重新发起。',
  '体验小程序自创建起有效 14 天，到期未转正将被微信回收。',
];

/** The page of a trial's conversion: one person after the other, each with 24 h. */
export const trialConversionPage: PageContent = {
  // The trial lives for 14 days; a week later the outcome is still to be seen.
  life: 21 * 24 * 3_600_000,
  title: '体验小程序转正',
  done: 'converted',
  step: 'person',
  also: [
    {
      step: 'admin',
      link: 'authorize-url',
      button: '打开微信完成确认',
      who: '须由体验小程序的管理员本人操作。',
      prepare,
      waiting: adminWaiting,
    },
  ],
  link: 'authorize-url',
  button: '打开微信完成确认',
  who: '企业转正须由法定代表人本人操作；复用公众号须由公众号管理员操作；个人升级版须由小程序管理员本人操作。',
  prepare,
  endings: {
    'no-trial': { title: '无需转正', text: '该账号不是待转正的体验小程序。如有疑问，请联系您的服务商。' },
  },
  states: {
    waiting: { title: '请完成身份认证', text: '用本人的微信扫描二维码；在手机上可直接点下面的按钮。' },
    preparing: { title: '正在准备转正', text: '请与您的服务商确认转正方式，确认后本页会自动显示二维码。' },
    interrupted: {
      title: '需要重新发起',
      text: '本次转正没有完成。请联系您的服务商重新发起，之后本页会自动显示新的二维码。',
    },
    done: { title: '转正成功', text: '小程序已转正，后续由服务商为您配置。' },
    expired: {
      title: '体验已到期',
      text: '没有在 14 天内完成转正，微信将回收该体验小程序。请联系您的服务商重新创建。',
    },
  },
};
