import type { PageContent, StateText } from './content.ts';

const uploading: StateText = { title: '正在准备新版本', text: '正在上传新版本并检测隐私接口，本页会自动更新。' };
const publishing: StateText = { title: '正在上线', text: '审核已通过，新版本正在上线，本页会自动更新。' };

/** What a merchant sees of a release: mostly that it goes by itself, and since when WeChat audits it. */
export const codeReleasePage: PageContent = {
  life: 60 * 24 * 3_600_000,
  title: '小程序版本上线',
  done: 'released',
  step: 'submit',
  who: '须由小程序管理员操作。',
  prepare: ['小程序管理员的微信，用于登录微信公众平台（mp.weixin.qq.com）。'],
  waiting: { title: '请先添加小程序类目', text: '请按下面的提示处理，完成后告知您的服务商继续提交。' },
  also: [
    {
      step: 'privacy',
      who: '由小程序的运营者提供。',
      prepare: ['每项信息的使用目的，例如「用于展示您的头像」。', '运营者的联系方式（邮箱或电话），供用户查询或投诉。'],
      waiting: {
        title: '请补充用户隐私保护指引',
        text: '新版本使用了以下信息，须在用户隐私保护指引中说明。请将说明文字提供给您的服务商，补充后会自动继续提交。',
      },
    },
  ],
  during: {
    lease: { title: '等待其他办理', text: '小程序的另一项办理结束后，会自动开始提交新版本。' },
    commit: uploading,
    detection: uploading,
    privacy: uploading,
    submit: { title: '等待提交审核', text: '准备完成后会自动提交微信审核，本页会自动更新。' },
    audit: { title: '微信审核中', text: '新版本已提交微信审核，无需您操作，本页会自动更新。', since: '提交审核' },
    approval: { title: '审核已通过', text: '新版本已通过微信审核，等待您的服务商安排上线。', since: '审核通过' },
    release: publishing,
    'read-back': publishing,
  },
  times: { releasedAt: '上线时间' },
  states: {
    // Between two steps: it is held until what else is under way has come as far.
    preparing: { title: '正在准备新版本', text: '准备完成后会自动提交微信审核，本页会自动更新。' },
    working: { title: '等待上线', text: '其他办理完成后，新版本会自动上线，本页会自动更新。' },
    done: { title: '已上线', text: '新版本已上线，用户打开小程序即可使用。' },
    rejected: { title: '审核未通过', text: '微信没有通过本次审核。请联系您的服务商修改后重新提交。' },
    failed: { title: '本次提交已中止', text: '新版本没有上线，原有版本不受影响。请联系您的服务商。' },
  },
};
