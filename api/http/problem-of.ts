import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { notNow } from '../../messages/actions.ts';
import { weChatFailureIn } from '../../messages/failures.ts';
import { WeChatError, type WeChatFailure } from '../../wechat/wechat-error.ts';
import { invalidInput } from './invalid-input.ts';
import { Problem } from './problem.ts';
import type { ProblemName } from './problem-kinds.ts';

/** gRPC's codes for: time is up, too much at once, nobody there. */
const unreachableCodes = new Set([4, 8, 14]);
/** gRPC's code for a query that no worker polls for. */
const noPoller = 9;

/** The problem behind whatever was thrown; what nobody foresaw tells a stranger nothing. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof WorkflowNotFoundError) return new Problem('not-found', 'No workflow has this id; check it.');
  if (isUnanswered(error)) {
    const detail =
      'No worker answered in time; what was asked may still happen. Ask again, with the same Idempotency-Key.';
    return new Problem('no-worker', detail);
  }
  if (isUnreachable(error)) {
    return new Problem(
      'temporal-unreachable',
      'Temporal did not answer in time; nothing may have happened yet. Try again.',
    );
  }
  const failure = weChatFailureOf(error);
  if (failure) return weChatProblem(failure);
  return (
    refusedNow(error) ??
    requestProblem(error) ??
    new Problem('internal-error', 'The API failed on this request; its log has the reason.')
  );
};

/** An update that its workflow does not take now; the workflow says why. */
const refusedNow = (error: unknown): Problem | undefined => {
  const refusal = causes(error).find((cause) => cause instanceof ApplicationFailure && cause.type === notNow);
  return refusal instanceof Error ? new Problem('not-now', refusal.message) : undefined;
};

/** Whether Temporal did not answer. */
export const isUnreachable = (error: unknown): boolean =>
  causes(error).some((cause) => isGrpcServiceError(cause) && unreachableCodes.has(cause.code));

const isUnanswered = (error: unknown): boolean =>
  causes(error).some(
    (cause) =>
      cause instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
      (isGrpcServiceError(cause) && cause.code === noPoller),
  );

const causes = (error: unknown): readonly unknown[] =>
  error instanceof Error && error.cause !== undefined ? [error, ...causes(error.cause)] : [error];

/** A call of WeChat that failed, here or in an activity. */
const weChatFailureOf = (error: unknown): WeChatFailure | undefined =>
  causes(error)
    .map((cause) => {
      if (cause instanceof WeChatError) return cause.failure;
      return cause instanceof ApplicationFailure ? weChatFailureIn(cause) : undefined;
    })
    .find((failure) => failure !== undefined);

const weChatProblem = (failure: WeChatFailure) =>
  new Problem(kinds.get(failure.class) ?? 'wechat-refused', `${failure.endpoint}: ${failure.hint}`, membersOf(failure));

/** Classes of failure that ask something else of a caller than to read what WeChat said. */
const kinds: ReadonlyMap<WeChatFailure['class'], ProblemName> = new Map([
  ['merchant', 'merchant-must-act'],
  ['slow-down', 'too-many-calls'],
]);

/** What a problem says of a refusal of WeChat beside its words. */
export const membersOf = ({ endpoint, errcode, errmsg, rid, details, hintZh }: WeChatFailure) => ({
  endpoint,
  errcode,
  errmsg,
  rid,
  details,
  hintZh,
});

/** What express and its body parser throw at a request that can't be read. */
const requestProblem = (error: unknown): Problem | undefined => {
  if (error instanceof URIError) {
    return invalidInput([{ field: '(path)', expected: 'percent-encoded UTF-8', detail: error.message }]);
  }
  if (!(error instanceof Error)) return undefined;
  switch ('type' in error ? error.type : undefined) {
    case 'entity.too.large':
      return new Problem('body-too-large', `Send at most ${'limit' in error ? error.limit : 'a few thousand'} bytes.`);
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new Problem('unsupported-media-type', 'Send JSON in UTF-8, uncompressed or with gzip.');
    case 'entity.parse.failed':
      return invalidInput([{ field: '(body)', expected: 'JSON', detail: error.message }]);
    case 'encoding.invalid':
    case 'request.size.invalid':
    case 'request.aborted':
    case 'entity.verify.failed':
      return invalidInput([{ field: '(body)', expected: 'a whole body', detail: error.message }]);
    default:
      if (!isDecompression(error)) return undefined;
      return invalidInput([{ field: '(body)', expected: 'a whole gzip stream', detail: error.message }]);
  }
};

/** Zlib's errors bear the name of a constant of its own as their code. */
const isDecompression = (error: Error): boolean =>
  'code' in error && typeof error.code === 'string' && /^Z_[A-Z]+_ERROR$/.test(error.code);
