import type { Delivery } from '../../messages/delivery.ts';
import type { RegistrationTask } from '../../messages/registration.ts';
import type { FormalAccount, TrialConversionInput } from '../../messages/trial-conversion.ts';
import type { LackingGrant, WeChatFailure } from '../../wechat/wechat-error.ts';
import { wordsOf } from '../failures.ts';
import type { Hints } from '../hints.ts';
import type { Process } from '../process.ts';
import type { Turn } from './turn.ts';

/** The steps of every route; a route without a second person skips `admin`. */
export const conversionSteps = ['choice', 'person', 'admin', 'setup'] as const;

/** The pushes that a conversion listens for. */
export const conversionEvents = [
  'notifyThirdFastverifybetaapp',
  'betaappAuthorizationApplyEvent',
  'betaappVerifyApplyEvent',
  'betaappVerifyEvent',
] as const;
export type ConversionEvent = (typeof conversionEvents)[number];

/** Gives those of one kind that came since now. */
export const sinceNow = ({ received }: Hints<ConversionEvent>) => {
  const earlier = new Set(received.map(({ key }) => key));
  return <K extends ConversionEvent>(event: K): readonly Delivery<K>[] =>
    received.filter((push): push is Delivery<K> => push.event === event && !earlier.has(push.key));
};

/** What of a conversion runs at WeChat now; WeChat can't be asked to end it. */
export type Running = { task?: RegistrationTask };

/** What each route works with; `until` is the end of the trial, in milliseconds since the epoch. */
export type ConversionContext = {
  readonly process: Process;
  readonly pushes: Hints<ConversionEvent>;
  readonly turn: Turn;
  readonly input: TrialConversionInput;
  readonly running: Running;
  readonly until: number;
};

/** A try that came to nothing, and who must do something about it. */
export type Failed = {
  readonly kind: 'failed';
  readonly who: 'merchant' | 'ops' | 'provider';
  readonly note: string;
  readonly hintZh?: string;
  /** What the merchant has to grant before another try. */
  readonly lacks?: LackingGrant;
};

/** How one try ended; `again`: somebody asked for the same once more while it was under way. */
export type Attempt =
  | { readonly kind: 'converted'; readonly account: FormalAccount; readonly note?: string }
  | { readonly kind: 'again' }
  | Failed;

/** Classes that the next try may find gone by itself. */
const passing: readonly WeChatFailure['class'][] = ['transient', 'slow-down', 'stale-token', 'quota', 'not-yet'];

/** A refusal as the end of a try; `undefined` where it passes by itself. */
export const failedBy = (failure: WeChatFailure): Failed | undefined => {
  if (passing.includes(failure.class)) return undefined;
  const who =
    failure.class === 'merchant' || failure.class === 'rejected'
      ? 'merchant'
      : failure.class === 'provider'
        ? 'provider'
        : 'ops';
  const { hintZh, lacks } = failure;
  return { kind: 'failed', who, note: wordsOf(failure), hintZh, ...(lacks ? { lacks } : {}) };
};
