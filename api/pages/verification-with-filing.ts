import type { PageContent } from './content.ts';
import { smsCheck, withdrawnFiling } from './icp-filing.ts';
import { atAdminsLink, feeAt } from './verification.ts';

/** The page of a verification with filing (认证及备案): a face check with a link, the fee, the bureau's SMS. */
export const verificationWithFilingPage: PageContent = {
  life: 120 * 24 * 3_600_000,
  title: '小程序认证及备案',
  done: 'filed',
  step: 'face-check',
  link: 'verify-url',
  button: '打开微信完成核身',
  ...atAdminsLink,
  waiting: { title: '请管理员完成核身', text: '用管理员的微信扫描二维码；在手机上可直接点下面的按钮。' },
  also: [feeAt('pay-url'), smsCheck],
  endings: {
    withdrawn: withdrawnFiling,
    unfit: { title: '无法合并办理', text: '该小程序已认证或已在备案，不能合并办理。请联系您的服务商单独办理。' },
  },
  states: {
    preparing: { title: '正在准备', text: '正在向微信提交认证及备案资料，请稍候，本页会自动更新。' },
    working: {
      title: '审核中',
      text: '先由审核机构审核认证（可能致电联系人，请保持电话畅通），再由平台和管局审核备案，一般共需 1–20 个工作日，本页会自动更新。',
    },
    done: { title: '认证及备案成功', text: '小程序已通过认证并完成备案。' },
    interrupted: { title: '需要重新发起', text: '本次核身或支付没有完成。请联系您的服务商重新发起。' },
    rejected: { title: '未通过', text: '认证或备案没有通过。请联系您的服务商修改资料后重新发起。' },
    expired: { title: '已超时', text: '没有在规定时间内完成。请联系您的服务商重新发起。' },
    failed: { title: '认证失败', text: '审核机构没有通过本次认证，请联系您的服务商。' },
  },
};
