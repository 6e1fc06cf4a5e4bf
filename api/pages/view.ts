import type { FieldHint, Progress } from '../../messages/progress.ts';
import { type PageContent, type PageState, type PageTask, preparationsOf, type StateText, textOf } from './content.ts';

/** All that a merchant's page shows. */
export type PageView = StateText & {
  readonly heading: string;
  readonly state: PageState;
  /** Nothing changes any more. */
  readonly ended: boolean;
  readonly subject: readonly (readonly [label: string, value: string])[];
  /** What WeChat said, in Chinese, where it said no. */
  readonly reason?: string;
  /** What WeChat said of single fields, where something has to be corrected. */
  readonly hints?: readonly FieldHint[];
  /** What is particular to this wait for the merchant. */
  readonly note?: string;
  /** Shown while the merchant must act. */
  readonly task?: {
    readonly href?: string;
    readonly button?: string;
    readonly who: string;
    readonly prepare: readonly string[];
    readonly until?: string;
  };
};

/** What the page shows for this progress. The operator's notes stay away from it. */
export const viewOf = (content: PageContent, progress: Progress, subject: PageView['subject']): PageView => {
  const current = currentTask(content, progress);
  const href = linkOf(current, progress);
  const state = stateOf(content, current, progress, href !== undefined);
  const reason = reasonOf(progress);
  const hints = state === 'correcting' ? progress.waitingFor?.hints : undefined;
  return {
    heading: content.title,
    state,
    ended: progress.outcome !== undefined,
    ...((state === 'waiting' ? current.waiting : undefined) ?? textOf(content, state)),
    subject,
    ...(reason ? { reason } : {}),
    ...(state === 'waiting' && progress.waitingFor?.whatZh ? { note: progress.waitingFor.whatZh } : {}),
    ...(hints ? { hints } : {}),
    ...(state === 'waiting' ? { task: taskOf(content, current, progress, href) } : {}),
  };
};

/** The task that is under way, else the one that came to a halt. */
const currentTask = (content: PageContent, { steps }: Progress): PageTask => {
  const tasks = [content, ...(content.also ?? [])];
  const thatIs = (wanted: string) =>
    tasks.find(({ step }) => steps.some(({ name, state }) => name === step && state === wanted));
  return thatIs('running') ?? thatIs('failed') ?? content;
};

const taskOf = (
  content: PageContent,
  { button, who, prepare }: PageTask,
  { waitingFor }: Progress,
  href: string | undefined,
) => ({
  ...(href !== undefined && button !== undefined ? { href, button } : {}),
  who,
  prepare: preparationsOf({ ...content, prepare }),
  ...(waitingFor?.who === 'merchant' && waitingFor.until ? { until: waitingFor.until } : {}),
});

const linkOf = ({ link }: PageTask, { links }: Progress): string | undefined =>
  // A link is followed on the merchant's phone: nothing but the web's own schemes.
  links.find(({ rel, href }) => rel === link && /^https?:\/\//.test(href))?.href;

const ends: readonly PageState[] = ['expired', 'refused', 'rejected', 'cancelled'];

const stateOf = (
  content: PageContent,
  current: PageTask,
  { outcome, steps, waitingFor }: Progress,
  hasLink: boolean,
): PageState => {
  if (outcome) return outcome.kind === content.done ? 'done' : (ends.find((end) => end === outcome.kind) ?? 'failed');
  if (waitingFor?.hints) return 'correcting';
  const asked = waitingFor?.who === 'merchant';
  switch (steps.find(({ name }) => name === current.step)?.state) {
    case 'pending':
      return 'preparing';
    case 'running':
      // A link works for the merchant whatever else we wait for; who acts without one, or later, is told in WeChat.
      return (current === content && content.link ? hasLink : asked) ? 'waiting' : 'stalled';
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
