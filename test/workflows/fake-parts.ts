import { defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import { holdLifted } from '../../messages/code-release.ts';
import type { ProcessResult } from '../../messages/progress.ts';
import { refillVerification } from '../../messages/verification.ts';
import { openProcess } from '../../workflows/process.ts';
import { openRefill } from '../../workflows/refill.ts';

export { authorizer } from '../../workflows/authorizer.ts';
export { merchantOnboarding } from '../../workflows/merchant-onboarding.ts';

/** What a test has a process of an onboarding do. */
export type Act =
  | { readonly does: 'finish'; readonly step: string }
  /** Makes a call, as often as it must. */
  | { readonly does: 'call' }
  /** Has its data sent back. */
  | { readonly does: 'ask' }
  /** Waits for a person until the next act. */
  | { readonly does: 'wait'; readonly what: string }
  | { readonly does: 'end'; readonly outcome: { readonly kind: string; readonly [more: string]: unknown } };

/** From a test to a process. */
export const act = defineSignal<[Act]>('act');

const { callWeChat } = proxyActivities<{ callWeChat(): Promise<void> }>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 1 },
});

/** A process that does what its test says; its notes tell what it was told. */
const fakePart = (...steps: string[]) =>
  async function fake(): Promise<ProcessResult<{ readonly kind: string }>> {
    const process = openProcess('A part', ['told', ...steps]);
    const acts: Act[] = [];
    const told: string[] = [];
    const hear = (words: string) => {
      told.push(words);
      process.progress.note('told', told.join(', '));
    };
    setHandler(act, (next) => {
      acts.push(next);
    });
    setHandler(holdLifted, (hold) => hear(`lift ${hold}`));
    const refill = openRefill(process, refillVerification, ({ application }) => application);
    return process.run(
      async () => {
        for (let waits = 'its test', who: 'merchant' | 'wechat' = 'wechat'; ; ) {
          await process.park({ what: waits, who }, () => acts.length > 0);
          const next = acts.shift();
          if (!next) continue;
          [waits, who] = next.does === 'wait' ? [next.what, 'merchant'] : ['its test', 'wechat'];
          if (next.does === 'end') return next.outcome;
          if (next.does === 'call') {
            await process.attempt(() => callWeChat());
            hear('called');
          } else if (next.does === 'finish') {
            process.progress.begin(next.step);
            process.progress.finish(next.step);
          } else if (next.does === 'ask') {
            const refused = { step: 'told', note: 'Sent back.', who: 'merchant', hints: [] } as const;
            const given = await refill.correction(refused, async (waitingFor, or) => {
              await process.park(waitingFor, or);
              return undefined;
            });
            hear(given?.again ? JSON.stringify(given.data ?? 'the same') : 'nothing');
          }
        }
      },
      { cancelled: (by) => ({ ...by, left: 'what it had begun' }) },
    );
  };

export const trialConversion = fakePart();
export const accountSetup = fakePart('name', 'signature');
export const verification = fakePart();
export const icpFiling = fakePart();
export const verificationWithFiling = fakePart();
export const codeRelease = fakePart();
