/** What a page says where a process has come to a certain point. */
export type StateText = { readonly title: string; readonly text: string };

/** Where a merchant's matter stands, as the merchant sees it. */
export type PageState =
  | 'preparing'
  | 'waiting'
  | 'working'
  | 'correcting'
  | 'stalled'
  | 'interrupted'
  | 'done'
  | 'expired'
  | 'refused'
  | 'rejected'
  | 'cancelled'
  | 'failed'
  | 'elsewhere'
  | 'idle';

/** Something that a merchant has to do. */
export type PageTask = {
  /** The step of the process in which the merchant acts. */
  readonly step: string;
  /** The `rel` of the link that the merchant must open, where there is one, and what stands on its button. */
  readonly link?: string;
  readonly button?: string;
  /** Who must act, in person. */
  readonly who: string;
  /** What to have at hand. */
  readonly prepare: readonly string[];
  /** The words while it waits for the merchant; the route's own unless told. */
  readonly waiting?: StateText;
};

/** All that is particular to one route's page; the rest is the same for all. */
export type PageContent = PageTask & {
  /** How long the link works after the start, in milliseconds. */
  readonly life: number;
  readonly title: string;
  /** The outcome that is the good end. */
  readonly done: string;
  /** What else the merchant has to do, in other steps. */
  readonly also?: readonly PageTask[];
  /** WeChat asks for a person's WeChat id. */
  readonly asksForWeChatId?: true;
  /** WeChat compares a person's name with the one that the WeChat account is verified under. */
  readonly comparesNames?: true;
  readonly states: Readonly<Partial<Record<PageState, StateText>>>;
  /** The words for ends that are no state of a page, by the outcome's kind. */
  readonly endings?: Readonly<Record<string, StateText>>;
  /** The words while a step goes by itself, and those for the time it began, where that is told. */
  readonly during?: Readonly<Record<string, StateText & { readonly since?: string }>>;
  /** Words for times (ISO 8601) that the outcome tells, by its fields. */
  readonly times?: Readonly<Record<string, string>>;
};

/** Something that a merchant has to do and no page foresees; the note says what. */
export const unforeseen: PageTask = {
  step: '',
  who: '由您或小程序管理员处理。',
  prepare: ['小程序管理员的微信，用于登录微信公众平台（mp.weixin.qq.com）。'],
  waiting: { title: '需要您处理', text: '请先按下面的说明处理，处理后告知您的服务商继续办理。' },
};

const weChatIdHint = '微信号请在微信「我」页面查看，不是手机号，也不是 QQ 号。';
const realNameHint = '微信支付绑定的银行卡须为本人实名，姓名须与所填姓名一致。';

/** Everything to prepare for a route; the hints that save most failures come with the questions they belong to. */
export const preparationsOf = ({ prepare, asksForWeChatId, comparesNames }: PageContent): readonly string[] => [
  ...prepare,
  ...(asksForWeChatId ? [weChatIdHint] : []),
  ...(comparesNames ? [realNameHint] : []),
];

const defaultTexts: Readonly<Record<PageState, StateText>> = {
  preparing: { title: '正在准备', text: '正在向微信提交资料，请稍候，本页会自动更新。' },
  waiting: { title: '等待您操作', text: '请按下面的说明完成操作。' },
  working: { title: '微信处理中', text: '您的操作已完成，微信正在处理，本页会自动更新。' },
  correcting: { title: '资料需要修改', text: '以下资料没有通过，请联系您的服务商修改后重新提交。' },
  stalled: { title: '请稍候', text: '暂时没有新的进展，本页会自动更新。如长时间没有变化，请联系您的服务商。' },
  interrupted: {
    title: '需要重新发起',
    text: '本次认证没有完成。请联系您的服务商重新发起，之后本页会自动显示新的二维码。',
  },
  done: { title: '已完成', text: '全部完成，您可以关闭本页。' },
  expired: { title: '已超时', text: '没有在规定时间内完成。请联系您的服务商重新发起。' },
  refused: { title: '已拒绝', text: '本次操作已被拒绝。如非本意，请联系您的服务商重新发起。' },
  rejected: { title: '未通过', text: '微信没有通过本次申请。请联系您的服务商核对资料。' },
  cancelled: { title: '已取消', text: '服务商已取消本次申请。' },
  failed: { title: '出现问题', text: '处理中出现问题，请联系您的服务商。' },
  elsewhere: {
    title: '等待您完成另一项待办',
    text: '这一步需要您操作的部分，在本页的另一项待办中，完成后会自动继续。',
  },
  idle: { title: '暂无待办', text: '目前没有需要您操作的事项。有新的事项时，本页会自动显示。' },
};

/** The words for a state: the route's own, else those that fit all. */
export const textOf = (content: PageContent, state: PageState): StateText =>
  content.states[state] ?? defaultTexts[state];

/** The words of a matter whose task stands on the page by itself. */
export const { elsewhere } = defaultTexts;

/** What a merchant's page shows on top while there is nothing to do. */
export const idlePage = {
  heading: '小程序办理进度',
  state: 'idle',
  ...defaultTexts.idle,
  ended: false,
  subject: [],
  times: [],
} as const;
