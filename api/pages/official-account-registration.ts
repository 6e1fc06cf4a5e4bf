import type { PageContent } from './content.ts';

/** The page of a registration with the subject of an official account (复用公众号主体快速注册小程序). */
export const officialAccountRegistrationPage: PageContent = {
  // Beyond all that is waited for: the turn of the month, and a consent after it.
  life: 60 * 24 * 3_600_000,
  title: '使用公众号主体注册小程序',
  done: 'registered',
  step: 'consent',
  link: 'consent',
  button: '打开确认页',
  who: '须由公众号的管理员本人扫码确认。',
  prepare: [
    '公众号须已完成微信认证，并已将「快速注册小程序」权限授权给服务商。',
    '一台电脑：请在电脑的浏览器中打开确认页，再用管理员的微信扫码。',
    '每个公众号每月最多可注册 5 个小程序（个体户 1 个）。',
    '公众号如有「待完成注册」的小程序，请先在小程序助手中完成或取消。',
  ],
  also: [
    {
      step: 'preflight',
      who: '由公众号的管理员操作。',
      prepare: [
        '公众号须已授权给服务商，并勾选「快速注册小程序」权限；该权限同一时间只能授权给一家服务商。',
        '公众号须已完成微信认证。',
      ],
      waiting: {
        title: '公众号暂不符合条件',
        text: '请检查公众号的授权与认证，完成后本页会自动继续。如有疑问，请联系您的服务商。',
      },
    },
    {
      step: 'register',
      who: '由公众号的管理员处理。',
      prepare: [
        '公众号管理员的微信、身份证或手机号绑定的账号已达上限的，请先解绑。',
        '公众号有「待完成注册」的小程序的，请先在小程序助手中完成或取消。',
      ],
      waiting: { title: '微信暂未放行', text: '请先按下面的说明处理，处理后告知您的服务商继续办理。' },
    },
  ],
  states: {
    stalled: { title: '请稍候', text: '正在处理，本页会自动更新。' },
    waiting: { title: '请公众号管理员确认', text: '请在电脑上打开确认页，用公众号管理员的微信扫码并同意。' },
    working: { title: '微信正在创建小程序', text: '已收到管理员的确认，微信正在创建小程序，本页会自动更新。' },
    done: {
      title: '注册成功',
      text: '小程序已创建，后续由服务商为您配置。如需登录微信公众平台，请在「小程序助手」中补充邮箱和密码。',
    },
    expired: { title: '已超时', text: '公众号管理员没有在规定时间内确认。请联系您的服务商重新发起。' },
    rejected: { title: '注册未通过', text: '微信没有通过本次注册。请联系您的服务商。' },
  },
};
