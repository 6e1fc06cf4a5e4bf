import { condition, getExternalWorkflowHandle, isCancellation, setHandler } from '@temporalio/workflow';
import type { Request } from '../messages/actions.ts';
import { accountAssigned, authorizationChanged } from '../messages/authorizer.ts';
import { holdLifted } from '../messages/code-release.ts';
import { progressed } from '../messages/following.ts';
import {
  declare,
  type MerchantOnboardingInput,
  type MerchantOnboardingOutcome,
  type OnboardingPart,
  onboardingParts,
  type PreparedStart,
} from '../messages/merchant-onboarding.ts';
import type { ProcessResult, Progress } from '../messages/progress.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { reads } from './facts.ts';
import { type LeaseHold, openLease } from './lease.ts';
import { openMaterials } from './materials.ts';
import * as boards from './merchant-onboarding/board.ts';
import { endOf, startOrJoin } from './merchant-onboarding/children.ts';
import { openDisplay } from './merchant-onboarding/display.ts';
import { type Move, planOf } from './merchant-onboarding/plan.ts';
import { startOf } from './merchant-onboarding/starts.ts';
import { openProcess, type Process } from './process.ts';
import { processCalls } from './processes.ts';

/**
 * Brings a merchant to what is declared: each part is a process of its own, begun as soon as the plan says that it can
 * be. What is here only runs them and keeps the board; every decision is the plan's.
 */
