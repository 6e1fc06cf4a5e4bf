import { condition, makeContinueAsNewFunc, setHandler, workflowInfo } from '@temporalio/workflow';
import { keysRotated } from '../messages/key-rotation.ts';
import type { PageRevocationInput } from '../messages/page-links.ts';

/**
 * Holds that the links to a page are revoked, in its memo, until the last of them would have ended. It moves to another
 * encryption key when asked, because it lives for months.
 */
export async function pageRevocation(input: PageRevocationInput): Promise<void> {
  let due = false;
  setHandler(keysRotated, () => {
    due = true;
  });
  const summary = 'Until the last of the revoked links would have ended';
  if (!(await condition(() => due, Math.max(input.until - Date.now(), 1), { summary }))) return;
  const { memo } = workflowInfo();
  await makeContinueAsNewFunc<typeof pageRevocation>(memo ? { memo } : {})(input);
}
