import type { FieldHint, Progress } from '../../messages/progress.ts';
import {
  type PageContent,
  type PageState,
  type PageTask,
  preparationsOf,
  type StateText,
  textOf,
  unforeseen,
} from './content.ts';
import { grantingOf } from './granting.ts';

/** All that a merchant's page shows. */
export type PageView = StateText & {
  readonly heading: string;
  readonly state: PageState;
  /** Nothing changes any more. */
  readonly ended: boolean;
  readonly subject: readonly (readonly [label: string, value: string])[];
  /** When what happened, ISO 8601. */
  readonly times: readonly (readonly [label: string, at: string])[];
  /** What WeChat said, in Chinese, where it said no. */
  readonly reason?: string;
  /** What WeChat said of single fields, where something has to be corrected. */
  readonly hints?: readonly Omit<FieldHint, 'hint'>[];
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
  const granting = grantingOf(progress);
  const foreseen = granting ?? currentTask(content, progress);
  const href = linkOf(foreseen, progress);
  const known = granting ? 'waiting' : stateOf(content, foreseen, progress, href !== undefined);
  const surprises = byItself.includes(known) && isAsked(progress);
  const state = surprises ? 'waiting' : known;
  const current = surprises ? unforeseen : foreseen;
  const { waitingFor, outcome } = progress;
  const ending = outcome && content.endings?.[outcome.kind];
  const note = state === 'waiting' && !granting ? waitingFor?.whatZh : undefined;
  const reason = reasonOf(progress, state);
  const hints = state === 'correcting' ? waitingFor?.hints?.map(({ hint, ...shown }) => shown) : undefined;
  const running = byItself.includes(state) ? runningStep(content, progress) : undefined;
  return {
    heading: content.title,
    state,
    ended: outcome !== undefined,
    ...wordsOf(ending ?? running ?? (state === 'waiting' ? current.waiting : undefined) ?? textOf(content, state)),
    subject,
    times: timesOf(content, progress, running),
    ...(reason ? { reason } : {}),
    ...(note ? { note } : {}),
    ...(hints ? { hints } : {}),
    ...(state === 'waiting' ? { task: taskOf(content, current, progress, href) } : {}),
  };
};

const wordsOf = ({ title, text }: StateText): StateText => ({ title, text });

/** States in which nobody is waited for. */
const byItself: readonly PageState[] = ['preparing', 'working', 'stalled'];

/** Whether the merchant is told what to do, in words of this very wait. */
const isAsked = ({ waitingFor }: Progress): boolean =>
  waitingFor?.who === 'merchant' && waitingFor.whatZh !== undefined;

type RunningStep = StateText & { readonly since?: string; readonly at: string | undefined };

/** The step that is under way, where the page has words for it. */
const runningStep = ({ during }: PageContent, { steps }: Progress): RunningStep | undefined => {
  const step = steps.find(({ state }) => state === 'running');
  const words = step && during?.[step.name];
  return words && { ...words, at: step.at };
};

/** Since when a step is under way, and what the outcome tells. */
const timesOf = (
  { times = {} }: PageContent,
  { outcome }: Progress,
  running: RunningStep | undefined,
): PageView['times'] => {
  const told = Object.entries(outcome ?? {}).flatMap(([field, value]) => {
    const label = times[field];
    return label !== undefined && typeof value === 'string' ? [[label, value] as const] : [];
  });
  return running?.since && running.at ? [[running.since, running.at], ...told] : told;
};

/** The task that waits for the merchant where several are under way; else one that is, or came to a halt. */
const currentTask = (content: PageContent, { steps }: Progress): PageTask => {
  const tasks = [content, ...(content.also ?? [])];
  const asked = steps.find(({ waitingFor }) => waitingFor?.who === 'merchant');
  const task = tasks.find(({ step }) => step === asked?.name);
  if (task) return task;
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

/** Why WeChat said no: at the end, or to a try after which another may be made. */
const reasonOf = ({ outcome, waitingFor }: Progress, state: PageState): string | undefined => {
  if (!outcome) return state === 'interrupted' ? waitingFor?.whatZh : undefined;
  const said = Object.entries(outcome).find(([field, value]) => reasons.includes(field) && typeof value === 'string');
  // WeChat breaks the lines of an audit's reason as in HTML.
  return (
    said &&
    String(said[1])
      .replaceAll(/<br\s*\/?>/gi, ' ')
      .trim()
  );
};

/** Where an outcome says it in Chinese: in words of ours, or in WeChat's own. */
const reasons: readonly string[] = ['hintZh', 'reason'];
