import { ApplicationFailure, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import type { ProcessResult } from '../../messages/progress.ts';
import { openProcess } from '../../workflows/process.ts';
import { deliver, type ErrandInput, type ErrandOutcome, knock } from './errand-messages.ts';

export * from '../../workflows/idempotent-request.ts';
export * from '../../workflows/page-revocation.ts';

/** A process of the same shape as the real ones: it waits at a place until a parcel is delivered. */
export async function errand(input: ErrandInput): Promise<ProcessResult<ErrandOutcome>> {
  const { mishap, ...rest } = input;
  if (mishap === 'forgets') return continueAsNew<typeof errand>(rest);
  const process = openProcess(`Errand to ${input.place}`, ['walk', 'visit', 'return']);
  let parcel: string | undefined;
  let knocks = 0;
  setHandler(deliver, (argument) => {
    parcel = argument.parcel;
  });
  process.actions.on(knock, {
    refuse: () => (knocks > 0 ? 'The door is open already.' : undefined),
    apply: () => {
      knocks += 1;
      process.progress.note('visit', `knocked ${knocks} times`);
    },
  });
  return process.run<ErrandOutcome>(
    async () => {
      await process.step('walk', async () => {
        process.progress.link({ rel: 'map', title: 'The way there', href: 'https://maps.example/there?ticket=1' });
      });
      if (mishap === 'breaks') throw ApplicationFailure.nonRetryable('The bicycle broke.');
      if (mishap === 'refused') return { kind: 'refused', hintZh: '收件人拒收' };
      await process.step('visit', async () => {
        process.progress.wait({ what: 'Somebody opens', who: 'merchant', until: input.until });
        const woken = process.woken();
        await condition(() => parcel !== undefined || woken());
        process.progress.resume();
        process.checkpoint();
      });
      await process.step('return', async () => undefined);
      return { kind: 'delivered', parcel: parcel ?? '', asked: input.request };
    },
    { cancelled: (by) => by },
  );
}
