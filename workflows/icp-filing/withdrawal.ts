import type { Request } from '../../messages/actions.ts';
import { withdraw } from '../../messages/icp-filing.ts';
import { weChatFailureOf, wordsOf } from '../failures.ts';
import type { ProgressRecord } from '../progress.ts';
import { wx } from '../wechat.ts';

/** Takes an application back, which WeChat allows while the platform reviews it. */
export type Withdrawal = {
  /**
   * Waits for a change; where it is `possible` people may ask for the withdrawal meanwhile, which is a change too: `made`
   * tells the wait that WeChat took one.
   */
  during<S>(possible: boolean, wait: (asked: () => boolean, made: boolean) => Promise<S | undefined>): Promise<S>;
};

/** What a withdrawal needs of a process. */
type Withdrawable = {
  readonly actions: {
    on(
      update: typeof withdraw,
      action: { refuse: (request: Request) => string | undefined; apply: (request: Request) => void },
    ): void;
  };
  readonly progress: Pick<ProgressRecord, 'note'>;
};

/** Opens the action `withdraw`; call it before the first await. `step` is that of the platform's review. */
export const openWithdrawal = (process: Withdrawable, appid: string, step: string): Withdrawal => {
  let allowed = false;
  let asked = false;
  process.actions.on(withdraw, {
    refuse: () => (allowed ? undefined : 'Only what the platform reviews can be withdrawn.'),
    apply: () => {
      asked = true;
    },
  });
  const takeBack = async (): Promise<boolean> => {
    asked = false;
    try {
      await wx('Withdraw the application').cancelApplyIcpFiling(appid, {});
      return true;
    } catch (error) {
      // Too late, or not now: the review goes on.
      process.progress.note(step, `Not withdrawn: ${wordsOf(weChatFailureOf(error))}`);
      return false;
    }
  };
  return {
    during: async (possible, wait) => {
      allowed = possible;
      try {
        for (let made = false; ; ) {
          const found = await wait(() => asked, made);
          if (found !== undefined) {
            // It must not take back what is applied for later.
            if (asked) process.progress.note(step, 'Not withdrawn: the review moved on first. Ask again if need be.');
            asked = false;
            return found;
          }
          made = (await takeBack()) || made;
        }
      } finally {
        allowed = false;
      }
    },
  };
};
