import { type ReleaseHold, releaseHolds } from '../../messages/code-release.ts';
import { type OnboardingPart, onboardingParts, type PartRecord } from '../../messages/merchant-onboarding.ts';
import type { WaitingFor } from '../../messages/progress.ts';
import type { Board } from './board.ts';
import { goesOnTogether, haltOf, unauthorized } from './halts.ts';
import { hasByBoth, leftOpen } from './together.ts';
import { wishOf } from './wishes.ts';

/** What to do next; all of it can be done at the same time. */
export type Move =
  | { readonly do: 'run'; readonly part: OnboardingPart; readonly wish: string }
  /** The release may go past a hold. */
  | { readonly do: 'lift'; readonly hold: ReleaseHold }
  /** The process waits for corrected data, and there are some. */
  | { readonly do: 'refill'; readonly part: OnboardingPart; readonly wish: string }
  /** The process works for a wish that another has taken the place of, and nothing of it is at WeChat that would be lost. */
  | { readonly do: 'replace'; readonly part: OnboardingPart };

/** A part that goes no further by itself. */
export type Halted = { readonly part: OnboardingPart; readonly waitingFor: WaitingFor };

/** What follows from how things stand. */
export type Plan = {
  readonly moves: readonly Move[];
  readonly halts: readonly Halted[];
  readonly stands: readonly PartRecord[];
  /** All that is declared is reached. */
  readonly done: boolean;
};

type Standing =
  | { readonly kind: 'undeclared' | 'reached' | 'under-way' }
  | { readonly kind: 'due'; readonly wish: string }
  | { readonly kind: 'halted'; readonly waitingFor: WaitingFor };

/** What each part needs first. A part that nobody declared keeps none waiting. */
const needs: Record<OnboardingPart, readonly OnboardingPart[]> = {
  account: [],
  conversion: ['account'],
  setup: ['account', 'conversion'],
  verification: ['account', 'conversion'],
  filing: ['account', 'conversion', 'verification'],
  'verification-with-filing': ['account', 'conversion'],
  // Its trial version is there and examined long before the account is set up.
  release: ['account', 'conversion'],
};
/** What must have the name that is declared, and what of the rest of a setup WeChat looks at too. */
const showing: Readonly<Partial<Record<OnboardingPart, readonly string[]>>> = {
  verification: [],
  filing: ['avatar', 'signature', 'categories'],
  'verification-with-filing': ['avatar', 'signature', 'categories'],
};

/** What a release needs before it goes past each of its holds. */
const holds: Record<ReleaseHold, readonly OnboardingPart[]> = {
  submit: ['setup'],
  release: ['setup', 'filing', 'verification-with-filing'],
};

/**
 * What is new of an enterprise is not verified (未认证) since 2023-12-25, and has to be: where that is declared it comes first.
 * Of other accounts nothing says so.
 */
const neededFor = (hold: ReleaseHold, { declaration: { account, conversion } }: Board): readonly OnboardingPart[] =>
  hold === 'release' && (account.kind === 'enterprise' || conversion?.route.kind === 'enterprise')
    ? [...holds[hold], 'verification']
    : holds[hold];

const alone: ReadonlySet<OnboardingPart> = new Set(['verification', 'filing']);

/** The outcomes that are what was wished for. */
const good: Record<OnboardingPart, readonly string[]> = {
  account: ['authorized', 'existing', 'registered'],
  setup: ['complete'],
  conversion: ['converted', 'no-trial'],
  verification: ['verified'],
  filing: ['filed'],
  'verification-with-filing': ['filed'],
  release: ['released'],
};
/** What is had once is had, whatever it was declared with. */
const lasting: ReadonlySet<OnboardingPart> = new Set([
  'conversion',
  'verification',
  'filing',
  'verification-with-filing',
]);

/** Decides what follows. Nothing is begun twice: a part is due only where neither a process nor its end stands for its wish. */
export const planOf = (board: Board): Plan => {
  const standings = new Map(onboardingParts.map((part) => [part, standingOf(board, part)]));
  const kindOf = (part: OnboardingPart) => standings.get(part)?.kind ?? 'undeclared';
  const isSettled = (part: OnboardingPart) => kindOf(part) === 'reached' || kindOf(part) === 'undeclared';
  const mayAct = board.authorization === 'granted';

  const moves = onboardingParts.flatMap((part): Move[] => {
    const standing = standings.get(part);
    if (standing?.kind === 'due') {
      const isReady = needs[part].every(isSettled) && (part === 'account' || mayAct);
      const others = showing[part];
      const isEarly = others && !(nameStands(board) && others.every((name) => isSetOrNot(board, name)));
      return isReady && !isEarly ? [{ do: 'run', part, wish: standing.wish }] : [];
    }
    const refill = correctionOf(board, part);
    if (refill !== undefined) return [{ do: 'refill', part, wish: refill }];
    return isOutdated(board, part) ? [{ do: 'replace', part }] : [];
  });
  const { run } = board.parts.release ?? {};
  const current = run?.of && run.wish === wishOf(board, 'release') ? run : undefined;
  const lifts = releaseHolds.filter(
    (hold) => current && mayAct && !current.lifted.includes(hold) && neededFor(hold, board).every(isSettled),
  );
  const withheld = board.appid !== undefined && board.authorization !== undefined && !mayAct;
  return {
    moves: [...moves, ...lifts.map((hold): Move => ({ do: 'lift', hold }))],
    halts: [
      ...(withheld ? [{ part: 'account' as const, waitingFor: unauthorized(board) }] : []),
      ...onboardingParts.flatMap((part) => {
        const standing = standings.get(part);
        return standing?.kind === 'halted' ? [{ part, waitingFor: standing.waitingFor }] : [];
      }),
    ],
    stands: onboardingParts.filter((part) => kindOf(part) !== 'undeclared').map((part) => recordOf(board, part)),
    done: onboardingParts.every((part) => isSettled(part) && !board.parts[part]?.run),
  };
};

