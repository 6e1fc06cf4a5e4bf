import type { PartResults } from '../../messages/account-setup.ts';
import type { AuthorizerState } from '../../messages/authorizer.ts';
import type { ReleaseHold } from '../../messages/code-release.ts';
import type { RunRef } from '../../messages/following.ts';
import type { OnboardingDeclaration, OnboardingPart } from '../../messages/merchant-onboarding.ts';
import type { Progress } from '../../messages/progress.ts';

/** A process at work on a part. */
export type PartRun = {
  /** The wish it works for, as text. */
  readonly wish: string;
  readonly workflowId?: string;
  /** Once it is known to run. */
  readonly of?: RunRef;
  /** Somebody else had started it before. */
  readonly joined?: true;
  /** What it told last. */
  readonly progress?: Progress;
  /** The holds of a release that it may go past. */
  readonly lifted: readonly ReleaseHold[];
  /** It was told to end, because another wish took its place. */
  readonly outdated?: true;
};

/** How a process ended, and for which wish. */
export type PartEnd = {
  readonly wish: string;
  readonly workflowId?: string;
  readonly joined?: true;
  readonly outcome: Outcome;
};
/** Any outcome: `note`, `reason` and `hintZh` say why. */
export type Outcome = { readonly kind: string; readonly [more: string]: unknown };

/** What is known of one part. */
export type PartState = { readonly run?: PartRun; readonly last?: PartEnd };

/** One thing that a setup was to set, and what became of it. */
export type SetThing = { readonly wish: string; readonly kind: PartResults[string]['kind']; readonly note: string };

/** All that an onboarding knows: what is declared, and how far each part of it is. */
export type Board = {
  readonly declaration: OnboardingDeclaration;
  /** Once the account is there. */
  readonly appid?: string;
  readonly authorization?: AuthorizerState['authorization'];
  readonly parts: Readonly<Partial<Record<OnboardingPart, PartState>>>;
  /** Verification or filing was begun alone, or is not to be had in one. */
  readonly apart?: true;
  /** By the name of each. */
  readonly set: Readonly<Record<string, SetThing>>;
};

/** An onboarding before its first step. */
export const newBoard = (declaration: OnboardingDeclaration): Board => ({ declaration, parts: {}, set: {} });

const change = (board: Board, part: OnboardingPart, state: PartState): Board => ({
  ...board,
  parts: { ...board.parts, [part]: state },
});

const changeRun = (board: Board, part: OnboardingPart, news: Partial<PartRun>): Board => {
  const state = board.parts[part];
  return state?.run ? change(board, part, { ...state, run: { ...state.run, ...news } }) : board;
};

/** A part is being worked on. */
export const began = (board: Board, part: OnboardingPart, wish: string): Board =>
  change(alone.has(part) ? { ...board, apart: true } : board, part, {
    ...board.parts[part],
    run: { wish, lifted: [] },
  });

const alone: ReadonlySet<OnboardingPart> = new Set(['verification', 'filing']);

/** Its process is being started. */
export const starts = (board: Board, part: OnboardingPart, workflowId: string): Board =>
  changeRun(board, part, { workflowId });

/** Its process runs. */
export const runs = (board: Board, part: OnboardingPart, of: RunRef, joined: boolean): Board =>
  changeRun(board, part, { of, ...(joined ? { joined } : {}) });

/** The process of a part told how it stands; after its end nothing is news. */
export const told = (board: Board, part: OnboardingPart, progress: Progress): Board =>
  board.parts[part]?.run?.progress?.outcome ? board : changeRun(board, part, { progress });

/** A release may go past a hold. */
export const lifted = (board: Board, hold: ReleaseHold): Board => {
  const run = board.parts.release?.run;
  return run ? changeRun(board, 'release', { lifted: [...run.lifted, hold] }) : board;
};

/** The process of a part was given what is declared now. */
export const refilled = (board: Board, part: OnboardingPart, wish: string): Board => changeRun(board, part, { wish });

/** The process of a part was told to end. */
export const outdated = (board: Board, part: OnboardingPart): Board => changeRun(board, part, { outdated: true });

/** The process of a part has ended. */
export const ended = (board: Board, part: OnboardingPart, outcome: Outcome): Board => {
  const { run } = board.parts[part] ?? {};
  if (!run) return board;
  const { wish, workflowId, joined } = run;
  const set = part === 'setup' && !joined ? withSet(board, wish, outcome) : board;
  const after: Board = outcome.kind === 'unfit' ? { ...set, apart: true } : set;
  const last = { wish, outcome, ...(workflowId ? { workflowId } : {}), ...(joined ? { joined } : {}) };
  return change(after, part, { last });
};

/** Each thing that the setup came to an end with, beside the wish that it was set for. */
const withSet = (board: Board, wish: string, { parts }: Outcome): Board => {
  const wanted: Record<string, unknown> = JSON.parse(wish);
  // Only a setup's outcome comes here, and what it tells of its parts is of this type.
  const results = Object.entries((parts ?? {}) as PartResults);
  const set = results.map(([name, { kind, note }]) => [name, { wish: JSON.stringify(wanted[name]), kind, note }]);
  return { ...board, set: { ...board.set, ...Object.fromEntries(set) } };
};

/** The account is there. */
export const arrived = (board: Board, appid: string): Board => ({ ...board, appid });

/** Whether the account lets us act for it. */
export const authorizationRead = (board: Board, authorization: AuthorizerState['authorization']): Board => ({
  ...board,
  authorization,
});

/** Another declaration takes the place of the last; an account that did not come about is then asked for once more. */
export const declared = (board: Board, declaration: OnboardingDeclaration): Board => {
  const { account, ...others } = board.parts;
  const isOpen = board.appid !== undefined || account?.run !== undefined;
  return { ...board, declaration, parts: isOpen ? board.parts : others };
};

/** Why a declaration can't take the place of the last as things stand, if it can't. */
export const cannotBe = ({ appid, parts, declaration }: Board, asked: OnboardingDeclaration): string | undefined => {
  const isOpen = appid !== undefined || parts.account?.run !== undefined;
  if (isOpen && accountWish(asked) !== accountWish(declaration)) {
    return 'The account is there or under way: another way to it needs the end of this onboarding, by cancel.';
  }
  const sameAs = asked.setup?.openAccount?.sameAs;
  if (sameAs === undefined || sameAs !== appid) return undefined;
  return `setup.openAccount.sameAs: ${sameAs} is the account of this onboarding; name another one.`;
};

/** What was refused is to be tried once more. */
export const retried = (board: Board, halted: readonly OnboardingPart[]): Board => ({
  ...board,
  parts: Object.fromEntries(
    Object.entries(board.parts).map(([part, state]) => [
      part,
      halted.some((one) => one === part) && state.run === undefined ? {} : state,
    ]),
  ),
  set: Object.fromEntries(Object.entries(board.set).filter(([, { kind }]) => kind !== 'refused')),
});

/** The account that an outcome tells of. */
export const appidOf = ({ appid, appids }: Outcome): string | undefined => {
  const first: unknown = Array.isArray(appids) ? appids[0] : appid;
  return typeof first === 'string' ? first : undefined;
};

/** What is declared for the account, by which wishes are compared. */
export const accountWish = ({ account }: OnboardingDeclaration): string =>
  account.kind === 'existing' ? account.appid : account.wish;