export async function merchantOnboarding(
  input: MerchantOnboardingInput,
): Promise<ProcessResult<MerchantOnboardingOutcome>> {
  const { merchantId } = input;
  const process = openProcess(`Onboarding of ${merchantId}`, onboardingParts);
  const display = openDisplay(process);
  const materials = openMaterials(process, '', 0);
  process.progress.link({ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: input.page });
  let board = boards.newBoard(input.declaration);
  let request = askedBy(input.request);
  let changes = 0;
  let authorizations = 0;
  let lease: LeaseHold | undefined;
  let broken: { readonly error: unknown } | undefined;
  const set = (next: boards.Board) => {
    board = next;
    changes += 1;
  };
  /** Lets something run beside the rest; an error of it ends the whole. */
  const beside = (work: () => Promise<void>) => {
    work().catch((error: unknown) => {
      broken ??= { error };
      changes += 1;
    });
  };
  const partOf = (runId: string) => onboardingParts.find((part) => board.parts[part]?.run?.of?.runId === runId);

  /** What a process told before we knew that it runs: signals are heard first. */
  const early = new Map<string, Progress>();
  setHandler(progressed, ({ of, progress }) => {
    const part = partOf(of.runId);
    if (part) set(boards.told(board, part, progress));
    else early.set(of.runId, progress);
  });
  setHandler(authorizationChanged, () => {
    authorizations += 1;
  });
  process.actions.on(declare, {
    refuse: ({ declaration }) => {
      const isOpen = board.appid !== undefined || board.parts.account?.run !== undefined;
      const asked = boards.accountWish(declaration);
      return isOpen && asked !== boards.accountWish(board.declaration)
        ? 'The account is there or under way: another way to it needs the end of this onboarding, by cancel.'
        : undefined;
    },
    apply: (asked) => {
      request = askedBy(asked);
      set(boards.declared(board, asked.declaration));
      beside(holdFiles);
    },
  });

  /** A part may begin months from now: until then its files are kept. */
  const holdFiles = async () => {
    const { setup, verification, filing } = board.declaration;
    await materials.hold({ setup, verification, filing });
  };
  /** Has whatever waits for a person try again. */
  const poke = async (parts: readonly OnboardingPart[] = onboardingParts) => {
    const waiting = parts.flatMap((part) => {
      const { run } = board.parts[part] ?? {};
      return run?.of && run.progress && run.progress.attention !== 'none' ? [run.of] : [];
    });
    await Promise.all(
      waiting.map((run) =>
        process.attempt(() => processCalls(`${run.workflowId} tries again`).retryProcess({ run, request })),
      ),
    );
  };
  const readAuthorization = async (own: Process, appid: string) => {
    const { readAuthorizer } = reads('How does the authorization stand?');
    const { authorization } = await own.attempt(() => readAuthorizer(appid));
    set(boards.authorizationRead(board, authorization));
    return authorization === 'granted';
  };
  /** Takes an account on: it is the merchant's, and we hear what becomes of its authorization. */
  const takeOn = async (own: Process, appid: string) => {
    lease = openLease(own, appid, 'onboarding');
    await lease.take();
    await getExternalWorkflowHandle(workflowIds.authorizer(appid)).signal(accountAssigned, { merchantId });
    await readAuthorization(own, appid);
    set(boards.arrived(board, appid));
    beside(async () => {
      for (let heard = 0; ; ) {
        await condition(() => authorizations > heard);
        heard = authorizations;
        if (await readAuthorization(own, appid)) await poke();
      }
    });
  };
  /** Has a process do a part; how it ended. */
  const byProcess = async (own: Process, part: OnboardingPart, start: PreparedStart): Promise<boards.Outcome> => {
    const { appid } = board;
    set(boards.starts(board, part, start.workflowId));
    const { of, joined } = await startOrJoin(own, start, { merchantId, ...(appid ? { appid } : {}), request });
    set(boards.runs(board, part, of, joined));
    const first = early.get(of.runId);
    if (first) set(boards.told(board, part, first));
    early.delete(of.runId);
    return endOf(of, () => board.parts[part]?.run?.progress?.outcome);
  };
  const work = async (own: Process, part: OnboardingPart, wish: string): Promise<boards.Outcome> => {
    const { declaration, appid = '' } = board;
    switch (part) {
      case 'account': {
        const { account } = declaration;
        const outcome =
          account.kind === 'existing'
            ? { kind: 'existing', appid: account.appid }
            : await byProcess(own, part, account.start);
        const made = boards.appidOf(outcome);
        if (made) await takeOn(own, made);
        return outcome;
      }
      default:
        return byProcess(own, part, startOf(part, wish, appid, input));
    }
  };
  const make = (move: Move): void => {
    const { of } = board.parts['part' in move ? move.part : 'release']?.run ?? {};
    switch (move.do) {
      case 'run':
        set(boards.began(board, move.part, move.wish));
        beside(async () => {
          const outcome = await work(process.track(move.part), move.part, move.wish);
          set(boards.ended(board, move.part, outcome));
          // The release may be waiting for words of the guide that the setup has declared.
          if (move.part === 'setup') await poke(['release']);
        });
        break;
      case 'lift':
        set(boards.lifted(board, move.hold));
        beside(async () => {
          if (!of) return;
          const release = getExternalWorkflowHandle(of.workflowId, of.runId);
          await release.signal(holdLifted, move.hold).catch(unlessOver);
        });
        break;
      case 'refill':
        set(boards.refilled(board, move.part, move.wish));
        beside(async () => {
          if (!of) return;
          const order = { run: of, application: JSON.parse(move.wish), request };
          await process.attempt(() => processCalls(`Correct the data of ${of.workflowId}`).refillProcess(order));
        });
        break;
      case 'replace':
        set(boards.outdated(board, move.part));
        beside(async () => {
          if (!of) return;
          const order = { run: of, request: { ...request, why: 'Another declaration took its place.' } };
          await process.attempt(() => processCalls(`${of.workflowId} gives way`).endProcess(order));
        });
    }
  };
  /** Ends what we started, and says what of it has not ended. */
  const endOurs = async (by: Request) => {
    const isStarting = () => Object.values(board.parts).some(({ run }) => run?.workflowId && !run.of);
    if (isStarting()) await condition(() => !isStarting(), '30s', { summary: 'Until what is being started runs' });
    await Promise.all(
      onboardingParts.map(async (part) => {
        const { run } = board.parts[part] ?? {};
        if (!run?.of || run.joined) return;
        const order = { run: run.of, request: by };
        const outcome = await processCalls(`End ${run.of.workflowId}`)
          .endProcess(order)
          .catch(() => null);
        if (outcome) set(boards.ended(board, part, outcome));
      }),
    );
  };

  return process.run<MerchantOnboardingOutcome>(
    async () => {
      await holdFiles();
      for (;;) {
        const plan = planOf(board);
        display(board, plan);
        if (plan.done && board.appid !== undefined) {
          return { kind: 'onboarded', appid: board.appid, stands: plan.stands };
        }
        const seen = changes;
        plan.moves.forEach(make);
        if (changes !== seen) continue;
        const called = process.woken();
        await process.park({ what: 'The processes of its parts', who: 'wechat' }, () => changes !== seen);
        if (broken) throw broken.error;
        if (!called()) continue;
        set(
          boards.retried(
            board,
            plan.halts.map(({ part }) => part),
          ),
        );
        beside(() => poke());
      }
    },
    {
      cancelled: async (by) => {
        await endOurs(askedBy(by));
        const { appid } = board;
        return { ...by, ...(appid ? { appid } : {}), stands: planOf(board).stands };
      },
      end: async () => {
        await materials.letGo();
        await lease?.giveBack();
      },
    },
  );
}

/** Who asked, without the request's key: a process takes a key once, and of one request follow many orders. */
const askedBy = ({ by, why }: Request): Request => ({ by, ...(why ? { why } : {}) });

/** Who has closed needs to be told nothing more. */
const unlessOver = (error: unknown): void => {
  if (isCancellation(error)) throw error;
};