const standingOf = (board: Board, part: OnboardingPart): Standing => {
  const { run, last } = board.parts[part] ?? {};
  if (run) return { kind: 'under-way' };
  if (part === 'account' && board.appid !== undefined) return { kind: 'reached' };
  const wish = wishOf(board, part);
  if (wish === undefined) return { kind: 'undeclared' };
  if (hasByBoth(board, part)) return { kind: 'reached' };
  const left = alone.has(part) ? leftOpen(board) : undefined;
  if (left !== undefined) return { kind: 'halted', waitingFor: goesOnTogether(left) };
  if (part === 'setup') return setupStanding(board);
  if (last && lasting.has(part) && good[part].includes(last.outcome.kind)) return { kind: 'reached' };
  const isAnswer = part === 'release' && last?.joined ? isSameVersion(board) : last?.wish === wish;
  if (!last || !isAnswer) return { kind: 'due', wish };
  if (good[part].includes(last.outcome.kind)) return { kind: 'reached' };
  return { kind: 'halted', waitingFor: haltOf(part, last) };
};

/** Another's release of the same version is what was wished for; any other only kept ours waiting. */
const isSameVersion = ({ declaration, parts }: Board): boolean => {
  const { outcome } = parts.release?.last ?? {};
  return outcome?.kind === 'released' && outcome.userVersion === declaration.release?.userVersion;
};

/** Of a setup only what differs from what was set before is due. */
const setupStanding = (board: Board): Standing => {
  const wanted = Object.entries(board.declaration.setup ?? {});
  const last = board.parts.setup?.last;
  const settledFor = (name: string, wish: unknown) => {
    const before = board.set[name];
    return before?.wish === JSON.stringify(wish) ? before : undefined;
  };
  const due = wanted.filter(([name, wish]) => settledFor(name, wish) === undefined);
  if (due.length > 0) {
    const before: Record<string, unknown> = last && !last.joined ? JSON.parse(last.wish) : {};
    // The last one was to set all this and did not: somebody ended it.
    const isStuck = due.every(([name, wish]) => JSON.stringify(before[name]) === JSON.stringify(wish));
    if (last && isStuck) return { kind: 'halted', waitingFor: haltOf('setup', last) };
    return { kind: 'due', wish: JSON.stringify(Object.fromEntries(due)) };
  }
  const refused = wanted.flatMap(([name]) => (board.set[name]?.kind === 'refused' ? [name] : []));
  if (refused.length === 0) return { kind: 'reached' };
  const what = refused.map((name) => `${name}: ${board.set[name]?.note ?? ''}`).join('; ');
  return { kind: 'halted', waitingFor: haltOf('setup', { outcome: { kind: 'incomplete', note: what } }) };
};

/** Whether the account has the name that was declared, or none was: the rest of its setup may still be under way. */
const nameStands = (board: Board): boolean => {
  const came = setSoFar(board, 'name');
  return came === 'undeclared' || came === 'set';
};

/** Whether WeChat may look at a thing of the setup: what was refused is as it was, and the filing itself tells what lacks. */
const isSetOrNot = (board: Board, name: string): boolean => setSoFar(board, name) !== 'open';

/** What became of one thing of the setup that is declared now, also while the rest is under way. */
const setSoFar = ({ declaration, parts, set }: Board, name: string): 'undeclared' | 'set' | 'refused' | 'open' => {
  const wish = new Map<string, unknown>(Object.entries(declaration.setup ?? {})).get(name);
  if (wish === undefined) return 'undeclared';
  const before = set[name];
  if (before?.wish === JSON.stringify(wish)) return before.kind === 'refused' ? 'refused' : 'set';
  const { run } = parts.setup ?? {};
  const wanted: Record<string, unknown> = run && !run.joined ? JSON.parse(run.wish) : {};
  if (JSON.stringify(wanted[name]) !== JSON.stringify(wish)) return 'open';
  const state = run?.progress?.steps.find((step) => step.name === name)?.state;
  if (state === 'failed') return 'refused';
  return state === 'done' || state === 'skipped' ? 'set' : 'open';
};

/** What is declared in place of what a process had refused and waits to be given anew. */
const correctionOf = (board: Board, part: OnboardingPart): string | undefined => {
  const { run } = board.parts[part] ?? {};
  const wish = wishOf(board, part);
  return run?.progress?.waitingFor?.hints && run.wish !== wish ? wish : undefined;
};

/** A release for another wish is replaced as long as only its trial version is at WeChat; later it comes to its end. */
const isOutdated = (board: Board, part: OnboardingPart): boolean => {
  const { run } = board.parts[part] ?? {};
  if (part !== 'release' || !run?.of || run.joined || run.outdated) return false;
  return run.wish !== wishOf(board, part) && !run.lifted.includes('submit');
};

const recordOf = (board: Board, part: OnboardingPart): PartRecord => {
  const { run, last } = board.parts[part] ?? {};
  const standing = standingOf(board, part).kind;
  const workflowId = (run ?? last)?.workflowId;
  return {
    part,
    state: standing === 'due' || standing === 'undeclared' ? 'not-begun' : standing,
    ...(workflowId ? { process: workflowId } : {}),
    ...((run ?? last)?.joined ? { joined: true } : {}),
    ...(last && !run ? { outcome: last.outcome } : {}),
  };
};
