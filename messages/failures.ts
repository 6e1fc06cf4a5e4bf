import type { ApplicationFailure } from '@temporalio/common';
import type { WeChatFailure } from '../wechat/wechat-error.ts';

/** The failure type of a WeChat call in an activity; what follows is decided on the details. */
export const weChatFailureType = (failure: WeChatFailure) => `WeChat.${failure.class}`;

/** The WeChat failure that an activity or an update failed with; `undefined` where it was something else. */
export const weChatFailureIn = ({ type, details }: ApplicationFailure): WeChatFailure | undefined => {
  const detail: unknown = details?.[0];
  return type?.startsWith('WeChat.') && isWeChatFailure(detail) ? detail : undefined;
};

/** Only `asApplicationFailure` and updates of the entities make this type, with these details. */
const isWeChatFailure = (detail: unknown): detail is WeChatFailure =>
  typeof detail === 'object' && detail !== null && 'class' in detail && 'effect' in detail;

/** An IP of version 4, as WeChat names it in a refusal. */
const ip = /\b\d{1,3}(?:\.\d{1,3}){3}\b/;

/** What is to be done where WeChat refuses a host's IP; only WeChat knows under which it sees the host. */
export const hostRefused = ({ errcode, errmsg = '', host }: WeChatFailure): string => {
  const seen = ip.exec(errmsg)?.[0] ?? 'its public IP';
  return (
    `WeChat refuses calls from the host ${host ?? 'of a worker'} (${errcode}): add ${seen} to 白名单IP of the third-party ` +
    'platform in open.weixin.qq.com (管理中心 → 第三方平台 → 详情 → 开发资料). It goes on by itself within a minute after that.'
  );
};

/** The failure type of an activity that needs a merchant's file which is not there any more. */
export const materialMissing = 'MaterialMissing';

/** Thrown by a polling activity while the fact it asks for is not there yet. */
export const notYetType = 'NotYet';
