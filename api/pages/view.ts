import type { Progress } from '../../messages/progress.ts';
import { type PageContent, type PageState, preparationsOf, type StateText, textOf } from './content.ts';

/** All that a merchant's page shows. */
export type PageView = StateText & {
  readonly heading: string;
  readonly state: PageState;
  /** Nothing changes any more. */
  readonly ended: boolean;
  readonly subject: readonly (readonly [label: string, value: string])[];
  /** What WeChat said, in Chinese, where it said no. */
  readonly reason?: string;
  /** Shown while the merchant must act. */
  readonly task?: {
    readonly href: string;
    readonly button: string;
    readonly who: string;
    readonly prepare: readonly string[];
    readonly until?: string;
  };
};

/** What the page shows for this progress. The operator's notes stay away from it. */
export const viewOf = (content: PageContent, progress: Progress, subject: PageView['subject']): PageView => {
  const href = linkOf(content, progress);
  const state = stateOf(content, progress, href !== undefined);
  const reason = reasonOf(progress);
  const later = laterStep(content, progress);
  return {
    heading: content.title,
    state,
    ended: progress.outcome !== undefined,
    ...(state === 'waiting' && later ? later.waiting : textOf(content, state)),
    subject,
    ...(reason ? { reason } : {}),
    ...(state === 'waiting' && href !== undefined
      ? { task: { ...taskOf(content, progress, href), ...(later ? { who: later.who } : {}) } }
      : {}),
  };
};

const taskOf = (content: PageContent, { waitingFor }: Progress, href: string) => ({
  href,
  button: content.button,
  who: content.who,
  prepare: preparationsOf(content),
  ...(waitingFor?.who === 'merchant' && waitingFor.until ? { until: waitingFor.until } : {}),
});

/** The later step that runs, where one does. */
const laterStep = ({ laterSteps = {} }: PageContent, { steps }: Progress) => {
  const running = steps.find(({ name, state }) => state === 'running' && name in laterSteps);
  return running && laterSteps[running.name];
};

const linkOf = (content: PageContent, { links }: Progress): string | undefined =>
  // A link is followed on the merchant's phone: nothing but the web's own schemes.
  links.find(({ rel, href }) => rel === content.link && /^https?:\/\//.test(href))?.href;

const ends: readonly PageState[] = ['expired', 'refused', 'rejected', 'cancelled'];

const stateOf = (content: PageContent, progress: Progress, hasLink: boolean): PageState => {
  const { outcome, steps, waitingFor } = progress;
  if (outcome) return outcome.kind === content.done ? 'done' : (ends.find((end) => end === outcome.kind) ?? 'failed');
  // Who acts later may be told in WeChat, without a link.
  if (laterStep(content, progress)) return waitingFor?.who === 'merchant' ? 'waiting' : 'stalled';
  switch (steps.find(({ name }) => name === content.step)?.state) {
    case 'pending':
      return 'preparing';
    case 'running':
      // The link works for the merchant whatever else we wait for.
      return hasLink ? 'waiting' : 'stalled';
    case 'failed':
      // Somebody may still make a new link.
      return 'interrupted';
    case undefined:
      return 'stalled';
    default:
      return 'working';
  }
};

const reasonOf = ({ outcome }: Progress): string | undefined =>
  outcome && 'hintZh' in outcome && typeof outcome.hintZh === 'string' ? outcome.hintZh : undefined;
