import type { WeChatFailure } from '../wechat/wechat-error.ts';

/** The failure type of a WeChat call in an activity; what follows is decided on the details. */
export const weChatFailureType = (failure: WeChatFailure) => `WeChat.${failure.class}`;

/** Thrown by a polling activity while the fact it asks for is not there yet. */
export const notYetType = 'NotYet';
