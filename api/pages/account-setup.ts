import { confirmFileLink } from '../../messages/account-setup.ts';
import type { PageContent, PageTask } from './content.ts';

const who = '须由小程序管理员操作。';
const text = '请按下面的提示处理，完成后本页会自动更新。';

/** What a merchant is asked for in a part of the setup; the note below it says what exactly. */
const taskOf = (step: string, title: string): PageTask => ({
  step,
  who,
  prepare: ['小程序管理员的微信，用于登录微信公众平台（mp.weixin.qq.com）。'],
  waiting: { title, text },
});

/** The page of the setup of an account. */
export const accountSetupPage: PageContent = {
  life: 60 * 24 * 3_600_000,
  title: '小程序设置',
  done: 'complete',
  ...taskOf('name', '请处理小程序名称的设置'),
  also: [
    taskOf('signature', '请处理小程序简介的设置'),
    taskOf('avatar', '请处理小程序头像的设置'),
    taskOf('categories', '请处理小程序类目的设置'),
    taskOf('testers', '请处理体验成员的设置'),
    taskOf('serverDomains', '请处理服务器域名的设置'),
    {
      step: 'businessDomains',
      link: confirmFileLink,
      button: '下载校验文件',
      who: '须由域名所在网站的技术人员操作。',
      prepare: ['能够在该域名的网站根目录放置文件。', '放好后用浏览器打开，内容须与下载的文件完全一致。'],
      waiting: { title: '请处理业务域名的设置', text },
    },
    taskOf('prefetchDomains', '请处理预解析域名的设置'),
    taskOf('privacyGuide', '请处理用户隐私保护指引'),
    taskOf('privacyInterfaces', '请处理隐私接口的申请'),
    {
      ...taskOf('openAccount', '请处理开放平台账号'),
      who: '须由开放平台账号的管理员操作。',
      prepare: ['微信开放平台（open.weixin.qq.com）的登录账号。'],
    },
  ],
  states: {
    preparing: { title: '正在设置', text: '正在设置您的小程序，本页会自动更新。' },
    working: { title: '正在设置', text: '正在设置您的小程序，部分内容须微信审核，本页会自动更新。' },
    stalled: { title: '正在设置', text: '正在设置您的小程序，部分内容须微信审核，本页会自动更新。' },
    interrupted: { title: '正在设置', text: '部分设置没有通过，请联系您的服务商修改。' },
    done: { title: '设置完成', text: '小程序的设置已全部完成。' },
    failed: { title: '部分内容未通过', text: '部分设置没有通过。请联系您的服务商修改后重新提交。' },
  },
};
