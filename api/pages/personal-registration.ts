import type { PageContent } from './content.ts';

/** The page of the fast registration of a person's mini program, plain or upgraded, in force since 2026-04-30. */
export const personalRegistrationPage: PageContent = {
  // Beyond all that is waited for: a new link.
  life: 60 * 24 * 3_600_000,
  title: '个人小程序快速注册',
  done: 'registered',
  step: 'face-verification',
  link: 'authorize-url',
  button: '打开微信完成认证',
  who: '须由注册人本人操作，他人不能代办。',
  prepare: [
    '注册人本人的微信（微信须已实名，并与提供给服务商的微信一致）。',
    '注册人的身份证，核对身份信息。',
    '人脸识别：在光线充足处，由本人正对摄像头。',
    '能接收短信验证码的手机。',
    '请在 24 小时内完成，超时须重新发起。',
  ],
  states: {
    waiting: { title: '请本人完成认证', text: '用注册人的微信扫描二维码；在手机上可直接点下面的按钮。' },
    working: { title: '微信正在创建小程序', text: '认证已提交，微信正在创建小程序，本页会自动更新。' },
    done: { title: '注册成功', text: '小程序已创建，后续由服务商为您配置。' },
    expired: { title: '认证已超时', text: '没有在 24 小时内完成认证。请联系您的服务商重新发起。' },
    refused: { title: '认证已被拒绝', text: '您拒绝了本次认证。如非本意，请联系您的服务商重新发起。' },
    rejected: { title: '注册未通过', text: '微信没有通过本次注册。请联系您的服务商核对资料。' },
  },
};
