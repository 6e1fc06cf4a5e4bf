import { RetryState } from '@temporalio/common';
import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { weChatFailureType } from '../../messages/failures.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { openProcess } from '../../workflows/process.ts';

const withdrawn: WeChatFailure = {
  endpoint: '/wxa/commit',
  kind: 'refused',
  class: 'merchant',
  effect: 'none',
  hint: 'The merchant withdrew the authorization.',
  hintZh: '商家已取消授权',
};

/** A call is refused for what was mended while it was under way: gives how often it was made. */
export async function woken(): Promise<number> {
  const process = openProcess('Woken', ['call']);
  let calls = 0;
  const call = async () => {
    calls += 1;
    if (calls > 1) return;
    process.wake();
    const refusal = ApplicationFailure.create({ type: weChatFailureType(withdrawn), details: [withdrawn] });
    throw new ActivityFailure('refused', 'commit', '1', RetryState.NON_RETRYABLE_FAILURE, 'test', refusal);
  };
  await process.step('call', call);
  return calls;
}
