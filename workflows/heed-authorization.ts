import { getExternalWorkflowHandle, setHandler, workflowInfo } from '@temporalio/workflow';
import { authorizationChanged, authorizationHeeded } from '../messages/authorizer.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { WeChatFailure } from '../wechat/wechat-error.ts';
import { unlessCancelled, wordsOf } from './failures.ts';
import type { Process } from './process.ts';

/** How a process without a lease hears of its account's authorization. */
export type AuthorizationNews = {
  /** Asks to be told of the next change: a question that becomes true with it. Ask before the authorization is read. */
  heed(): Promise<() => boolean>;
};

/** Opens the way for the news; call it before the first await. Whoever misses it still asks now and then. */
export const openAuthorizationNews = (appid: string): AuthorizationNews => {
  const { workflowId, runId } = workflowInfo();
  let changes = 0;
  setHandler(authorizationChanged, () => {
    changes += 1;
  });
  return {
    heed: async () => {
      const before = changes;
      const entity = getExternalWorkflowHandle(workflowIds.authorizer(appid));
      // An account that nobody knows yet has no entity to tell.
      await entity.signal(authorizationHeeded, { workflowId, runId }).catch(unlessCancelled);
      return () => changes > before;
    },
  };
};

/** Waits until the merchant has done what a refusal asks for: by a person's `retry`, or by the grant where that was lacking. */
export const parkWithMerchant = async (
  process: Process,
  failure: WeChatFailure,
  news: AuthorizationNews,
): Promise<void> => {
  const { hintZh: whatZh, lacks } = failure;
  const granted = lacks ? await news.heed() : undefined;
  await process.park({ what: wordsOf(failure), who: 'merchant', whatZh, ...(lacks ? { lacks } : {}) }, granted);
};
