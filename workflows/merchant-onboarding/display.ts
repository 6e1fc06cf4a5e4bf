import { onboardingParts } from '../../messages/merchant-onboarding.ts';
import type { Process } from '../process.ts';
import type { Board } from './board.ts';
import type { Plan } from './plan.ts';
import { isTogether } from './together.ts';

/** Shows the board in the progress: each change once. */
export const openDisplay = (process: Process) => {
  const shown = new Map<string, string>();
  const once = (key: string, value: unknown, show: () => void) => {
    const text = JSON.stringify(value) ?? '';
    if (shown.get(key) === text) return;
    shown.set(key, text);
    show();
  };

  return (board: Board, { stands, halts }: Plan): void => {
    const { parts } = board;
    const withheld = halts.some(({ part }) => part === 'account');
    for (const part of onboardingParts) {
      const own = process.track(part).progress;
      const { run } = parts[part] ?? {};
      const state = stands.find((record) => record.part === part)?.state ?? 'undeclared';
      const halt = halts.find((halted) => halted.part === part)?.waitingFor;
      once(`${part} state`, [state, halt?.what, isTogether(board)], () => {
        if (state === 'under-way') own.begin(part);
        else if (state === 'reached') own.finish(part);
        else if (state === 'undeclared') own.skip(part, doneTogether.has(part) && isTogether(board) ? inOne : nothing);
        else if (state === 'halted') own.fail(part, halt?.what ?? '');
      });
      if (run?.workflowId) once(`${part} process`, run.workflowId, () => own.by(part, run.workflowId ?? ''));
      if (run?.joined) once(`${part} joined`, run.of, () => own.note(part, 'It was running already and is followed.'));
      const theirs = run?.progress?.waitingFor;
      // Without the authorization nothing that the merchant could do for a part would help.
      const waitingFor = halt ?? (withheld && theirs?.who === 'merchant' ? undefined : theirs);
      once(`${part} wait`, waitingFor, () => (waitingFor ? own.wait(waitingFor) : own.resume()));
      // The page is ours, whichever part it shows.
      const links = (run?.progress?.links ?? []).filter(({ rel }) => rel !== 'merchant-page');
      once(`${part} links`, links, () => {
        for (const link of links) own.link(link);
      });
    }
  };
};

const nothing = 'Nothing of it is declared.';
const inOne = 'Verification and filing are done in one (认证及备案).';
const doneTogether: ReadonlySet<string> = new Set(['verification', 'filing']);
