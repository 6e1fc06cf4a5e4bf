import { defineSignal, setHandler } from '@temporalio/workflow';
import { type CodeReleaseInput, releaseSteered } from '../../messages/code-release.ts';
import type { ProcessResult } from '../../messages/progress.ts';
import { openProcess } from '../../workflows/process.ts';

export { authorizer } from '../../workflows/authorizer.ts';
export { fleetRollout } from '../../workflows/fleet-rollout.ts';
export { rolloutWave } from '../../workflows/rollout-wave.ts';

/** From a test to a release: how it ends. */
export const end = defineSignal<[{ readonly kind: string; readonly reason?: string }]>('end');

/** A release that ends as its test says; its note tells what it was begun with and told since. */
export async function codeRelease(input: CodeReleaseInput): Promise<ProcessResult<{ readonly kind: string }>> {
  const process = openProcess('A release', ['commit', 'audit']);
  let outcome: { readonly kind: string } | undefined;
  const told: string[] = [JSON.stringify(input.releaseWindow ?? null)];
  const hear = (words: string) => {
    told.push(words);
    process.progress.note('audit', told.join(' '));
  };
  setHandler(end, (how) => {
    outcome = how;
  });
  setHandler(releaseSteered, ({ paused, releaseWindow }) =>
    hear(`${paused ? 'hold' : 'go'} ${JSON.stringify(releaseWindow ?? null)}`),
  );
  return process.run(
    async () => {
      process.progress.begin('audit');
      process.progress.note('audit', told.join(' '));
      for (;;) {
        if (outcome) return outcome;
        await process.park({ what: 'its test', who: 'wechat' }, () => outcome !== undefined);
      }
    },
    { cancelled: (by) => by },
  );
}
