import type { Notice } from '../authorization-links/notices.ts';

/** What a page says of consents that has nothing to do. */
export const notices = {
  unknown: { status: 404, title: '链接无效', text: '请检查链接是否完整，或联系您的服务商重新获取。' },
  gone: { status: 410, title: '链接已失效', text: '本次办理已结束。如需重新办理，请联系您的服务商。' },
  none: { status: 200, title: '暂时无需确认', text: '目前没有需要您确认的内容，本页会自动更新。', refresh: 15 },
  later: { status: 503, title: '请稍候', text: '暂时无法打开确认页，本页会自动重试。', refresh: 10 },
  unfinished: {
    status: 400,
    title: '确认没有完成',
    text: '微信没有返回确认结果。请重新打开链接再试一次，或联系您的服务商。',
  },
  keeping: {
    status: 503,
    title: '正在保存确认结果',
    text: '您已在微信完成确认，我们正在保存结果。请不要关闭本页，本页会自动重试。',
    refresh: 3,
  },
} as const satisfies Record<string, Notice>;
