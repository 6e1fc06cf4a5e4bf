import { expect, it } from 'vitest';
import type { Request } from '../../messages/actions.ts';
import { openWithdrawal } from '../../workflows/icp-filing/withdrawal.ts';

it('that came too late for one review does not take back what is applied for later', async () => {
  const notes: string[] = [];
  let withdraw: () => void = () => undefined;
  const process = {
    actions: {
      on: (_update: unknown, { apply }: { apply: (request: Request) => void }) => {
        withdraw = () => apply({ by: 'test' });
      },
    },
    progress: { note: (_step: string, note: string) => void notes.push(note) },
  };
  const withdrawal = openWithdrawal(process, 'wx1', 'platform-review');
  const rejected = await withdrawal.during(true, async () => {
    withdraw();
    return 'rejected';
  });
  const asked = await withdrawal.during(true, async (asked) => asked());
  expect([rejected, asked]).toEqual(['rejected', false]);
  expect(notes).toEqual([expect.stringContaining('Not withdrawn')]);
});
