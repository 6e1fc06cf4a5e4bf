/** What a page says that has nothing to do; `refresh` in seconds, where loading it again helps. */
export type Notice = {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  readonly refresh?: number;
};

/** All such pages of authorization links. */
export const notices = {
  unknown: { status: 404, title: '链接无效', text: '请检查链接是否完整，或联系您的服务商重新获取。' },
  gone: { status: 410, title: '链接已过期', text: '请联系您的服务商重新获取授权链接。' },
  revoked: { status: 410, title: '链接已停用', text: '您的服务商已停用该链接。请联系您的服务商重新获取。' },
  busy: {
    status: 429,
    title: '打开次数过多',
    text: '该链接被打开的次数过多，请半小时后再试，或联系您的服务商重新获取。',
  },
  later: { status: 503, title: '请稍候', text: '暂时无法打开授权页，本页会自动重试。', refresh: 10 },
  refused: {
    status: 502,
    title: '暂时无法授权',
    text: '微信暂时没有为本次授权放行，请稍后再试；如多次出现，请联系您的服务商。',
    refresh: 60,
  },
  unfinished: {
    status: 400,
    title: '授权没有完成',
    text: '微信没有返回授权结果。请重新打开授权链接再试一次，或联系您的服务商。',
  },
  tooMany: {
    status: 429,
    title: '授权没有完成',
    text: '本页返回的授权码过多，不再受理。请重新打开授权链接再试一次，或联系您的服务商。',
  },
  keeping: {
    status: 503,
    title: '正在保存授权结果',
    text: '您已在微信完成授权，我们正在保存结果。请不要关闭本页，本页会自动重试。',
    refresh: 3,
  },
  nothingLacks: {
    status: 200,
    title: '无需补充授权',
    text: '目前没有需要补充的权限，办理会自动继续，您可以返回上一页查看进度。',
  },
  working: {
    status: 200,
    title: '正在完成授权',
    text: '您已在微信完成授权，正在确认结果，本页会自动更新。',
    refresh: 3,
  },
  lost: {
    status: 200,
    title: '授权没有完成',
    text: '微信返回的授权码已失效或已被使用。请重新打开授权链接再授权一次，或联系您的服务商。',
  },
} as const satisfies Record<string, Notice>;
