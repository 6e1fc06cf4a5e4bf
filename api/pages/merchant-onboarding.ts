import { longestPageLife } from '../../messages/page-links.ts';
import type { PageContent } from './content.ts';

/** What a merchant sees of the whole, beside the tasks that its parts have for the merchant. */
export const merchantOnboardingPage: PageContent = {
  // A filing and its corrections may take months.
  life: longestPageLife,
  title: '小程序开通',
  done: 'onboarded',
  step: 'account',
  link: 'h5',
  button: '打开授权页面',
  who: '须由小程序管理员本人操作。',
  prepare: ['小程序管理员本人的微信。', '授权时请保留全部权限，否则后续配置无法完成。'],
  states: {
    waiting: { title: '请授权您的小程序', text: '请小程序管理员打开授权页面，选择小程序并确认授权。' },
    stalled: { title: '正在办理', text: '各项办理正在进行，需要您操作时，本页会显示，完成后会自动继续。' },
    working: { title: '正在为您配置', text: '小程序正在配置和审核，需要您操作时，本页会显示。' },
    interrupted: { title: '需要您的服务商处理', text: '授权或注册没有完成。请联系您的服务商，之后本页会自动更新。' },
    done: { title: '小程序已上线', text: '全部完成，您可以关闭本页。' },
  },
};
