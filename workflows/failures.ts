import { RetryState } from '@temporalio/common';
import { ActivityFailure, ApplicationFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';
import { materialMissing, notYetType, weChatFailureIn } from '../messages/failures.ts';
import type { FieldHint } from '../messages/progress.ts';
import type { WeChatFailure } from '../wechat/wechat-error.ts';

/**
 * What an activity's failure means. A time-out is a call whose effect is unknown; a failure of our own code is a `bug`.
 * Cancellations and anything that is no activity's failure are thrown on.
 */
export const weChatFailureOf = (error: unknown): WeChatFailure => {
  if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
  const { cause } = error;
  const failure = cause instanceof ApplicationFailure ? weChatFailureIn(cause) : undefined;
  if (failure) return failure;
  const own = { endpoint: error.activityType, effect: 'unknown', hintZh: '系统内部错误，请联系服务商' } as const;
  if (cause instanceof TimeoutFailure) {
    return {
      ...own,
      kind: 'transport',
      class: 'transient',
      hint: 'The call was cut off: time-out, or its worker died.',
    };
  }
  return { ...own, kind: 'unreadable', class: 'bug', hint: cause?.message ?? error.message };
};

/** For a word to another workflow: one that has closed needs to be told nothing more, while a cancellation of our own goes on. */
export const unlessCancelled = (error: unknown): void => {
  if (isCancellation(error)) throw error;
};

/** A failure in words, with the numbers by which WeChat can be asked about it. */
export const wordsOf = ({ hint, errcode, rid }: WeChatFailure): string => {
  const numbers = [...(errcode === undefined ? [] : [errcode]), ...(rid ? [`rid ${rid}`] : [])];
  return numbers.length > 0 ? `${hint} (${numbers.join(', ')})` : hint;
};

/** A failure as what is wrong with one field, or with the whole where WeChat names none. */
export const fieldHintOf = (failure: WeChatFailure, field = ''): FieldHint => {
  const { hintZh, errcode } = failure;
  return { field, problem: errcode === undefined ? hintZh : `${hintZh} (${errcode})`, hint: wordsOf(failure) };
};

/** Whether a poll ended because its time was up and not because something went wrong. */
export const ranOut = (error: unknown): boolean => {
  if (!(error instanceof ActivityFailure)) return false;
  const { cause } = error;
  if (cause instanceof ApplicationFailure) return cause.type === notYetType;
  return cause instanceof TimeoutFailure && error.retryState === RetryState.TIMEOUT;
};

/** Whether an activity wanted a merchant's file that is not there any more. */
export const isMaterialMissing = (error: unknown): boolean =>
  error instanceof ActivityFailure && error.cause instanceof ApplicationFailure && error.cause.type === materialMissing;
