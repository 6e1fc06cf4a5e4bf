import type { PageContent, PageTask } from './content.ts';

/** The principals answer the bureau's SMS. */
export const smsCheck: PageTask = {
  step: 'sms-check',
  who: '须由收到短信的负责人本人操作。',
  prepare: [
    '备案主体负责人与小程序负责人的手机，能收到工信部发来的核验短信。',
    '请在 24 小时内按短信提示完成核验；逾期管局将驳回备案。',
  ],
  waiting: {
    title: '请完成短信核验',
    text: '管局已向负责人的手机发送核验短信，请按短信提示在 24 小时内完成核验，无需在本页操作。',
  },
};

/** A filing that its merchant took back in WeChat. */
export const withdrawnFiling = {
  title: '备案已撤回',
  text: '本次备案申请已撤回。如需继续备案，请联系您的服务商重新提交。',
} as const;

/** The page of a filing (备案). WeChat gives no link: it sends the admin a notice. */
export const icpFilingPage: PageContent = {
  life: 120 * 24 * 3_600_000,
  title: '小程序备案',
  done: 'filed',
  step: 'face-check',
  who: '须由小程序管理员本人操作，他人不能代办。',
  prepare: [
    '小程序管理员本人的微信：打开微信收到的核身通知，按提示操作。',
    '人脸识别：在光线充足处，由本人正对摄像头。',
    '请在 24 小时内完成，超时须由服务商重新发起。',
  ],
  waiting: {
    title: '请管理员完成人脸核身',
    text: '微信已向小程序管理员发送核身通知。请用管理员的微信打开该通知并完成人脸识别，无需在本页操作。',
  },
  also: [smsCheck],
  endings: { withdrawn: withdrawnFiling },
  states: {
    preparing: { title: '正在准备', text: '正在向微信提交备案资料，请稍候，本页会自动更新。' },
    working: { title: '备案审核中', text: '平台初审需 1–2 个工作日，管局审核一般需 1–20 个工作日，本页会自动更新。' },
    interrupted: {
      title: '需要重新发起',
      text: '人脸核身没有完成。请联系您的服务商重新发起，之后微信会再次发送通知。',
    },
    done: { title: '备案成功', text: '小程序已完成备案。' },
    rejected: { title: '备案未通过', text: '备案没有通过。请联系您的服务商修改资料后重新发起。' },
    expired: { title: '已超时', text: '没有在规定时间内完成。请联系您的服务商重新发起。' },
  },
};
