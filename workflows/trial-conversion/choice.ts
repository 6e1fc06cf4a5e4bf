import {
  type ConversionRoute,
  convert,
  type FormalAccount,
  type TrialConversionInput,
} from '../../messages/trial-conversion.ts';
import type { AuthorizationNews } from '../heed-authorization.ts';
import type { Process } from '../process.ts';
import { waitForFact } from '../wait-for-fact.ts';
import type { Failed, Running } from './context.ts';

/** What to do next; nothing once the trial has ended. */
export type Chosen =
  | { readonly kind: 'route'; readonly route: ConversionRoute }
  | { readonly kind: 'formal'; readonly account: FormalAccount }
  | { readonly kind: 'gone' };

/** The route that people choose, from the start on or by the action `convert`. */
export type Choice = {
  /** Waits for a route, or a retry of the last one, until the end of the trial, with reminders. */
  next(until: number, last: Failed | undefined): Promise<Chosen | undefined>;
  /** The last one once more. */
  repeat(): void;
};

const step = 'choice';
const undecided = 'Which way the trial is to become formal: the action `convert` (转正方式)';

/** Opens the choice; call it before the first await. */
export const openChoice = (
  process: Process,
  input: TrialConversionInput,
  { running, news }: { readonly running: Running; readonly news: AuthorizationNews },
): Choice => {
  const { appid, timings } = input;
  let chosen = input.route;
  let before: ConversionRoute | undefined;
  process.actions.on(convert, {
    refuse: () =>
      running.task
        ? 'A conversion is under way at WeChat, which has no way to end it: wait until its window ends or it fails.'
        : undefined,
    apply: ({ route }) => {
      chosen = route;
    },
  });

  /** Nothing is under way: the merchant may still make it formal without us, or WeChat reclaim it. */
  const wait = async (until: number, trialEnd: number, last: Failed | undefined) => {
    const called = process.woken();
    const waitingFor = {
      what: last ? `${last.note} Correct it by \`convert\`, or \`retry\`.` : undecided,
      who: last?.who ?? 'merchant',
      until: new Date(trialEnd).toISOString(),
      ...(last?.hintZh ? { whatZh: last.hintZh } : {}),
      ...(last?.lacks ? { lacks: last.lacks } : {}),
    } as const;
    const granted = last?.lacks ? await news.heed() : () => false;
    const fate = await waitForFact(process, {
      waitingFor,
      until,
      every: timings.watch,
      or: () => chosen !== undefined || called() || granted(),
      ask: (facts, asking) => facts.awaitFate({ ...asking, appid }),
    });
    if (!fate && (called() || granted())) chosen ??= before;
    return fate;
  };

  return {
    next: async (until, last) => {
      process.progress.begin(step);
      const reminders = timings.reminders.map((early) => until - early);
      while (!chosen) {
        const now = Date.now();
        if (now >= until) return undefined;
        if (reminders.some((at) => at <= now)) {
          process.remind(step, `Reminder: the trial ends at ${new Date(until).toISOString()}.`);
        }
        const fate = await wait(Math.min(until, ...reminders.filter((at) => at > now)), until, last);
        if (fate) return 'gone' in fate ? { kind: 'gone' } : { kind: 'formal', account: fate.account };
      }
      const route = chosen;
      before = route;
      chosen = undefined;
      process.progress.finish(step);
      process.progress.note(step, route.kind);
      return { kind: 'route', route };
    },
    repeat: () => {
      chosen ??= before;
    },
  };
};
