import { expect, it } from 'vitest';
import { openWithdrawal } from '../../workflows/icp-filing/withdrawal.ts';
import type { Process } from '../../workflows/process.ts';

it('that came too late for one review does not take back what is applied for later', async () => {
  const notes: string[] = [];
  let withdraw: () => void = () => undefined;
  const process = {
    actions: {
      on: (_update: unknown, { apply }: { apply: () => void }) => {
        withdraw = apply;
      },
    },
    progress: { note: (_step: string, note: string) => notes.push(note) },
  };
  // All that a withdrawal needs of a process while nothing is sent.
  const withdrawal = openWithdrawal(process as unknown as Process, 'wx1', 'platform-review');
  const rejected = await withdrawal.during(true, async () => {
    withdraw();
    return 'rejected';
  });
  const asked = await withdrawal.during(true, async (asked) => asked());
  expect([rejected, asked]).toEqual(['rejected', false]);
  expect(notes).toEqual([expect.stringContaining('Not withdrawn')]);
});
