import type { FieldHint, WaitingFor } from '../messages/progress.ts';
import type { Unfinished } from '../messages/submission.ts';
import type { Cancelled, Process } from './process.ts';
import type { Refill } from './refill.ts';
import type { Halt, Plan, State } from './submission/plan.ts';

/** What became of sending an application: where it stands now, what is wrong with it, or an end before it was sent. */
export type Sent<Standing, End> =
  | { readonly kind: 'sent'; readonly standing: Standing }
  | { readonly kind: 'refused'; readonly hints: readonly FieldHint[] }
  | { readonly kind: 'ended'; readonly end: End };

/** What a submission tells while it sends, so that an end that is asked for meanwhile is truthful. */
export type Tell<Standing> = {
  /** The answer to a beginning was lost. */
  readonly lost: () => void;
  /** It was taken, and stands there. */
  readonly taken: (standing: Standing) => void;
};

/** What an end leaves at WeChat, and what is to be said of it. */
export type Leftover<Left> = { readonly open: Left; readonly note?: string };

/** Something that is applied for at WeChat: sent, followed through what people and WeChat do, and corrected. */
export type Submission<Application, Standing, Followed extends string, Done, Left> = {
  readonly application: Application;
  readonly refill: Refill<Application>;
  /** How long people have to correct, in milliseconds. */
  readonly patience: number;
  readonly planOf: (state: State<Standing, Followed>) => Plan<Standing, Followed>;
  readonly stepOf: Readonly<Record<Followed, string>>;
  /** Sends it, anew or again where it stood there `before`. */
  readonly send: (
    application: Application,
    before: Standing | undefined,
    tell: Tell<Standing>,
  ) => Promise<Sent<Standing, Unfinished<Left>>>;
  readonly follow: (standing: Standing, as: Followed) => Promise<Standing>;
  /** Waits until it stands elsewhere; `undefined` at the deadline, or where `or` came true. */
  readonly change: (
    from: Standing,
    waitingFor: WaitingFor,
    until: number,
    or?: () => boolean,
  ) => Promise<Standing | undefined>;
  /** Where it stands after people were waited for. */
  readonly again: (standing: Standing) => Promise<Standing>;
  /** WeChat's numbers for where it stands. */
  readonly numbersOf: (standing: Standing) => string;
  readonly leftBy: (standing: Standing | undefined) => Leftover<Left>;
  readonly endOf: (standing: Standing) => Promise<Done | Unfinished<Left>>;
};

/** A submission on its way. */
export type OpenSubmission<Standing, Done, Left> = {
  /** Brings it to its end, from where it stood `before`. */
  run(before: Standing | undefined): Promise<Done | Unfinished<Left>>;
  /** What is true of it where somebody asked for the end. */
  cancelled(by: Cancelled): Unfinished<Left>;
};

const maybeBegun = "WeChat's answer to a submission was lost: one may run that is not known here.";

/** Opens it. */
export const openSubmission = <Application, Standing, Followed extends string, Done, Left>(
  process: Process,
  submission: Submission<Application, Standing, Followed, Done, Left>,
): OpenSubmission<Standing, Done, Left> => {
  const { refill, patience, planOf, stepOf, follow, change, leftBy } = submission;
  let { application } = submission;
  let state: State<Standing, Followed> = { due: true };
  let unanswered = false;

  const open = () => leftBy(state.standing).open;
  const tell: Tell<Standing> = {
    lost: () => {
      unanswered = true;
    },
    taken: (standing) => {
      state = { standing, due: false };
    },
  };
  /** Waits until people correct or retry; `undefined` where nobody did. */
  const corrected = async (halt: Halt): Promise<State<Standing, Followed> | undefined> => {
    const { standing } = state;
    const until = Date.now() + patience;
    const correction = await refill.correction(halt, async (waitingFor, or): Promise<Standing | undefined> => {
      if (standing) return change(standing, waitingFor, until, or);
      await process.pause(patience, waitingFor, or);
      return undefined;
    });
    if (!correction?.again) return correction && { standing: correction.moved, due: false };
    application = correction.data ?? application;
    // A link that was given up here may still live at WeChat.
    return { ...(standing ? { standing: await submission.again(standing) } : {}), due: true };
  };
  const uncorrected = ({ ended, note, hints = [] }: Halt): Unfinished<Left> =>
    ended === 'rejected' ? { kind: ended, note, hints, ...open() } : { kind: ended, note, ...open() };

  return {
    run: async (before) => {
      if (before) state = { standing: before, due: true };
      for (;;) {
        const plan = planOf(state);
        switch (plan.do) {
          case 'end':
            return submission.endOf(plan.standing);
          case 'submit': {
            const sent = await submission.send(application, state.standing, tell);
            unanswered = false;
            if (sent.kind === 'ended') return sent.end;
            if (sent.kind === 'sent') state = { standing: sent.standing, due: false };
            else state = { ...state, due: false, refused: sent.hints };
            break;
          }
          case 'follow': {
            const { standing, as } = plan;
            state = { standing: await process.step(stepOf[as], () => follow(standing, as)), due: false, followed: as };
            break;
          }
          case 'correct': {
            const next = await corrected(plan.halt);
            if (!next) return uncorrected(plan.halt);
            state = next;
            break;
          }
          case 'look': {
            const what = `Nobody knows the status ${submission.numbersOf(plan.standing)}: have a look.`;
            const next = await change(plan.standing, { what, who: 'ops' }, Date.now() + patience);
            if (!next) return { kind: 'expired', note: what, ...open() };
            state = { ...state, standing: next };
          }
        }
      }
    },
    cancelled: (by) => {
      const { open, note } = leftBy(state.standing);
      const said = unanswered ? maybeBegun : note;
      return { ...by, ...open, ...(said ? { note: said } : {}) };
    },
  };
};
