import { ApplicationFailure } from '@temporalio/activity';
import { ApplicationFailureCategory } from '@temporalio/common';
import { notYetType, weChatFailureType } from '../messages/failures.ts';
import type { ErrorClass } from '../wechat/error-class.ts';
import { WeChatError, type WeChatFailure } from '../wechat/wechat-error.ts';

/** Classes that the activity's own retry policy deals with; all others go back to the workflow at once. */
const retried: ReadonlySet<ErrorClass | 'undeclared'> = new Set(['transient', 'slow-down', 'stale-token']);
/** Classes that ops need not look at: they are part of the business. */
const expected: ReadonlySet<ErrorClass | 'undeclared'> = new Set(['not-yet', 'done', 'quota', 'rejected', 'merchant']);

/** A per-minute limit is over after 60 s; the spread keeps a fleet from coming back at once. */
const afterTheMinute = () => 60_000 + Math.floor(Math.random() * 15_000);

/** What an activity throws for a failed call of WeChat: typed by class, the failure in its details, retried by class. */
export const asApplicationFailure = (error: unknown): unknown => {
  if (!(error instanceof WeChatError)) return error;
  const failure: WeChatFailure = error.failure;
  return ApplicationFailure.create({
    type: weChatFailureType(failure),
    message: error.message,
    details: [failure],
    nonRetryable: !retried.has(failure.class),
    ...(failure.class === 'slow-down' ? { nextRetryDelay: afterTheMinute() } : {}),
    ...(expected.has(failure.class) ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
};

/** What a polling activity throws while its fact is not there: asked again after so many milliseconds. */
export const notYet = (message: string, nextRetryDelay: number): ApplicationFailure =>
  ApplicationFailure.create({
    type: notYetType,
    message,
    nextRetryDelay,
    category: ApplicationFailureCategory.BENIGN,
  });
