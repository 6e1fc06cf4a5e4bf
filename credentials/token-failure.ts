import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { weChatFailureIn } from '../messages/failures.ts';
import { WeChatError, type WeChatFailure } from '../wechat/wechat-error.ts';
import type { TokenSource } from './token-source.ts';

/**
 * Why there is no token, as the failure of the call that wanted one. That call was never sent, so its effect is `none`
 * even where the effect of the refresh is unknown.
 */
export const tokenFailureOf = (error: unknown, source: TokenSource): WeChatError =>
  new WeChatError({ ...causeOf(error, source), effect: 'none' }, { cause: error });

const causeOf = (error: unknown, { appid }: TokenSource): Omit<WeChatFailure, 'effect'> => {
  const refusal =
    error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure
      ? weChatFailureIn(error.cause)
      : undefined;
  if (refusal) return refusal;
  if (error instanceof WorkflowNotFoundError && appid !== undefined) {
    return {
      endpoint: `token of ${appid}`,
      kind: 'refused',
      class: 'merchant',
      hint: 'The account has never authorized this platform; the merchant must authorize it.',
      hintZh: '该账号尚未授权给本平台',
    };
  }
  return {
    endpoint: `token of ${appid ?? 'the component'}`,
    kind: 'transport',
    class: 'transient',
    hint: `Temporal gave no token; is it running, with a worker? (${error instanceof Error ? error.message : String(error)})`,
    hintZh: '暂时无法取得令牌',
  };
};
