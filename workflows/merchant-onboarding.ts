import { upsertSearchAttributes } from '@temporalio/workflow';
import {
  declare,
  type MerchantOnboardingInput,
  type MerchantOnboardingOutcome,
  type OnboardingDeclaration,
  type OnboardingPart,
  onboardingParts,
} from '../messages/merchant-onboarding.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { externalIds } from '../messages/workflow-ids.ts';
import { askedBy } from './actions.ts';
import { openMaterials } from './materials.ts';
import { openAccount } from './merchant-onboarding/account.ts';
import * as boards from './merchant-onboarding/board.ts';
import { openCrew } from './merchant-onboarding/crew.ts';
import { openDisplay } from './merchant-onboarding/display.ts';
import { type Move, planOf } from './merchant-onboarding/plan.ts';
import { startOf } from './merchant-onboarding/starts.ts';
import { openBoard } from './open-board.ts';
import { openProcess, type Process } from './process.ts';

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
  const board = openBoard(boards.newBoard(input.declaration));
  const crew = openCrew(process, board, merchantId);
  // Who holds a lease of the account hears of its authorization; a conversion holds none.
  const regained = () => crew.tryAgain(['conversion']);
  const account = openAccount(board, { merchantId, request: () => request, regained });
  process.progress.link({ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: input.page });
  let request = askedBy(input.request);

  process.actions.on(declare, {
    refuse: ({ declaration }) => boards.cannotBe(board.now(), declaration),
    apply: (asked) => {
      request = askedBy(asked);
      pointToTemplate(board.now().declaration, asked.declaration);
      board.set(boards.declared(board.now(), asked.declaration));
      board.beside(holdFiles);
      board.beside(account.declareSettings);
    },
  });

  /** A part may begin months from now: until then its files are kept. */
  const holdFiles = async () => {
    const { setup, verification, filing } = board.now().declaration;
    await materials.hold({ setup, verification, filing });
  };
  const work = async (own: Process, part: OnboardingPart, wish: string): Promise<boards.Outcome> => {
    const { declaration, appid = '' } = board.now();
    if (part !== 'account') return crew.work(own, part, startOf(part, wish, appid, input), request);
    const route = declaration.account;
    if (route.kind === 'existing') {
      await account.takeOn(own, route.appid);
      return { kind: 'existing', appid: route.appid };
    }
    const outcome = await crew.work(own, part, route.start, request);
    const made = boards.appidOf(outcome);
    if (made) await account.takeOn(own, made);
    return outcome;
  };
  /** Notes a move on the board at once, and makes it beside the others. */
  const make = (move: Move): void => {
    const { now, set, beside } = board;
    switch (move.do) {
      case 'run':
        set(boards.began(now(), move.part, move.wish));
        beside(async () => {
          const outcome = await work(process.track(move.part), move.part, move.wish);
          set(boards.ended(now(), move.part, outcome));
          // The release may be waiting for words of the guide that the setup has declared.
          if (move.part === 'setup') await crew.tryAgain(['release']);
        });
        break;
      case 'lift':
        set(boards.lifted(now(), move.hold));
        beside(() => crew.lift(move.hold));
        break;
      case 'refill':
        set(boards.refilled(now(), move.part, move.wish));
        beside(() => crew.correct(move.part, move.wish, request));
        break;
      case 'replace':
        set(boards.outdated(now(), move.part));
        beside(() => crew.replace(move.part, request));
    }
  };

  return process.run<MerchantOnboardingOutcome>(
    async () => {
      await holdFiles();
      for (;;) {
        const plan = planOf(board.now());
        const { appid } = board.now();
        display(board.now(), plan);
        if (plan.done && appid !== undefined) return { kind: 'onboarded', appid, stands: plan.stands };
        const changed = board.changed();
        plan.moves.forEach(make);
        if (changed()) continue;
        const asked = process.woken();
        await process.park({ what: 'The processes of its parts', who: 'wechat' }, changed);
        board.check();
        if (!asked()) continue;
        const halted = plan.halts.map(({ part }) => part);
        board.set(boards.retried(board.now(), halted));
        board.beside(crew.tryAgain);
      }
    },
    {
      cancelled: async (by) => {
        await crew.end(askedBy(by));
        const { appid } = board.now();
        return { ...by, ...(appid ? { appid } : {}), stands: planOf(board.now()).stands };
      },
      end: async () => {
        await materials.letGo();
        await account.letGo();
      },
    },
  );
}

/** An onboarding uses the template that it will release: that one is not removed meanwhile, and the former may be. */
const pointToTemplate = (former: OnboardingDeclaration, next: OnboardingDeclaration): void => {
  const before = former.release?.templateId;
  const templateId = next.release?.templateId;
  if (templateId === before) return;
  const value = templateId === undefined ? [] : [externalIds.template(templateId)];
  upsertSearchAttributes([{ key: searchAttributes.ExternalIds, value }]);
};
