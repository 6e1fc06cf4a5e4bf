import { fieldHints } from '../../messages/icp-hints.ts';
import type { FieldHint } from '../../messages/progress.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { fieldHintOf } from '../failures.ts';

/** The errcodes by which an application is refused for what it says, field by field or as a whole. */
const refusals: readonly number[] = [86202, 86302, 86303, 86308, 86328];

/** What is wrong with which field, where a failure is a refusal of what was said. */
export const hintsOfRefusal = (failure: WeChatFailure): FieldHint[] | undefined => {
  if (failure.errcode === undefined || !refusals.includes(failure.errcode)) return undefined;
  const { details } = failure;
  const hints = typeof details === 'object' && details !== null && 'hints' in details ? details.hints : [];
  // The endpoint's declaration has parsed them.
  const named = fieldHints(Array.isArray(hints) ? hints : []);
  return named.length > 0 ? named : [fieldHintOf(failure)];
};
