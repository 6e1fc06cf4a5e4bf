import { type Asker, isBarred, openTurn } from '../../workflows/code-release/turn.ts';
import { openProcess } from '../../workflows/process.ts';
import { sendOnce } from '../../workflows/send-once.ts';
import { submissionItems } from './submission-items.ts';

export * from '../../workflows/audit-quota.ts';

/** A release of which only the submission is there. */
export async function submitting(asker: Asker) {
  const process = openProcess(`Submit ${asker.appid}`, ['submit']);
  const turn = openTurn(process, asker);
  return process.run<{ kind: 'submitted'; auditid: number } | { kind: 'cancelled' }>(
    async () => {
      const { auditid } = await process.step('submit', () =>
        sendOnce(process, {
          what: 'Submit',
          lookUpAfter: 100,
          send: () => turn.submit({ item_list: submissionItems }, 'Submit'),
          landed: async () => undefined,
          refused: async (failure) => (isBarred(failure) ? 'again' : undefined),
        }),
      );
      return { kind: 'submitted', auditid };
    },
    { cancelled: () => ({ kind: 'cancelled' }), end: () => turn.giveBack() },
  );
}
