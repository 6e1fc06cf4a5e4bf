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

/** The failure type of an activity that needs a merchant's file which is not there any more. */
export const materialMissing = 'MaterialMissing';

/** Thrown by a polling activity while the fact it asks for is not there yet. */
export const notYetType = 'NotYet';
