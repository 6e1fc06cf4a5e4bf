import type { PageContent } from './content.ts';

/** The page of a change of a mini program's admin (换绑小程序管理员). */
export const adminRebindPage: PageContent = {
  life: 60 * 24 * 3_600_000,
  title: '更换小程序管理员',
  done: 'rebound',
  step: 'consent',
  link: 'consent',
  button: '打开确认页',
  who: '须由原管理员和新管理员本人操作。',
  prepare: [
    '原管理员的微信和身份证号。',
    '新管理员的姓名、身份证号、手机号，以及本人的微信（须已实名）。',
    '一台电脑：请在电脑的浏览器中打开确认页，再用微信扫码。',
  ],
  also: [
    {
      step: 'preflight',
      who: '由小程序的管理员操作。',
      prepare: ['小程序须将「小程序账号管理」权限授权给服务商。'],
      waiting: { title: '请先完成授权', text: '小程序还没有授予所需的权限，完成授权后本页会自动继续。' },
    },
    {
      step: 'rebind',
      who: '由新管理员处理。',
      prepare: ['新管理员的微信、身份证或手机号绑定的账号已达上限的，请先解绑。'],
      waiting: { title: '微信暂未放行', text: '请先按下面的说明处理，处理后告知您的服务商继续办理。' },
    },
  ],
  states: {
    stalled: { title: '请稍候', text: '正在处理，本页会自动更新。' },
    waiting: { title: '请两位管理员确认', text: '请在电脑上打开确认页，由原管理员扫码，新管理员在微信中确认。' },
    working: { title: '正在更换管理员', text: '已收到两位管理员的确认，正在办理，本页会自动更新。' },
    done: { title: '更换完成', text: '小程序管理员已更换，您可以关闭本页。' },
    rejected: { title: '更换未通过', text: '微信没有通过本次更换。请联系您的服务商。' },
  },
};
