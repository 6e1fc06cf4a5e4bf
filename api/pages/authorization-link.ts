import type { PageContent } from './content.ts';

/** An authorization link on its merchant's page; the link itself leads to a page of its own. */
export const authorizationLinkPage: PageContent = {
  // As long as a link can be opened, and a week longer.
  life: 37 * 24 * 3_600_000,
  title: '授权给服务商',
  done: 'authorized',
  step: 'authorization',
  link: 'h5',
  button: '打开授权页',
  who: '须由账号管理员本人操作。',
  prepare: ['账号管理员本人的微信。', '请保留全部勾选的权限，缺少权限时服务商无法为您办理。'],
  states: {
    waiting: { title: '请管理员授权', text: '用管理员的微信扫描二维码；在手机微信中可直接点下面的按钮。' },
    working: { title: '已完成授权', text: '授权已完成。如还有其他账号，可再次打开授权链接。' },
    done: { title: '授权成功', text: '账号已授权给服务商，您可以随时在微信公众平台查看或取消。' },
    expired: { title: '授权链接已过期', text: '没有在有效期内授权。请联系您的服务商重新获取链接。' },
  },
};
